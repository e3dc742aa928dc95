"""Reading a table of areas: text in, rows out, every problem in plain words with its row; writes nothing."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MOST_BYTES = 5_000_000
HEADER_ROW = 1
MUNICIPALITY_CODE = re.compile(r"GM\d{4}")


@dataclass(frozen=True)
class Problem:
    """What is wrong with one row, in words that the sender of the file can act on."""

    row: int
    field: str
    message: str | _StrPromise

    def __str__(self) -> str:
        return _("Row %(row)d: %(message)s") % {"row": self.row, "message": self.message}


class Refused(Exception):
    """The file was not loaded and nothing was written; `problems` says why, row by row."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass
class Row:
    """One row of the file; collects its own problems while its cells are read."""

    number: int
    cells: dict[str, str]
    problems: list[Problem] = field(default_factory=list)
    # What the sender calls the columns, where that is something else.
    titles: Mapping[str, str] = field(default_factory=dict)

    def title(self, column: str) -> str:
        """This column as the sender of the file knows it."""
        return self.titles.get(column, column)

    def wrong(self, column: str, message: str | _StrPromise) -> None:
        """Remember a problem with this column."""
        self.problems.append(Problem(self.number, column, message))

    def text(self, column: str, *, most: int, needed: bool = True) -> str:
        """The cell without surrounding spaces; a problem when it is empty and needed, or too long."""
        value = " ".join(self.cells[column].split())
        if needed and not value:
            self.wrong(column, _("%(column)s is empty.") % {"column": self.title(column)})
        if len(value) > most:
            names = {"column": self.title(column), "most": most}
            self.wrong(column, _("%(column)s is longer than %(most)d characters.") % names)
        return value

    def whole(self, column: str, *, most: int = 2_147_483_647) -> int | None:
        """The cell as a whole number; None when it is empty, a problem when it is anything else."""
        value = self.cells[column].strip()
        if not value:
            return None
        if value.isascii() and value.isdigit() and len(value) <= len(str(most)) and int(value) <= most:
            return int(value)
        names = {"value": value, "column": self.title(column)}
        self.wrong(column, _("“%(value)s” in %(column)s is not a whole number.") % names)
        return None

    def matching(self, column: str, pattern: re.Pattern[str], example: str) -> str:
        """The cell when it has this form, else a problem that shows the form by an example."""
        value = self.cells[column].strip()
        if not value:
            self.wrong(column, _("%(column)s is empty.") % {"column": self.title(column)})
        elif not pattern.fullmatch(value):
            names = {"value": value, "column": self.title(column), "example": example}
            self.wrong(column, _("“%(value)s” in %(column)s is not a code such as %(example)s.") % names)
        return value

    def one_of(self, column: str, choices: Iterable[str]) -> str:
        """The cell when it is one of the choices, else a problem that names them."""
        value, known = self.cells[column].strip(), tuple(choices)
        if value not in known:
            names = {"value": value, "column": self.title(column), "choices": ", ".join(known)}
            self.wrong(column, _("“%(value)s” in %(column)s is unknown. Choose from: %(choices)s.") % names)
        return value

    def day(self, column: str, value: str) -> date | None:
        """A date written as year-month-day; a problem when there is no such day."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            names = {"value": value, "column": self.title(column)}
            self.wrong(column, _("“%(value)s” in %(column)s is not a date such as 2027-01-01.") % names)
            return None


def read(content: bytes, *, columns: Iterable[str]) -> list[Row]:
    """The rows of a CSV file (UTF-8 or Windows letters; comma, semicolon or tab) that has these columns.

    Other columns are left alone and empty rows are skipped. Raises Refused when the file cannot be read so.
    """
    if len(content) > MOST_BYTES:
        raise Refused([Problem(HEADER_ROW, "", gettext_lazy("the file is larger than 5 MB."))])
    rows = _table(_letters(content))
    header = [cell.strip() for cell in rows[0]] if rows else []
    missing = [column for column in columns if column not in header]
    if missing:
        message = _("these columns are missing: %(columns)s.") % {"columns": ", ".join(missing)}
        raise Refused([Problem(HEADER_ROW, "", message)])
    return [
        Row(number, dict.fromkeys(header, "") | dict(zip(header, cells, strict=False)))
        for number, cells in enumerate(rows[1:], start=HEADER_ROW + 1)
        if any(cell.strip() for cell in cells)
    ]


def only_once(rows: Iterable[Row], key: Callable[[Row], object], column: str, message: str | _StrPromise) -> None:
    """Give every row whose key an earlier row had already a problem."""
    seen: set[object] = set()
    for row in rows:
        if key(row) in seen:
            row.wrong(column, message)
        seen.add(key(row))


def refuse_problems(rows: Iterable[Row]) -> None:
    """Raise Refused with the problems of all rows, in the order of the file, when there are any."""
    problems = [problem for row in rows for problem in row.problems]
    if problems:
        raise Refused(problems)


def _letters(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise Refused([Problem(HEADER_ROW, "", gettext_lazy("this is not a CSV file."))])
    return text


def _table(text: str) -> list[list[str]]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise Refused([Problem(HEADER_ROW, "", gettext_lazy("this is not a CSV file."))]) from error
