"""What the reading of a list of parents gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.web.sheets.result import Column, Place, Problem

__all__ = ["FIELDS", "ParentRow", "ParentSheet", "Place", "Problem"]
FIELDS = ("name", "email", "phone", "postcode", "language", "consent", "note")


@dataclass(frozen=True, slots=True)
class ParentRow:
    """One parent; a row that names two parents gives two of these.

    `double_of` is the place of the same parent earlier in the file. `note` is shown and never stored.
    """

    place: Place
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    postcode: str | None = None
    language: str | None = None
    consent: bool | None = None
    note: str | None = None
    double_of: Place | None = None


@dataclass(frozen=True, slots=True)
class ParentSheet:
    """All that was found in one file; each filled row is a header, a parent's row, or skipped."""

    columns: Mapping[str, str]
    rows: tuple[ParentRow, ...]
    problems: tuple[Problem, ...]
    skipped: tuple[Place, ...]
    sheets: tuple[str, ...]
    sheets_unread: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    # Every heading with what its column is read as; empty for one that is not read.
    headings: tuple[Column, ...] = ()
