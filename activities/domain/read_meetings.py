from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from activities.models import MeetingList
from activities.queries.lists import planned_moments
from activities.spec.events import EventLine, read_events
from activities.spec.planned import Defaults, Fate, Planned, plan
from portal.web.sheets import Question
from portal.web.sheets.result import ReadList

REFUSED = (Fate.NO_TITLE, Fate.NO_TIME, Fate.NO_PLACE)
SHOWN = 50


@dataclass(frozen=True)
class Meetings:
    """A list of meetings as it was read, with what would become of each row."""

    found: MeetingList
    sheet: ReadList[EventLine]

    @cached_property
    def rows(self) -> list[Planned]:
        """Every row with its fate. One query, for what is planned already."""
        days = {line.start.date() for line in self.sheet.lines if line.start}
        return plan(self.sheet.lines, defaults_of(self.found), planned_moments(self.found.organisation_id, days))

    @property
    def shown(self) -> list[Planned]:
        """The rows to look at before deciding: first those that are not read in, then as they stand."""
        return sorted(self.rows, key=lambda row: row.fate not in REFUSED)[:SHOWN]

    @property
    def not_shown(self) -> int:
        """How many rows there are besides."""
        return len(self.rows) - len(self.shown)

    def count(self, *fates: Fate) -> int:
        """How many rows have one of these fates."""
        return sum(row.fate in fates for row in self.rows)

    @property
    def new(self) -> int:
        """How many meetings the list brings."""
        return self.count(Fate.NEW)

    @property
    def to_come(self) -> int:
        """How many of those are still to come."""
        today = timezone.localdate()
        return sum(row.fate is Fate.NEW and row.slot is not None and row.slot.day >= today for row in self.rows)

    @property
    def guesses(self) -> bool:
        """Whether the list leaves open how long something takes, or how many can come."""
        return any(row.fate is Fate.NEW and (row.end_is_guess or row.places_are_guess) for row in self.rows)

    @property
    def there(self) -> int:
        """How many rows are planned already, or stand twice in the list."""
        return self.count(Fate.THERE)

    @property
    def refused(self) -> int:
        """How many rows lack what a meeting needs."""
        return self.count(*REFUSED)

    @property
    def without_place(self) -> int:
        """How many rows only lack where it is."""
        return self.count(Fate.NO_PLACE)


def defaults_of(found: MeetingList) -> Defaults:
    """What holds for the rows of this list that do not say it."""
    return Defaults(found.place, found.places, found.minutes)


def read_meetings(*, found: MeetingList, content: bytes, encoding: str = "") -> Meetings | Question:
    """Read a list of meetings as its columns were chosen, or ask which letters it is written in.

    Changes nothing. Raises SheetError with a sentence for the reader.
    """
    chosen = {str(heading): str(field) for heading, field in found.chosen.items()}
    read = read_events(content, chosen=chosen)
    letters = encoding or found.encoding
    if isinstance(read, Question) and letters in {choice.encoding for choice in read.choices}:
        read = read_events(content, encoding=letters, chosen=chosen)
    return read if isinstance(read, Question) else Meetings(found, read)
