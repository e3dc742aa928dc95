"""From the words of a heading to what its column holds, and for whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from partners.spec.parents.parts import (
    CHILD_WORDS,
    FILLERS,
    GROUPS,
    HOLDS,
    NUMBERS,
    ORDER,
    OTHER_WORDS,
    PARENT_WORDS,
    PARTS,
    THIRD_WORDS,
    Part,
)
from portal.web.sheets.table import heading_key
from portal.web.sheets.words import tokens

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WITHOUT_MEANING = FILLERS | PARENT_WORDS | CHILD_WORDS
_WINDOW = 3
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading says: the part, whose it is (`moeder`, `2`), and whether it names a parent or a child.

    `said` tells that a person chose what the column holds: then nobody guesses whose it is.
    """

    part: Part
    group: str = ""
    of_parent: bool = False
    of_child: bool = False
    said: bool = False


def meaning(heading: str) -> Meaning | None:
    """Give what a heading means, or None for words that are not known."""
    words = tokens(_CAMEL.sub(" ", heading[:_LONGEST]))
    parent = PARENT_WORDS.intersection(words)
    if not parent and CHILD_WORDS.intersection(words):
        return Meaning(Part.CHILD, of_child=True)
    if not parent and THIRD_WORDS.intersection(words):
        return Meaning(Part.OTHER)
    rest = _rest(words)
    if not rest:
        return Meaning(Part.FULL, _group(words), of_parent=True) if parent else None
    part = _part(rest)
    return Meaning(part, _group(words), of_parent=bool(parent)) if part else None


def _rest(words: tuple[str, ...]) -> list[str]:
    """Leave out who, and words without a meaning of their own; keep the e of e-mail."""
    kept = []
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        of_mail = word == "e" and following.startswith(("mail", "post", "adres"))
        counts = word in NUMBERS and f"{word}{following}" not in PARTS
        if of_mail or not (counts or word in _WITHOUT_MEANING):
            kept.append(word)
    return kept


def _part(rest: list[str]) -> Part | None:
    whole = PARTS.get("".join(rest))
    if whole or OTHER_WORDS.intersection(rest):
        return whole or Part.OTHER
    windows = {
        "".join(rest[start : start + size]) for size in range(1, _WINDOW + 1) for start in range(len(rest) - size + 1)
    }
    found = {PARTS[window] for window in windows if window in PARTS}
    return next((part for part in ORDER if part in found), None)


def _group(words: tuple[str, ...]) -> str:
    named = {GROUPS[word] for word in words if word in GROUPS}
    if len(named) == 1:
        return named.pop()
    # "1e ouder" gives the tokens 1, e, ouder; "ouder 1" gives ouder, 1.
    pairs = zip(words, [*words[1:], ""], strict=True)
    return next(
        (NUMBERS[word] for word, following in pairs if word in NUMBERS and f"{word}{following}" not in PARTS), ""
    )


def says_consent(heading: str) -> bool:
    """Tell whether the words of a heading say that below it stands whether we may write."""
    what = meaning(heading)
    return what is not None and what.part is Part.CONSENT


def titles(cells: Sequence[str]) -> Iterator[str]:
    """How each heading of a row is named: of equals, and of those without words, with a number."""
    seen: Counter[str] = Counter()
    for cell in cells:
        seen[cell] += 1
        yield f"{cell} ({seen[cell]})" if seen[cell] > 1 or not cell else cell


def meanings(cells: Sequence[str], chosen: Mapping[str, str]) -> dict[int, Meaning]:
    """Give what each heading of a row means: as a person chose it (`heading_key` -> a field of HOLDS), else its words.

    What the list itself says about consent is read as long as no other column is.
    """
    own = {column: what for column, cell in enumerate(cells) if cell and (what := meaning(cell))}
    if not chosen:
        return own
    found = dict(own)
    for column, title in enumerate(titles(cells)):
        field = chosen.get(heading_key(title)) if cells[column] else None
        if field is not None:
            found[column] = _said(own.get(column), field)
    if not any(what.part is Part.CONSENT for what in found.values()):
        found |= {column: what for column, what in own.items() if what.part is Part.CONSENT}
    return found


def _said(own: Meaning | None, field: str) -> Meaning:
    own = own or Meaning(Part.OTHER)
    if HOLDS.get(own.part, "") == field:
        return replace(own, said=True)
    part = next((part for part, held in HOLDS.items() if held == field), Part.OTHER)
    return replace(own, part=part, of_child=False, said=True)
