"""What becomes of each figure of a table, beside those that are known: the same before storing and while storing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from django.utils.formats import number_format

from programmes.spec.figures import FigureLine

LONGEST_TOPIC, LONGEST_QUESTION, LONGEST_AGE, LONGEST_AREA = 120, 300, 60, 120


class Fate(Enum):
    """What becomes of a figure."""

    NEW = "new"
    OTHER = "other"  # known with another value: the newest list counts
    THERE = "there"  # known already, or twice in the table
    CLASH = "clash"  # stands in the table with another value too: nobody can say which is meant


class Shared(Protocol):
    """What tells a part of everyone, from 0 to 1."""

    @property
    def share(self) -> float: ...


Key = tuple[str, str, str, str, int | None]
Worth = tuple[float, int | None]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What holds where the table does not say it."""

    area: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure with all that is kept of it, and its fate."""

    row: int
    fate: Fate
    key: Key
    worth: Worth

    @property
    def question(self) -> str:
        """What was asked."""
        return self.key[1]

    @property
    def about(self) -> str:
        """Of whom and of when it is."""
        return about(self.key)

    @property
    def share(self) -> float:
        """Which part of them, from 0 to 1."""
        return self.worth[0]

    @property
    def n(self) -> int | None:
        """How many answered."""
        return self.worth[1]


def about(key: Key) -> str:
    """Area, age and year in one line, as far as they are known."""
    _topic, _question, age, area, year = key
    return ", ".join(str(part) for part in (area, age, year) if part)


def percentage(share: float, decimals: int = 1) -> str:
    """14,7% and 15,0%; or 15% where a whole table goes without a decimal."""
    return f"{number_format(round(share * 100, 1), decimal_pos=decimals)}%"


def decimals(figures: Iterable[Shared]) -> int:
    """How many decimals all figures of one table get: one, or none when none of them needs it."""
    return int(any(round(figure.share * 100, 1) % 1 for figure in figures))


def compare(
    lines: Iterable[FigureLine],
    elsewhere: Elsewhere,
    known: Mapping[Key, Worth],
    own: AbstractSet[Key] = frozenset(),
) -> list[Compared]:
    """Give every figure its fate; `known` is what counts now, and `own` which of that this same table brought."""
    return list(_compare(lines, elsewhere, dict(known), set(own)))


def key_of(line: FigureLine, elsewhere: Elsewhere) -> Key:
    """What the figure is about: topic, question, age, area and year."""
    return (
        (line.topic or "")[:LONGEST_TOPIC],
        line.question[:LONGEST_QUESTION],
        (line.age or "")[:LONGEST_AGE],
        (line.area or elsewhere.area)[:LONGEST_AREA],
        line.year or elsewhere.year,
    )


def _compare(
    lines: Iterable[FigureLine], elsewhere: Elsewhere, known: dict[Key, Worth], own: set[Key]
) -> Iterator[Compared]:
    for line in lines:
        key, worth = key_of(line, elsewhere), (line.share, line.n)
        yield Compared(line.place.row, _fate(key, worth, known, own), key, worth)
        known.setdefault(key, worth)
        if key not in own:
            known[key] = worth
            own.add(key)


def _fate(key: Key, worth: Worth, known: Mapping[Key, Worth], own: AbstractSet[Key]) -> Fate:
    if key not in known:
        return Fate.NEW
    if known[key] == worth:
        return Fate.THERE
    return Fate.CLASH if key in own else Fate.OTHER
