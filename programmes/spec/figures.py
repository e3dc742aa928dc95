"""A table of figures on youth, as a research office sends it: read without a database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from partners.spec.parents.cell import shown
from partners.spec.parents.nobody import is_alone
from portal.web.sheets import Question
from portal.web.sheets.cells import text
from portal.web.sheets.grid import Grid, Value
from portal.web.sheets.lists import Gathered, read_list
from portal.web.sheets.result import Column, Place, ReadList
from portal.web.sheets.table import Row, Table, Vocabulary, visible

WORDS = {
    "topic": "onderwerp|thema|topic|domein|rubriek",
    "question": "vraag|indicator|stelling|question|item|omschrijving",
    "age": "leeftijd|leeftijdsgroep|leeftijdscategorie|age|groep",
    "area": "gebied|regio|gemeente|area|wijk|buurt",
    "year": "jaar|meetjaar|peiljaar|year",
    "share": "percentage|aandeel|share|procent|waarde",
    "n": "n|aantal antwoorden|aantal respondenten|respondenten|antwoorden|aantal",
}
FEWEST = 5
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
# Not the year of a day, which says when a table was printed.
_YEAR_ALONE = re.compile(r"(?<![\d\-/.])(20\d\d)(?![\d\-/])")
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(%|procent\b|percent\b|pct\b)?", re.IGNORECASE)
_COUNT = re.compile(r"(?:n\s*=\s*)?(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,]0)?", re.IGNORECASE)
_LEFT_OUT = re.compile(r"^(?:[-*.x\u2013\u2014]+|< ?\d+%?|n\.?v\.?t\.?|onderdrukt|te weinig.*|geheim)$", re.IGNORECASE)
_CELL = "#"


@dataclass(frozen=True, slots=True)
class FigureLine:
    """Which share of those who answered says this; `share` from 0 to 1, `n` how many answered."""

    place: Place
    topic: str | None
    question: str
    age: str | None
    area: str | None
    year: int | None
    share: float
    n: int | None

    def shown(self) -> dict[str, Any]:
        """Its fields by name, in plain values."""
        return {name: getattr(self, name) for name in ("topic", "question", "age", "area", "year", "share", "n")}


def read_figures(
    content: bytes, *, encoding: str | None = None, chosen: Mapping[str, str] | None = None
) -> ReadList[FigureLine] | Question:
    """Give the figures in a file and what a person should look at; cells with fewer than 5 answers stay out.

    Gives a Question when the letters can be read in more than one way. Raises SheetError in words.
    """
    vocabulary = Vocabulary(WORDS, chosen)
    return read_list(
        content,
        encoding=encoding,
        find=lambda book: [table for grid in visible(book) if (table := _Figures(grid, vocabulary)).header],
        gathered=_Reading,
        no_table=_(
            "We found no row with column names such as Question, Year and Percentage. Add such a row and choose again."
        ),
        no_line=_("We found the names of the columns, but no figures below them."),
    )


def _enough(fields: AbstractSet[str]) -> bool:
    return "question" in fields and ("share" in fields or any(field.startswith(_CELL) for field in fields))


class _Figures(Table):
    """A table in which a place and a year may be a heading."""

    def __init__(self, grid: Grid, vocabulary: Vocabulary) -> None:
        super().__init__(grid, vocabulary, _enough)

    def columns(self, row: int) -> tuple[Column, ...]:
        """The columns by words, and those of a year: their field is `#`."""
        plain = {column.index: column for column in super().columns(row)}
        for index, value in enumerate(self.grid.rows[row - 1]):
            title = text(value)
            over = "" if _YEAR.search(title) or not title else self.group(row, index)
            title = f"{title} {over}" if _YEAR.search(over) else title
            if _YEAR.search(title) and len(title) <= 60:  # noqa: PLR2004 - a heading, no sentence
                plain[index] = Column(index, title, _CELL)
        return tuple(plain[index] for index in sorted(plain))

    @property
    def year(self) -> int | None:
        """The only year that the titles above and the name of the sheet tell."""
        found = {int(year) for title in self.titles for year in _YEAR_ALONE.findall(title)}
        return found.pop() if len(found) == 1 else None

    def names(self, column: Column) -> bool:
        """Here a year is a heading too."""
        return column.field == _CELL or super().names(column)


class _Reading(Gathered[_Figures, FigureLine]):
    def take(self, table: _Figures) -> None:
        """Read every row below the header of this table."""
        self.skipped += table.above
        for column in table.columns(table.header):
            field = "share" if column.field == _CELL else column.field
            self.headings.setdefault(column.title, Column(column.index, column.title, field))
        rows = list(table.rows())
        hundred = _in_hundreds(row for row in rows if isinstance(row, Row))
        for row in rows:
            if isinstance(row, Place) or is_alone(row.texts) or not row.text("question"):
                self.skipped.append(row if isinstance(row, Place) else row.place)
            else:
                self._row(row, hundred, table.year)

    def _row(self, row: Row, hundred: float, titled: int | None) -> None:
        count = _count(row.value("n"))
        if count is not None and count < FEWEST:
            self.skipped.append(row.place)
            self.problem(row.place, "n", _("Fewer than 5 people answered. We leave this figure out."))
            return
        for area, year, value in _cells(row):
            if text(value):
                self._figure(row, area, year or titled, value, hundred, count)

    def _figure(
        self, row: Row, area: str | None, year: int | None, value: Value, hundred: float, count: int | None
    ) -> None:
        share = _share(value, hundred)
        if share is None:
            self.problem(row.place, "share", _why(value))
            return
        topic, age = row.text("topic") or None, row.text("age") or None
        self.lines.append(FigureLine(row.place, topic, row.text("question"), age, area, year, share, count))


def _cells(row: Row) -> Iterator[tuple[str | None, int | None, Value]]:
    """Each share of a row with its place and year: told by the heading, or in columns of their own."""
    named = [column for column in row.columns if column.field == _CELL]
    area, year = row.text("area") or None, _YEAR.search(row.text("year"))
    if not named:
        yield area, int(year[1]) if year else None, row.value("share")
    for column in named:
        found = _YEAR.search(column.title)
        rest = _YEAR.sub(" ", column.title).strip(" -:,()%") or area
        yield rest, int(found[1]) if found else None, _at(row.values, column.index)


def _at(values: Sequence[Value], index: int) -> Value:
    return values[index] if index < len(values) else ""


def _in_hundreds(rows: Iterator[Row]) -> float:
    """What a number without a percent sign is divided by: 100 when one of them is above 1."""
    numbers = (_number(value) for row in rows for _area, _year, value in _cells(row))
    return 100 if any(number is not None and number > 1 for number in numbers) else 1


def _number(value: Value) -> float | None:
    found = _SHARE.fullmatch(text(value))
    return float(found[1].replace(",", ".")) if found and not found[2] else None


def _share(value: Value, hundred: float) -> float | None:
    found = _SHARE.fullmatch(text(value))
    if not found:
        return None
    share = float(found[1].replace(",", ".")) / (100 if found[2] else hundred)
    return round(share, 6) if share <= 1 else None


def _count(value: Value) -> int | None:
    found = _COUNT.fullmatch(text(value).replace(" ", ""))
    return int(re.sub(r"[.,]", "", found[1])) if found else None


def _why(value: Value) -> str:
    cell = text(value)
    if _LEFT_OUT.match(cell):
        return _("This figure was left out: too few people answered.")
    return _("“%(value)s” is no share of all who answered. We leave it out.") % {"value": shown(cell)}
