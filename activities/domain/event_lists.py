"""Lists of meetings, and of who came, as the commands see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from activities import rules
from activities.domain.choose_columns import choose_letters
from activities.domain.read_came import series_of
from activities.domain.start_list import start_list
from activities.domain.take_list import take_list
from activities.models import ListKind as Tells
from activities.models import Series
from activities.spec.came import read_attendance
from activities.spec.events import read_events
from portal.jobs.models import Job
from portal.web.lists import Given, ListKind, unanswered
from portal.web.sheets import Question
from portal.web.sheets.result import as_shown


def show_events(content: bytes, encoding: str | None) -> Mapping[str, Any] | Question:
    """How a list of meetings is read; changes nothing. Raises SheetError in words."""
    found = read_events(content, encoding=encoding)
    return found if isinstance(found, Question) else as_shown(found)


def show_attendance(content: bytes, encoding: str | None) -> Mapping[str, Any] | Question:
    """How a list of who came is read; changes nothing. Raises SheetError in words."""
    found = read_attendance(content, encoding=encoding)
    return found if isinstance(found, Question) else as_shown(found)


def start_events(given: Given) -> Job:
    """Begin to plan the meetings of a list; raises SheetError, before anything is kept, when it cannot be read."""
    return _start(given, Tells.MEETINGS, show_events(given.content, given.encoding or None))


def start_attendance(given: Given) -> Job:
    """Begin to write down who came; raises SheetError, before anything is kept, when it cannot be read or placed."""
    read = read_attendance(given.content, encoding=given.encoding or None)
    series = None if isinstance(read, Question) else series_of(read.lines, given.series)
    return _start(given, Tells.CAME, read, series)


def _start(given: Given, tells: Tells, read: object, series: Series | None = None) -> Job:
    if isinstance(read, Question):
        raise unanswered(read)
    taken = take_list(
        kind=tells, name=given.name, content=given.content, media_type="", origin=given.origin, series=series
    )
    if given.encoding:
        taken = choose_letters(found=taken, encoding=given.encoding)
    return start_list(found=taken, started_by=given.started_by)


EVENTS = ListKind("events", show_events, rules.runs_sessions, start_events)
ATTENDANCE = ListKind("attendance", show_attendance, rules.logs_attendance, start_attendance)
