"""What each field is kept for and how long: declared beside the field, checked at start, shown in the register."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


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
