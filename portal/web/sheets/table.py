"""Finding the table in a sheet: which row is the header, what its columns hold, and which rows lie below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from portal.web.sheets.cells import text
from portal.web.sheets.grid import Book, Grid, Span, Value
from portal.web.sheets.result import Column, Place
from portal.web.sheets.words import tokens

_HEADER_WITHIN = 60
_LONGEST_HEADING = 80
_WINDOW = 3
_DIGIT = re.compile(r"\d")

Enough = Callable[[AbstractSet[str]], bool]


def heading_key(heading: str) -> str:
    """How a heading is recognised and remembered: its words, without case and marks."""
    return " ".join(tokens(heading[:_LONGEST_HEADING]))


class Vocabulary:
    """The headings that people write for each field: `{"end": "tot|einde|eindtijd"}`."""

    def __init__(self, words: Mapping[str, str], chosen: Mapping[str, str] | None = None) -> None:
        self._phrases = {phrase: field for field, phrases in words.items() for phrase in phrases.split("|")}
        self._chosen = dict(chosen or {})

    def field(self, heading: str) -> str:
        """The field of a heading: as a person chose it, else its words, else the longest part of it that is known."""
        words = tokens(heading[:_LONGEST_HEADING])
        key = " ".join(words)
        if key in self._chosen:
            return self._chosen[key]
        if len(heading) > _LONGEST_HEADING:
            return ""
        windows = (
            " ".join(words[start : start + size])
            for size in range(min(_WINDOW, len(words)), 0, -1)
            for start in range(len(words) - size + 1)
        )
        return self._phrases.get(key) or next((self._phrases[part] for part in windows if part in self._phrases), "")


@dataclass(frozen=True)
class Row:
    """A filled row below a header."""

    place: Place
    values: Sequence[Value]
    columns: Sequence[Column]

    def value(self, field: str) -> Value:
        """The first filled cell of this field; empty when there is none."""
        found = (self.values[c.index] for c in self.columns if c.field == field and c.index < len(self.values))
        return next((value for value in found if value != ""), "")

    def filled(self, field: str) -> list[Value]:
        """Every filled cell of this field: a weekday and a date may both be called a day."""
        found = [self.values[c.index] for c in self.columns if c.field == field and c.index < len(self.values)]
        return [value for value in found if value != ""]

    def text(self, field: str) -> str:
        """The same as one line of text."""
        return text(self.value(field))

    @property
    def texts(self) -> list[str]:
        """Every cell that holds something."""
        return [shown for value in self.values if (shown := text(value))]

    @property
    def read(self) -> list[str]:
        """The cells in columns that are read."""
        return [shown for c in self.columns if c.field and c.index < len(self.values) and (shown := self._at(c.index))]

    def _at(self, index: int) -> str:
        return text(self.values[index])


class Table:
    """A sheet in which a header was found."""

    def __init__(self, grid: Grid, vocabulary: Vocabulary, enough: Enough) -> None:
        self.grid, self._vocabulary, self._enough = grid, vocabulary, enough
        self._below = _merged(grid)
        self._groups = _groups(grid)
        scored = [(self._score(row), -row) for row in range(1, min(_HEADER_WITHIN, len(grid.rows)) + 1)]
        # The row with most fields, the first of equals; 0 when there is none.
        self._best, row = max(scored, default=(0, 0))
        self.header = -row if self._best else 0

    def _score(self, row: int) -> int:
        fields = {column.field for column in self.columns(row) if column.field and self.names(column)}
        return len(fields) if self._enough(fields) else 0

    def names(self, column: Column) -> bool:
        """Whether this can be a heading: "9.30 uur" says when, and names no column."""
        return not _DIGIT.search(column.title)

    def columns(self, row: int) -> tuple[Column, ...]:
        """What this row names, when it is taken for a header."""
        titles = [value if isinstance(value, str) else "" for value in self.grid.rows[row - 1]]
        found = [(index, text(title)) for index, title in enumerate(titles)]
        return tuple(Column(index, title, self._vocabulary.field(title)) for index, title in found if title)

    def group(self, row: int, index: int) -> str:
        """What is merged over this column and its neighbours: a month over its days; a title above all is none."""
        spans = self._groups.get(row - 1)
        if not spans:
            return ""
        first = next((at for at, value in enumerate(self.grid.rows[row - 1]) if value != ""), 0)
        over = next((span for span in spans if first < span.first <= index <= span.last), None)
        return text(self.grid.rows[over.row - 1][over.first]) if over else ""

    @property
    def above(self) -> list[Place]:
        """The filled rows above the header."""
        return [Place(self.grid.name, row) for row in range(1, self.header) if any(self.values(row))]

    @property
    def titles(self) -> list[str]:
        """What stands above the header, and the name of the sheet: it may tell the year."""
        cells = [text(value) for place in self.above for value in self.values(place.row)]
        return [self.grid.name, *(cell for cell in cells if cell)]

    def values(self, row: int) -> list[Value]:
        """The cells of a row; a cell that is merged over more rows stands in each."""
        values = list(self.grid.rows[row - 1])
        for column, value in self._below.get(row, {}).items():
            if column < len(values) and values[column] == "":
                values[column] = value
        return values

    def rows(self) -> Iterator[Row | Place]:
        """Each filled row below the header; the place only where a header stands again."""
        columns = self.columns(self.header)
        for number in range(self.header + 1, len(self.grid.rows) + 1):
            values = self.values(number)
            if not any(value != "" and text(value) for value in values):
                continue
            place = Place(self.grid.name, number)
            if self._score(number) * 2 > self._best:
                columns = self.columns(number)
                yield place
            else:
                yield Row(place, values, columns)


def _groups(grid: Grid) -> dict[int, list[Span]]:
    """For the last row of each cell that is merged over more columns, those cells."""
    found: dict[int, list[Span]] = {}
    for span in grid.spans:
        if span.last > span.first and span.row <= len(grid.rows) and span.first < len(grid.rows[span.row - 1]):
            found.setdefault(span.last_row, []).append(span)
    return found


def _merged(grid: Grid) -> dict[int, dict[int, Value]]:
    """For each row what cells merged from a row above hold there."""
    filled: dict[int, dict[int, Value]] = {}
    for span in grid.spans:
        first = grid.rows[span.row - 1] if span.row <= len(grid.rows) else ()
        if span.first >= len(first) or span.last != span.first:
            continue
        for row in range(span.row + 1, min(span.last_row, len(grid.rows)) + 1):
            filled.setdefault(row, {})[span.first] = first[span.first]
    return filled


def visible(book: Book) -> list[Grid]:
    """The sheets that people see; the hidden ones only when there are no others."""
    return [grid for grid in book.grids if not grid.hidden] or list(book.grids)


def tables(book: Book, vocabulary: Vocabulary, enough: Enough) -> list[Table]:
    """The tables of a file, in the order of its sheets."""
    found = (Table(grid, vocabulary, enough) for grid in visible(book))
    return [table for table in found if table.header]
