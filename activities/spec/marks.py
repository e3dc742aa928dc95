"""What stands in the cells of a list of who came: a tick, a tally, a number."""

from __future__ import annotations

import re

from partners.spec.parents.nobody import is_total
from portal.web.sheets.cells import text
from portal.web.sheets.grid import Value
from portal.web.sheets.words import fold, listed, tokens

_YES = listed("x xx ja j jep y yes 1 v aanwezig present p ok er true waar was wel gekomen evet")
_NO = listed(
    "nee neen n no 0 afwezig afgemeld ziek niet geen absent vrij vakantie verhinderd onwaar false o afgezegd hayir"
)
_TICKS = frozenset("\u2713\u2714\u2611\u2612\u2705\u00d7\u2715\u2716\u2717\u25cf\u2022+*")
_CROSSED = frozenset({"", "-", "--", "\u2013", "\u2014", ".", "/"})
_CHILDREN = listed("kind kinderen kids peuters peuter baby babys kleuters dreumesen children")
_ADULTS = listed("volwassenen ouders bezoekers gasten adults")
_NAMELESS = (
    "zonder naam",
    "naamloos",
    "anoniem",
    "anonieme",
    "naam onbekend",
    "onbekend",
    "onbekende",
    "turven",
    "geteld",
)
_OTHERS = listed("overig overige overigen")
_THEME = re.compile(
    r"^(?:thema|onderwerp|bijzonderheden|opmerking\w*|weer|gastspreker|spreker|door|begeleid\w*|notitie\w*)\b"
)
_COUNTING = listed("aantal totaal tot de het van en zonder naam overige alle")
_STROKES = re.compile(r"[|Il/ ]+")
_NUMBER = re.compile(r"^\D{0,12}?(\d{1,3})(?:[.,]0)?(?:\s*\D{0,20})?$")
MOST = 500


def read_mark(value: Value) -> bool | None:
    """Whether a cell says that somebody was there; None when it cannot be told."""
    if isinstance(value, bool):
        return value
    cell = text(value)
    if cell in _CROSSED:
        return False
    if cell in _TICKS:
        return True
    words = tokens(cell)
    if not words:
        return None
    if words[0] in _NO:
        return False
    return True if words[0] in _YES else None


def heads_of(name: str) -> str:
    """What the numbers behind this label count, as HeadCount has it; empty for a person and for anything else."""
    words = tokens(name)
    phrase = " ".join(words)
    if any(phrase.startswith(known) for known in _NAMELESS) or (len(words) == 1 and words[0] in _OTHERS):
        return "adults"
    rest = set(words) - _COUNTING
    if not rest or len(words) > 4 or len(rest) > 1:  # noqa: PLR2004 - a label, no sentence
        return ""
    if rest <= _CHILDREN:
        return "children"
    # "Totaal ouders" counts the names above once more.
    return "adults" if rest <= _ADULTS and not is_total(name) else ""


def read_heads(value: Value) -> int | None:
    """How many heads a cell counts: a number, with words around it, or strokes; None when it does not."""
    cell = text(value)
    if cell and _STROKES.fullmatch(cell):
        return sum(letter != " " for letter in cell)
    found = _NUMBER.match(fold(cell)) if cell else None
    return int(found[1]) if found and int(found[1]) <= MOST else None


def is_theme(name: str) -> bool:
    """Whether this row tells what a day was about, not who was there."""
    return bool(_THEME.match(fold(name)))
