"""Rows that look like a parent and are not: totals, dividers, footers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from partners.spec.parents.names import PREFIXES
from portal.web.sheets.words import fold, tokens

_COUNTED = (
    r"ouders?|gezin(?:nen)?|leerling(?:en)?|kind(?:eren)?|perso(?:on|nen)|namen|adressen|deelnemers?|"
    r"aanmelding(?:en)?|rijen|parents?|families|stuks"
)
_TOTAL = re.compile(
    r"^(?:(?:eind|sub)?tota(?:al|len)\b|tot(?:\.|:| ?\d)|\u03c3|\u2211|"
    r"(?:grand |sub)?total\b|aantal\b|gemiddelde?\b|som\b|sum\b|count\b|"
    rf"n ?= ?\d|\d+ (?:{_COUNTED})\b)"
)
_DIVIDER = re.compile(
    r"^(?:(?:groep|klas|unit|locatie|school|wijk|jaar|leerjaar|class|bouw|blad|pagina|page|bron|lijst|datum|versie|week|"
    r"peuters|kleuters|onderbouw|bovenbouw|middenbouw|instroom|vervolg|einde|eind|let op|nb|opmerking|print|printdatum|"
    r"bijgewerkt|laatst|toelichting|legenda|deze|niet|vertrouwelijk|uitgeschreven|nieuw|oud|"
    r"wachtlijst|reservelijst|gegevens|overzicht|basisschool|kinderdagverblijf|peuterspeelzaal|team|juf|meester)\b|[*#=_])"
)
_MARKS = re.compile(r"[:;=\d!?@/\\]|\w{3,}\.$")
_COUNT = re.compile(r"^\d{1,4}(?:[.,]\d{1,2})?%?$")
_MOST_WORDS = 6


def is_total(cell: str) -> bool:
    """Tell whether a cell counts rows: `Totaal`, `Subtotaal groep 4`, `142 ouders`."""
    return bool(_TOTAL.match(fold(cell)))


def is_divider(cell: str) -> bool:
    """Tell whether a cell names what follows or what the list is: `Groep 5`, `Bron: administratie`."""
    return bool(_DIVIDER.match(fold(cell)))


def is_counts(cells: Sequence[str]) -> bool:
    """Tell whether these cells, more than one, only count: `2`, `Totaal groep 3`, `1 nummer`."""
    return len(cells) > 1 and all(_COUNT.match(cell) or is_total(cell) for cell in cells)


def is_alone(cells: Sequence[str]) -> bool:
    """Tell whether the row has one filled cell."""
    return sum(bool(cell) for cell in cells) == 1


def could_be_name(cell: str) -> bool:
    """Tell whether a lone cell can be somebody: a few words with capitals, where letters have those."""
    words = [word for word in cell.split() if fold(word) not in PREFIXES]
    known = is_total(cell) or is_divider(cell) or _MARKS.search(cell)
    named = all(word[0].isalpha() and not word[0].islower() for word in words)
    return bool(words) and not known and named and len(tokens(cell)) <= _MOST_WORDS
