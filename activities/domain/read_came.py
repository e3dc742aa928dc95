from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from activities.models import MeetingList, Registration, Series, Session
from activities.queries.lists import counted_kinds, series_that_met, sessions_on, signed_up_for
from activities.spec.came import CameLine, HeadLine, read_attendance
from activities.spec.days import Day, DayFate, Meeting, plan_days
from portal.web.sheets import Question, SheetError
from portal.web.sheets.result import ReadList

MOST_TRIED = 200


@dataclass(frozen=True)
class Came:
    """A list of who came as it was read, with what would become of each day."""

    found: MeetingList
    sheet: ReadList[CameLine | HeadLine]

    @cached_property
    def days(self) -> list[Day]:
        """Every day with its fate. Three queries, for what is known of its meeting."""
        return plan_days(self.sheet.lines, meetings_on(self.found.series, {line.day for line in self.sheet.lines}))

    def count(self, fate: DayFate) -> int:
        """How many days have this fate."""
        return sum(day.fate is fate for day in self.days)

    @property
    def new(self) -> int:
        """How many days are written down."""
        return self.count(DayFate.NEW)

    @property
    def there(self) -> int:
        """How many days were written down already."""
        return self.count(DayFate.WRITTEN)

    @property
    def refused(self) -> int:
        """How many days have no meeting, or are still to come."""
        return self.count(DayFate.NO_MEETING) + self.count(DayFate.TO_COME)


def read_came(*, found: MeetingList, content: bytes) -> Came | Question:
    """Read a list of who came as its columns were chosen, or ask which letters it is written in.

    Changes nothing. Raises SheetError with a sentence for the reader.
    """
    chosen = {str(heading): str(field) for heading, field in found.chosen.items()}
    read = read_attendance(content, chosen=chosen)
    if isinstance(read, Question) and found.encoding in {choice.encoding for choice in read.choices}:
        read = read_attendance(content, encoding=found.encoding, chosen=chosen)
    return read if isinstance(read, Question) else Came(found, read)


def meetings_on(series: Series | None, days: Iterable[date]) -> dict[date, Meeting]:
    """What is known of the meetings of a series on these days. Three queries."""
    sessions = sessions_on(series, days)
    signed_up, counted = signed_up_for(sessions.values()), counted_kinds(sessions.values())
    return {day: _meeting(session, signed_up.get(session.pk, []), counted) for day, session in sessions.items()}


def _meeting(session: Session, signed_up: list[Registration], counted: set[tuple[int, str]]) -> Meeting:
    names: dict[str, int] = {}
    for registration in signed_up:
        # Of two with one name nobody can say which is meant.
        key = registration.parent.name_key
        names[key] = 0 if key in names else registration.pk
    return Meeting(
        pk=session.pk,
        come=session.day_has_come,
        names={key: pk for key, pk in names.items() if pk},
        ticked=frozenset(row.pk for row in signed_up if hasattr(row, "attendance")),
        counted=frozenset(kind for pk, kind in counted if pk == session.pk),
    )


def series_of(lines: Iterable[CameLine | HeadLine], title: str) -> Series:
    """The series with this title; without one the only series that met on most of these days.

    Raises SheetError in words when it is not one.
    """
    days = {line.day for line in lines}
    tried = [series for series in series_that_met()[:MOST_TRIED] if not title or series.title == title]
    scored = [(len(sessions_on(series, days)), series) for series in tried]
    best = max((score for score, _series in scored), default=0)
    found = [series for score, series in scored if score == best]
    if not best or len(found) > 1:
        raise SheetError(_("Say with --series, and its title, which meetings these days belong to."))
    return found[0]
