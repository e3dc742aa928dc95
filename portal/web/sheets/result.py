"""What the reading of any list gives: rows with their place, and cells that a person should look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a sheet, numbered as the sheet shows it; `sheet` is empty for a text file."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One cell to look at; `used` tells that something was read from it all the same."""

    place: Place
    field: str
    text: str
    used: bool = False
    with_sheet: bool = False

    @property
    def message(self) -> str:
        """The whole sentence, with the row; it may quote the cell, so it is shown and never stored."""
        values = {"row": self.place.row, "sheet": self.place.sheet, "text": self.text}
        if self.with_sheet:
            return _("Sheet “%(sheet)s”, row %(row)s: %(text)s") % values
        return _("Row %(row)s: %(text)s") % values


class Line(Protocol):
    """One row of a list that was read."""

    def shown(self) -> dict[str, Any]:
        """Its fields by name, in plain values."""


R_co = TypeVar("R_co", bound=Line, covariant=True)


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its heading, and the field that it is read as; empty when it is not read."""

    index: int
    title: str
    field: str


@dataclass(frozen=True, slots=True)
class ReadList(Generic[R_co]):
    """All that was found in one file; each filled row is a header, a line, or skipped."""

    headings: tuple[Column, ...]
    lines: tuple[R_co, ...]
    problems: tuple[Problem, ...]
    skipped: tuple[Place, ...]
    encoding: str | None = None
    # Fields of columns that are parts of a field of a line: a day and a time make a start.
    parts: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> Mapping[str, str]:
        """The headings that are read, each with its field."""
        read = [column for column in self.headings if column.field]
        return {column.title: self.parts.get(column.field, column.field) for column in read}


def shown(columns: Mapping[str, str], lines: list[dict[str, Any]], problems: Any, skipped: Any) -> dict[str, Any]:
    """The one shape in which `inspect_sheet` shows a list of any kind."""
    return {
        "columns": dict(columns),
        "rows": lines,
        "problems": [
            {"row": problem.place.row, "field": problem.field, "message": problem.message} for problem in problems
        ],
        "skipped": [place.row for place in skipped],
    }


def as_shown(found: ReadList[Any]) -> dict[str, Any]:
    """A list as `inspect_sheet` shows it."""
    return shown(found.columns, [line.shown() for line in found.lines], found.problems, found.skipped)
