"""A list of who came, with a column for each day or a row for each visit: read without a database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from activities.spec.marks import heads_of, is_theme, read_heads, read_mark
from partners.spec.parents.cell import shown
from partners.spec.parents.empty import is_empty
from partners.spec.parents.nobody import could_be_name, is_alone, is_total
from portal.web.sheets import Question
from portal.web.sheets.cells import text
from portal.web.sheets.grid import Grid, Value
from portal.web.sheets.lists import Gathered, read_list
from portal.web.sheets.moments import PLAIN, Dates, dates_of, read_moment
from portal.web.sheets.result import Column, Place, Problem, ReadList
from portal.web.sheets.table import Row, Table, Vocabulary, visible
from portal.web.sheets.words import tokens

WORDS = {
    "name": "naam|deelnemer|ouder|wie|name|naam ouder|naam deelnemer|volledige naam|bezoeker",
    "first": "voornaam|roepnaam|voorletters|first name",
    "prefix": "tussenv|tussenvoegsel|tussenvoegsels|voorvoegsel",
    "last": "achternaam|familienaam|last name|surname",
    "neighbourhood": "wijk|buurt|wijk buurt|neighbourhood|woonwijk",
    "date": "datum|dag|wanneer|date|bijeenkomst",
    "present": "aanwezig|aanwezigheid|present|geweest|was er|presentie|aanwezig j n",
}
FIELD = {"day": "present", "first": "name", "prefix": "name", "last": "name"}
FIELDS = tuple(WORDS)
_NAMES = ("first", "prefix", "last")
_DATE, DAY = "#", "day"


@dataclass(frozen=True, slots=True)
class CameLine:
    """Whether somebody was there on a day; None where the cell does not say."""

    place: Place
    name: str
    day: date
    present: bool | None
    neighbourhood: str | None

    def shown(self) -> dict[str, Any]:
        """Its fields by name, in plain values."""
        return {
            "name": self.name,
            "date": self.day.isoformat(),
            "present": self.present,
            "neighbourhood": self.neighbourhood,
        }


@dataclass(frozen=True, slots=True)
class HeadLine:
    """How many without a name, or children, were there on a day; `what` as HeadCount has it."""

    place: Place
    day: date
    count: int
    what: str

    def shown(self) -> dict[str, Any]:
        """Its fields by name, in plain values."""
        return {"date": self.day.isoformat(), "count": self.count, "what": self.what}


Line = CameLine | HeadLine


def read_attendance(
    content: bytes, *, encoding: str | None = None, chosen: Mapping[str, str] | None = None
) -> ReadList[Line] | Question:
    """Give who came and how many without a name on each day, what a person should look at, and the other rows.

    `chosen` says for a heading which field of WORDS it holds, or "" for none. Gives a Question when the letters can
    be read in more than one way. Raises SheetError in words.
    """
    vocabulary = Vocabulary(WORDS, chosen)
    return read_list(
        content,
        encoding=encoding,
        find=lambda book: [table for grid in visible(book) if (table := _Crosstab(grid, vocabulary)).header],
        gathered=_Reading,
        no_table=_(
            "We found no row with the days as column names, such as 7-9-2026. Add such a row and choose it again."
        ),
        no_line=_("We found the days, but below them nobody who came."),
    )


def _enough(fields: AbstractSet[str]) -> bool:
    named = fields & {"name", "last"}
    days = [field for field in fields if field.startswith(_DATE)]
    return len(days) > 1 or bool(named and (days or "date" in fields))


class _Crosstab(Table):
    """A table in which a day may be a heading."""

    def __init__(self, grid: Grid, vocabulary: Vocabulary) -> None:
        self.dates = PLAIN
        cells = [text(value) for row in grid.rows[:60] for value in row if isinstance(value, str)]
        self.dates = dates_of([grid.name, *cells[:20]], cells)
        super().__init__(grid, vocabulary, _enough)

    def columns(self, row: int) -> tuple[Column, ...]:
        """The columns by words, and the days: their field is `#` and the day."""
        plain = {column.index: column for column in super().columns(row)}
        for index, value in enumerate(self.grid.rows[row - 1]):
            day = _heading(value, self.dates)
            title = text(value)
            over = "" if day or not title else self.group(row, index)
            if over:
                title = f"{title} {over}"
                day = _heading(title, self.dates)
            if day:
                plain[index] = Column(index, title, _DATE + day.isoformat())
        return tuple(plain[index] for index in sorted(plain))

    def names(self, column: Column) -> bool:
        """Here a day is a heading too, and "zonder naam" below a name is none."""
        return column.field.startswith(_DATE) or (super().names(column) and not heads_of(column.title))

    def named(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """Where nothing says in which column the names stand, it is the one before the first day."""
        if any(column.field in {"name", "last"} for column in columns):
            return tuple(columns)
        first = min((column.index for column in columns if column.field.startswith(_DATE)), default=0)
        rest = [column for column in columns if column.index != first - 1]
        title = next((column.title for column in columns if column.index == first - 1), "")
        return (Column(first - 1, title, "name"), *rest) if first else tuple(columns)


def _heading(value: Value, dates: Dates) -> date | None:
    if isinstance(value, bool) or value == "":
        return None
    return read_moment(value, dates).day


class _Reading(Gathered[_Crosstab, Line]):
    parts = FIELD

    def take(self, table: _Crosstab) -> None:
        """Read every row below the header of this table."""
        self.skipped += table.above
        header = Place(table.grid.name, table.header)
        lines, seen, told = list[Line](), dict[str, Place](), set[date]()
        before = len(self.problems)
        for found_row in table.rows():
            if isinstance(found_row, Place):
                self.skipped.append(found_row)
                continue
            row = replace(found_row, columns=table.named(found_row.columns))
            found = self._row(row, table.dates)
            lines += found
            told |= {day for day, value in _marks(row, table.dates) if found and day and text(value)}
            self._twice(row, found, seen)
        columns = table.named(table.columns(table.header))
        self._name(columns)
        untold = {day for column in columns if (day := _day_of(column))} - told if lines else set()
        for day in sorted(untold):
            words = _("Nothing is written down for %(day)s. We skip that day.") % {"day": f"{day:%d-%m-%Y}"}
            self.problems.insert(before, Problem(header, "date", words, with_sheet=self.several))
        self.lines += [line for line in lines if line.day not in untold]

    def _name(self, columns: Sequence[Column]) -> None:
        for column in columns:
            # A day is not something to choose: it is what it says.
            field = DAY if column.field.startswith(_DATE) else column.field
            self.headings.setdefault(column.title, Column(column.index, column.title, field))

    def _row(self, row: Row, dates: Dates) -> list[Line]:
        name = _name_of(row)
        what = heads_of(name)
        filled = [(day, value) for day, value in _marks(row, dates) if day]
        divides = is_alone(row.texts) and not could_be_name(name)
        if not name or divides or is_theme(name) or (is_total(name) and not what):
            self.skipped.append(row.place)
            return []
        if not filled:
            return self._without_day(row)
        if what:
            return list(self._heads(row, what, filled))
        if _only_counts(filled):
            self.skipped.append(row.place)
            words = _("“%(value)s”: we do not know what is counted here. We skip this row.")
            self.problem(row.place, "name", words % {"value": shown(name)})
            return []
        return list(self._came(row, name, filled))

    def _without_day(self, row: Row) -> list[Line]:
        self.skipped.append(row.place)
        words = _("“%(value)s” is no day that we know. Write it as 3-3-2027.")
        self.problem(row.place, "date", words % {"value": shown(row.text("date"))})
        return []

    def _heads(self, row: Row, what: str, filled: Sequence[tuple[date, Value]]) -> Iterator[HeadLine]:
        for day, value in filled:
            count = read_heads(value)
            if count is not None:
                yield HeadLine(row.place, day, count, what)
            elif text(value) and not is_empty(text(value)):
                words = _("“%(value)s” is no number. We leave it out.")
                self.problem(row.place, "count", words % {"value": shown(text(value))})

    def _came(self, row: Row, name: str, filled: Sequence[tuple[date, Value]]) -> Iterator[CameLine]:
        area = row.text("neighbourhood")
        for day, value in filled:
            present = read_mark(value)
            if present is None:
                words = _("“%(value)s” does not say whether somebody was there.")
                self.problem(row.place, "present", words % {"value": shown(text(value))})
            yield CameLine(row.place, name, day, present, None if not area or is_empty(area) else area)

    def _twice(self, row: Row, found: Sequence[Line], seen: dict[str, Place]) -> None:
        for line in [line for line in found if isinstance(line, CameLine)][:1]:
            key = f"{' '.join(tokens(line.name))}{line.day if row.value('date') != '' else ''}"
            earlier = seen.setdefault(key, row.place)
            if earlier != row.place:
                words = _("This name stands on row %(row)s too.") % {"row": earlier.row}
                self.problem(row.place, "name", words, used=True)


def _name_of(row: Row) -> str:
    whole = row.text("name")
    return whole or " ".join(part for field in _NAMES if (part := row.text(field)))


def _day_of(column: Column) -> date | None:
    return date.fromisoformat(column.field[1:]) if column.field.startswith(_DATE) else None


def _marks(row: Row, dates: Dates) -> Iterator[tuple[date | None, Value]]:
    """The cells of a row with their day: below the days, or in the column that says who was there."""
    days = [(day, column.index) for column in row.columns if (day := _day_of(column))]
    if not days:
        yield read_moment(row.value("date"), dates).day, row.value("present")
    for day, index in days:
        yield day, row.values[index] if index < len(row.values) else ""


def _only_counts(filled: Sequence[tuple[date, Value]]) -> bool:
    """A person is there once: higher numbers count something else."""
    counts = [value for _day, value in filled if isinstance(value, int | float) and not isinstance(value, bool)]
    return any(count > 1 for count in counts) and len(counts) == sum(text(value) != "" for _day, value in filled)
