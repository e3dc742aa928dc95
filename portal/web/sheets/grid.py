"""What a spreadsheet holds once it is open: sheets of rows, with values as the sheet shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Value = str | int | float | bool | date | datetime | time | timedelta
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one cell that the reader of the file could not settle; row counts from 1, column from 0."""

    row: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """A merged cell: rows counted from 1, columns from 0, both ends included."""

    row: int
    first: int
    last_row: int
    last: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet; `rows[0]` is the row that the sheet shows as number 1."""

    name: str
    rows: Sequence[Row]
    hidden: bool = False
    spans: tuple[Span, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A file that could be opened; `left_out` says in a sentence why a sheet was not."""

    grids: tuple[Grid, ...]
    encoding: str | None = None
    delimiter: str | None = None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to read the letters, with lines that show the difference."""

    encoding: str
    label: str
    sample: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """More than one alphabet explains the bytes; only a person can say which, best guess first."""

    choices: tuple[Choice, ...]
