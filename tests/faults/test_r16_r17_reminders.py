"""R16, R17: reminders after a long silence, and over both clock changes; each is sent once or skipped in the log."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db.models.functions import Now

from activities.domain.cancel_session import cancel_session
from activities.domain.lay_series import Times, lay_series
from activities.domain.move_session import move_session
from activities.domain.remind import remind_due
from activities.models import Reminder, Session
from portal.outbox.models import Message
from tests import cast

pytestmark = pytest.mark.usefixtures("municipality")


def _due(session: Session) -> None:
    Reminder.objects.filter(session=session).update(due_at=Now() - timedelta(hours=26))


def _sent() -> int:
    return Message.objects.filter(kind="activities.reminder").count()


def _outcomes() -> list[str]:
    return sorted(Reminder.objects.values_list("outcome", flat=True))


def test_after_26_hours_of_silence_a_coming_session_is_reminded_once() -> None:
    session = cast.session()
    cast.registration(session)
    assert remind_due() == 0  # not yet due
    _due(session)
    assert remind_due() == 1
    assert remind_due() == 0
    assert (_sent(), _outcomes()) == (1, ["sent"])


def test_for_a_session_that_was_it_is_skipped_and_said_so() -> None:
    session = cast.session()
    cast.registration(session)
    _due(session)
    past = Now() - timedelta(hours=2)
    Session.objects.filter(pk=session.pk).update(starts_at=past, ends_at=past + timedelta(hours=1))
    assert remind_due() == 1
    assert (_sent(), _outcomes()) == (0, ["too_late"])


def test_a_session_that_is_off_or_moved_is_not_reminded_of_its_old_moment() -> None:
    off, moved = cast.session(), cast.session()
    for session in (off, moved):
        cast.registration(session)
    cancel_session(session=off, reason="Ziek")
    move_session(session=moved, day=moved.local_date + timedelta(days=7), start=moved.local_start, end=moved.local_end)
    _due(off)
    Reminder.objects.filter(session=moved, session_version=1).update(due_at=Now() - timedelta(hours=1))
    assert remind_due() == 2
    assert (_sent(), _outcomes()) == (0, ["", "cancelled", "moved"])


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2027, 3, 28), datetime(2027, 3, 27, 8, 0, tzinfo=UTC)),
        (date(2027, 3, 29), datetime(2027, 3, 28, 7, 0, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 24, 7, 0, tzinfo=UTC)),
        (date(2027, 10, 31), datetime(2027, 10, 30, 7, 0, tzinfo=UTC)),
        (date(2027, 11, 1), datetime(2027, 10, 31, 8, 0, tzinfo=UTC)),
    ],
)
def test_the_reminder_is_due_at_nine_on_the_wall_over_clock_changes(day: date, due: datetime) -> None:
    lay_series(series=cast.series(), times=Times((day,), time(19, 30), time(21)), places=10)
    assert Reminder.objects.get().due_at == due
