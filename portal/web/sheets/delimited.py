"""Rows of a text file (.csv): delimiter, quotes that are never closed, rows that use another delimiter."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from portal.web.sheets.errors import SheetError
from portal.web.sheets.grid import Grid, Remark, Row
from portal.web.sheets.limits import Limits

DELIMITERS = ";,\t|"
_LINES = re.compile(r"\r\n|\r|\n")
_NAMED = re.compile(r"^\"?sep=([^\"])\"?$")
_SAMPLE = 200
_LONGEST_CELL = 50
_FEWEST, _LEAST_SHARE, _LONGEST_LINE = 2, 0.7, 2000


def read(text: str, limits: Limits) -> tuple[Grid, str]:
    """Give the rows and the delimiter; raises SheetError beyond the limits."""
    lines = _LINES.split(text.replace("\x00", ""))
    # A line end closes the last row, it does not begin another.
    lines = lines[:-1] if len(lines) > 1 and not lines[-1] else lines
    named = _NAMED.match(lines[0])
    if named:
        lines = lines[1:]
    delimiter = named[1] if named else _delimiter(lines)
    records = _Records(lines, delimiter)
    try:
        rows = tuple(_within(records, limits))
    except csv.Error as error:
        raise SheetError(_("There is too much text in one cell. Check the quotation marks in the file.")) from error
    return Grid("", rows, remarks=tuple(records.remarks)), delimiter


def taken_apart(grid: Grid, limits: Limits) -> Grid:
    """Divide a sheet of one column whose cells hold whole rows: a .csv that was opened and saved in the wrong way.

    A row that cannot be divided stays whole; raises SheetError when what comes out is beyond the limits.
    """
    lines = [str(row[0]) for row in grid.rows if row and row[0] not in {"", None}]
    if any(len(row) > 1 and any(str(cell).strip() for cell in row[1:]) for row in grid.rows) or len(lines) < _FEWEST:
        return grid
    if max(map(len, lines)) > _LONGEST_LINE:
        return grid
    delimiter = _delimiter(lines)
    if _regular(lines, delimiter) < _LEAST_SHARE * len(lines):
        return grid
    return replace(grid, rows=tuple(_within((_divided(row, delimiter) for row in grid.rows), limits)))


def _divided(row: Row, delimiter: str) -> Row:
    try:
        return tuple(next(csv.reader([str(row[0])], delimiter=delimiter), [])) if row else ()
    except csv.Error:
        return row


def _within(records: Iterable[Row], limits: Limits) -> Iterator[Row]:
    cells = 0
    for number, row in enumerate(records, start=1):
        if number > limits.rows:
            raise SheetError(
                _("The file has more than %(rows)s rows.") % {"rows": f"{limits.rows:,}".replace(",", ".")}
            )
        if len(row) > limits.columns:
            raise SheetError(
                _("Row %(row)s has more than %(columns)s columns.") % {"row": number, "columns": limits.columns}
            )
        cells += len(row)
        if cells > limits.cells:
            raise SheetError(_("There is too much text in this file. Take out what is not needed."))
        yield row


def _delimiter(lines: list[str]) -> str:
    """Choose the delimiter that gives most rows the same number of cells."""
    sample = [line for line in lines[:_SAMPLE] if line.strip()]
    return max(DELIMITERS, key=lambda delimiter: _regular(sample, delimiter))


def _regular(lines: list[str], delimiter: str) -> float:
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1)
    except csv.Error:
        return 0
    if not widths:
        return 0
    width, often = widths.most_common(1)[0]
    return often + width / 1000


class _Records:
    """Iterate over the records, and start again after a quote that swallows rows."""

    def __init__(self, lines: list[str], delimiter: str) -> None:
        self.lines, self.delimiter = lines, delimiter
        self.at = self.start = 0
        self.width = 0
        self.remarks: list[Remark] = []

    def __iter__(self) -> Iterator[Row]:
        number = 0
        while self.at < len(self.lines):
            for row in self._until_open():
                number += 1
                yield self._settled(row, number)
            if self.at < len(self.lines):
                number += 1
                yield self._bare(number)

    def _feed(self) -> Iterator[str]:
        while self.at < len(self.lines):
            self.at += 1
            yield self.lines[self.at - 1] + "\n"

    def _until_open(self) -> Iterator[list[str]]:
        """Yield records; stop before a record whose quote was never closed."""
        self.start = self.at
        for row in csv.reader(self._feed(), delimiter=self.delimiter):
            if self.at - self.start > 1 and self._swallows(self.start):
                self.at = self.start
                return
            yield row
            self.start = self.at

    def _swallows(self, start: int) -> bool:
        """Tell whether a quote runs over lines that are rows by themselves; delimiters in closed quotes are text."""
        lines = self.lines[start : self.at]
        if len(lines) > _LONGEST_CELL or sum(line.count('"') for line in lines) % 2:
            return True
        closed = re.compile(rf'(^|{re.escape(self.delimiter)})"[^"]*"(?={re.escape(self.delimiter)}|$)')
        whole = [closed.sub(r"\1", line).count(self.delimiter) == self.width - 1 for line in lines]
        inside = any(row and '"' not in line for row, line in zip(whole[1:-1], lines[1:-1], strict=True))
        return self.width > 2 and (inside or (whole[0] and whole[-1]))  # noqa: PLR2004 - two columns say too little

    def _settled(self, row: list[str], number: int) -> Row:
        if self.at >= len(self.lines) and row == []:
            return ()
        row = self._other_delimiter(row)
        self.width = max(self.width, len(row))
        odd = sum(line.count('"') for line in self.lines[self.start : self.at]) % 2
        for column, cell in enumerate(row if odd else ()):
            if cell.count('"') % 2 and cell.strip().endswith('"'):
                row[column] = cell.strip().rstrip('"')
                self._remark(number, column)
        return tuple(row)

    def _other_delimiter(self, row: list[str]) -> list[str]:
        """Take a row apart by the other delimiter where only that gives as many cells as the header."""
        if len(row) != 1 or self.width < 3 or "\n" in row[0]:  # noqa: PLR2004 - one comma in a title says nothing
            return row
        for delimiter in DELIMITERS:
            cells = next(csv.reader([row[0]], delimiter=delimiter), [])
            if len(cells) == self.width:
                return cells
        return row

    def _bare(self, number: int) -> Row:
        """Read one line without a meaning for quotes."""
        cells = self.lines[self.at].split(self.delimiter)
        self.at += 1
        for column, cell in enumerate(cells):
            if cell.count('"') % 2:
                self._remark(number, column)
        return tuple(cell.strip().strip('"') for cell in cells)

    def _remark(self, number: int, column: int) -> None:
        text = _("A quotation mark stands here without its partner. Check whether this row is right.")
        self.remarks.append(Remark(number, column, text))
