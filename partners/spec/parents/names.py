from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from partners.spec.parents.parts import NAMES, Part
from portal.web.sheets.words import fold, listed, tokens

PREFIXES = listed(
    "van de der den het 't ten ter te el al ul la le les lo du da das dos do di des in op aan bij voor "
    "uit over onder tot von vom zu zum zur af av y e bin binti ben ibn abu ould 's 'd d' l' vd v.d. v/d vander"
)
_SALUTATION = re.compile(
    r"^(?:dhr|mevr|mw|mej|mr|mrs|ms|heer|mevrouw|meneer|de heer(?: en mevrouw)?|drs|ing|dr)(?:\.\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_NOBODY = frozenset({"", "onbekend", "nvt", "n v t", "geen", "unknown", "leeg", "niet bekend", "niet ingevuld"})
_WORD = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"([\s\-])")
_SHORTEST_SHOUT = 2
_APOSTROPHES = "'\u2019"


def read_name(cells: Sequence[str], columns: Mapping[Part, Sequence[int]]) -> str | None:
    """Give one name from whichever name columns there are, in speaking order and without shouting."""
    parts = {part: _cell(cells, columns.get(part, ())) for part in NAMES}
    full, last = parts[Part.FULL], parts[Part.LAST]
    given = parts[Part.FIRST] or parts[Part.INITIALS]
    if full and given and not last and fold(given) not in fold(full):
        full, last = "", full
    if last:
        # All in capitals is calmed as a whole below; a surname alone in capitals here.
        mixed = any(letter.islower() for letter in given + parts[Part.PREFIX])
        surname, behind = _turned(_calm_within(last, given) if mixed else last)
        prefix = parts[Part.PREFIX] or behind
        full = " ".join(part for part in (given, _once(prefix, surname), surname) if part)
    elif full:
        full = _speaking_order(full)
    full = full or " ".join(part for part in (given, parts[Part.PREFIX]) if part)
    return calm(_SALUTATION.sub("", full)).strip(" ,;") or None


def _calm_within(surname: str, given: str) -> str:
    """Calm a surname on its own, with a small prefix when a first name comes before it."""
    calmed = calm(surname)
    first, _space, rest = calmed.partition(" ")
    return f"{first.lower()} {rest}" if given and calmed != surname and rest and fold(first) in PREFIXES else calmed


def _cell(cells: Sequence[str], columns: Sequence[int]) -> str:
    values = (cells[column] for column in columns if column < len(cells))
    return next((value for value in values if " ".join(tokens(value)) not in _NOBODY), "")


def _once(prefix: str, surname: str) -> str:
    """Leave out the prefix when the surname begins with it already."""
    return "" if fold(surname).startswith(fold(prefix) + " ") else prefix


def _turned(surname: str) -> tuple[str, str]:
    """Take `Dijk, van der` apart."""
    before, comma, behind = surname.partition(",")
    words = fold(behind).split()
    if comma and words and all(word in PREFIXES for word in words):
        return before.strip(), behind.strip()
    return surname, ""


def _speaking_order(name: str) -> str:
    """Turn `Dijk, Anna van der` round; more than one comma is a list and stays."""
    before, comma, behind = name.partition(",")
    if not comma or "," in behind or not before.strip() or not behind.strip():
        return name
    return f"{behind.strip()} {before.strip()}"


def calm(name: str) -> str:
    """Write a name in capitals as a name; `KAJA VAN DEN BERG` becomes `Kaja van den Berg`."""
    words = _WORD.findall(name)
    long = [word for word in words if len(word) > _SHORTEST_SHOUT]
    if not long or any(letter.islower() for word in words for letter in word):
        return name
    return "".join(_calm(word, index) for index, word in enumerate(_JOINED.split(name)))


def _calm(word: str, index: int) -> str:
    small = word.replace("\u0130", "i").lower()
    if index and small in PREFIXES:
        return small
    if small.startswith("ij"):
        return "IJ" + small[2:]
    # O'Brien, d'Angelo: a letter, an apostrophe, a capital.
    if len(small) > _SHORTEST_SHOUT and small[1] in _APOSTROPHES:
        return (small[0] if small[0] == "d" else word[0]) + small[1] + small[2:].capitalize()
    return "".join(
        letter if start == 0 or word[start - 1] == "." else small_letter
        for start, (letter, small_letter) in enumerate(zip(word, small, strict=False))
    )
