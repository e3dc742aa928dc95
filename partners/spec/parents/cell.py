"""What reading one cell gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from partners.spec.parents.empty import is_empty

T = TypeVar("T")
_SHOWN = 60
_DECIMALS = re.compile(r"(?<=^\d{4})[.,]0+$|(?<=\d{9})[.,]0+$")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """The value, if there is one, and a sentence when a person should look at the cell.

    `empty` tells that the cell itself says that there is nothing.
    """

    value: T | None = None
    text: str = ""
    empty: bool = False

    @property
    def used(self) -> bool:
        """Whether the cell was understood."""
        return self.value is not None or self.empty


def nothing(cell: str) -> Reading[str] | None:
    """Give an empty reading for a cell that is empty or says so, else None."""
    if not cell:
        return Reading()
    return Reading(empty=True) if is_empty(cell) else None


def whole(cell: str) -> str:
    """Take off the decimals that a number gets when it is saved as text: 612345678.0."""
    return _DECIMALS.sub("", cell)


def shown(cell: str) -> str:
    """Cut what is quoted in a sentence."""
    return cell if len(cell) <= _SHOWN else cell[: _SHOWN - 1] + "\u2026"
