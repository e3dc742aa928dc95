"""From the words of a heading to what its column holds, and for whom."""

from __future__ import annotations

import re
from dataclasses import dataclass

from partners.spec.parents.parts import (
    CHILD_WORDS,
    FILLERS,
    GROUPS,
    NUMBERS,
    ORDER,
    OTHER_WORDS,
    PARENT_WORDS,
    PARTS,
    THIRD_WORDS,
    Part,
)
from portal.web.sheets.words import tokens

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WITHOUT_MEANING = FILLERS | PARENT_WORDS | CHILD_WORDS
_WINDOW = 3
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading says: the part, whose it is (`moeder`, `2`), and whether it names a parent or a child."""

    part: Part
    group: str = ""
    of_parent: bool = False
    of_child: bool = False


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
