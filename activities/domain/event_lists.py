"""Lists of meetings, and of who came, as the commands see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from activities import rules
from activities.spec.came import read_attendance
from activities.spec.events import read_events
from portal.web.lists import ListKind
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


EVENTS = ListKind("events", show_events, rules.runs_sessions)
ATTENDANCE = ListKind("attendance", show_attendance, rules.logs_attendance)
