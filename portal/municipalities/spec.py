"""What each field is kept for and how long: declared beside the field, checked at start, shown in the register."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.utils.functional import _StrPromise

YEARS_7 = 84  # in months, the longest that anything is kept
# What was done in one go, such as reading in a list, can be taken back for so long.
UNDO_WITHIN = timedelta(days=7)


class Kind(Enum):
    """PERSONAL says something of a person, ORDINARY does not, TECHNICAL only makes the portal work."""

    PERSONAL = "personal"
    ORDINARY = "ordinary"
    TECHNICAL = "technical"


@dataclass(frozen=True)
class Keep:
    """Fields (names separated by spaces) kept for one purpose until one moment, both in words."""

    fields: str
    kind: Kind
    purpose: str | _StrPromise
    until: str | _StrPromise

    @property
    def names(self) -> frozenset[str]:
        """The field names as a set."""
        return frozenset(self.fields.split())


@dataclass(frozen=True)
class Term:
    """A kind of data that goes by itself: how many months it is kept, counted from what, within which bounds.

    `remove(before, most)` is the domain verb: it removes at most so many of what happened on that day or earlier, and
    says how many; fewer than `most` means that nothing is left to remove.
    """

    kind: str
    label: str | _StrPromise
    counted_from: str | _StrPromise
    months: int
    least: int
    most: int
    remove: Callable[[date, int], int]
    batch: int = 500
    # The models of which `until` says the months that the portal proposes.
    models: tuple[str, ...] = ()

    @property
    def fixed(self) -> bool:
        """Whether there is nothing to choose."""
        return self.least == self.most


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of the month where that has no such day."""
    years, month = divmod(day.month - 1 - months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(day.year + years, month + 1, number)
        except ValueError:
            continue
    return date(day.year + years, month + 1, day.day)


@dataclass(frozen=True)
class MadeUp:
    """What becomes of the rows of a model in a copy for development and tests.

    `by` gives SQL over the row itself for a field, `as_is` names fields that are kept; a row of what is `dropped` does
    not come along. A field of a person that stands in none of these stops the making of such a copy.
    """

    by: Mapping[str, str] = field(default_factory=dict)
    as_is: str = ""
    dropped: bool = False


@dataclass(frozen=True)
class People:
    """Whom the personal fields of a table are about, and who sees them, both in words."""

    whose: str | _StrPromise
    seen_by: str | _StrPromise
