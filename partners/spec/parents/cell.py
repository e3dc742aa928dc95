"""What reading one cell gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from partners.spec.parents.empty import is_empty

T = TypeVar("T")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """The value, if there is one, and a sentence when a person should look at the cell."""

    value: T | None = None
    text: str = ""


def nothing(cell: str, sentence: str = "") -> Reading[str] | None:
    """Give an empty reading for a cell that says that there is nothing, else None."""
    if not cell:
        return Reading()
    return Reading(text=sentence % {"value": shown(cell)} if sentence else "") if is_empty(cell) else None


def shown(cell: str) -> str:
    """Cut what is quoted in a sentence."""
    return cell if len(cell) <= _SHOWN else cell[: _SHOWN - 1] + "\u2026"
