"""A list of meetings as a partner keeps it: read without a database, stored by nothing here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from activities.spec.capacity import read_capacity
from activities.spec.times import NoSuchTime, instant
from partners.spec.parents.cell import shown
from partners.spec.parents.empty import is_empty
from partners.spec.parents.nobody import is_alone, is_total
from portal.web.sheets import Question
from portal.web.sheets.cells import text
from portal.web.sheets.lists import Gathered, read_list
from portal.web.sheets.moments import Dates, Moment, dates_of, read_moment, read_walls
from portal.web.sheets.result import Column, Place, ReadList
from portal.web.sheets.table import Row, Table, Vocabulary, tables

WORDS = {
    "title": "activiteit|titel|naam|naam activiteit|bijeenkomst|onderwerp|workshop|evenement|wat|title|event|activity|"
    "naam van de activiteit|naam bijeenkomst|cursus|thema|omschrijving",
    "date": "datum|dag|wanneer|date|startdatum|datum van|data|when|datum en tijd|begindatum",
    "start": "van|begin|start|aanvang|tijd|begintijd|starttijd|aanvangstijd|tijdstip|hoe laat|vanaf|time|start time|"
    "tijd van|start tijd|begin tijd|uur|tijden",
    "end": "tot|eind|einde|eindtijd|tijd tot|end|end time|eind tijd|until|tot en met|sluiting",
    "location": "locatie|plaats|waar|adres|zaal|gebouw|ruimte|plek|location|lokaal|place|venue",
    "audience": "voor wie|doelgroep|wie|bestemd voor|publiek|audience|leeftijd|voor|for",
    "capacity": "max|maximum|max aantal|maximum aantal|aantal plaatsen|capaciteit|plekken|plaatsen|aantal deelnemers|"
    "aantal plekken|capacity|max deelnemers|maximum aantal deelnemers|deelnemers|places",
}
FIELD = {"date": "start"}
FIELDS = ("title", "date", "start", "end", "location", "audience", "capacity")
Key = tuple[str, datetime, str]


@dataclass(frozen=True, slots=True)
class EventLine:
    """One meeting, in wall time; `double_of` is the row of the same meeting earlier in the file."""

    place: Place
    title: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    location: str | None = None
    audience: str | None = None
    capacity: int | None = None
    double_of: Place | None = None

    def shown(self) -> dict[str, Any]:
        """Its fields by name, in plain values."""
        return {
            "title": self.title,
            "start": self.start and self.start.isoformat(timespec="minutes"),
            "end": self.end and self.end.isoformat(timespec="minutes"),
            "location": self.location,
            "audience": self.audience,
            "capacity": self.capacity,
        }


def read_events(
    content: bytes, *, encoding: str | None = None, chosen: Mapping[str, str] | None = None
) -> ReadList[EventLine] | Question:
    """Give the meetings in a file, each cell that a person should look at, and the rows that are no meeting.

    `chosen` says for a heading (as `heading_key` writes it) which of FIELDS its column holds, or "" for none.
    Gives a Question when the letters can be read in more than one way. Raises SheetError in words.
    """
    vocabulary = Vocabulary(WORDS, chosen)
    return read_list(
        content,
        encoding=encoding,
        find=lambda book: tables(book, vocabulary, _enough),
        gathered=_Reading,
        no_table=_(
            "We found no row with column names such as Activity, Date and Time. Add such a row and choose it again."
        ),
        no_line=_("We found the names of the columns, but no meetings below them."),
    )


def _enough(fields: AbstractSet[str]) -> bool:
    return "title" in fields and bool(fields & {"date", "start"})


class _Reading(Gathered[Table, EventLine]):
    """What is found in the sheets, one after the other."""

    parts = FIELD

    def __init__(self, *, several: bool) -> None:
        super().__init__(several=several)
        self._seen: dict[Key, Place] = {}

    def take(self, table: Table) -> None:
        """Read every row below the header of this table."""
        self.skipped += table.above
        self._name(table.columns(table.header))
        rows = list(table.rows())
        days = [text(row.value("date") or row.value("start")) for row in rows if isinstance(row, Row)]
        dates = dates_of(table.titles, days)
        for row in rows:
            if isinstance(row, Row) and not _is_nothing(row):
                self._add(self._line(row, dates))
            else:
                self.skipped.append(row.place if isinstance(row, Row) else row)

    def _name(self, columns: Sequence[Column]) -> None:
        for column in columns:
            self.headings.setdefault(column.title, column)

    def _add(self, line: EventLine) -> None:
        key = (line.title or "", line.start, line.location or "") if line.start else None
        earlier = self._seen.setdefault(key, line.place) if key else line.place
        if earlier != line.place:
            words = _("This meeting stands on row %(row)s too. We add it once.") % {"row": earlier.row}
            self.problem(line.place, "title", words, used=True)
            line = replace(line, double_of=earlier)
        self.lines.append(line)

    def _line(self, row: Row, dates: Dates) -> EventLine:
        title = _said(row.text("title"))
        if not title:
            self.problem(row.place, "title", _("There is no name of an activity here."))
        start, end = self._times(row, dates)
        places, words = read_capacity(row.value("capacity"))
        if words:
            self.problem(row.place, "capacity", words)
        return EventLine(row.place, title, start, end, _said(row.text("location")), _said(row.text("audience")), places)

    def _times(self, row: Row, dates: Dates) -> tuple[datetime | None, datetime | None]:
        moment, walls = _day_and_walls(row, dates)
        if not moment.day or not walls:
            self.problem(row.place, "start", _why(row, moment))
            return None, None
        start = _local(moment.day, walls[0])
        if start is None:
            self.problem(row.place, "start", _("This time does not exist: the clock goes from 2.00 to 3.00."))
            return None, None
        return start, self._end(row, moment.day, walls)

    def _end(self, row: Row, day: date, walls: Sequence[time]) -> datetime | None:
        said = row.value("end")
        ends = read_walls(said)
        if ends is None and not is_empty(text(said)):
            read = read_moment(said)
            ends = read.walls or None
        wall = ends[-1] if ends else (walls[1] if len(walls) > 1 else None)
        if ends is None and text(said) and not is_empty(text(said)):
            words = _("“%(value)s” is no time. We leave the end open.") % {"value": shown(text(said))}
            self.problem(row.place, "end", words)
        if wall and wall <= walls[0]:
            self.problem(row.place, "end", _("The end lies before the start. We leave the end open."))
            return None
        return _local(day, wall) if wall else None


def _is_nothing(row: Row) -> bool:
    """A total, a title between the rows, or a remark below them."""
    texts = row.texts
    if is_alone(texts) or not row.read:
        return True
    told = row.value("date") != "" or row.value("start") != ""
    return is_total(texts[0]) or (not told and not (row.text("title") and len(row.read) > 1))


def _said(cell: str) -> str | None:
    return None if not cell or is_empty(cell) else cell


def _day_and_walls(row: Row, dates: Dates) -> tuple[Moment, Sequence[time]]:
    """The day stands in its own column or before the time; the time in its own column or behind the day."""
    moments = [read_moment(value, dates) for value in row.filled("date")] or [Moment()]
    moment = next((moment for moment in moments if moment.day), moments[0])
    said = row.value("start")
    walls = read_walls(said) if moment.day or row.value("date") != "" else None
    if walls is None and said != "":
        both = read_moment(said, dates)
        moment, walls = (both, both.walls) if both.day and not moment.day else (moment, both.walls)
    return moment, walls or moment.walls


def _local(day: date, wall: time) -> datetime | None:
    try:
        instant(day, wall)
    except NoSuchTime:
        return None
    return datetime.combine(day, wall)


def _why(row: Row, moment: Moment) -> str:
    day, wall = row.text("date"), row.text("start")
    if not moment.day:
        words = _("“%(value)s” is no day that we know. Write it as 3-3-2027.")
        return words % {"value": shown(day or wall)} if day or wall else _("There is no day here.")
    words = _("“%(value)s” is no time. Write it as 9.30.")
    return words % {"value": shown(wall)} if wall and not is_empty(wall) else _("There is no time here.")
