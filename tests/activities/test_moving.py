"""Another day or time, or no meeting at all: who hears it, what is not sent any more, what is refused in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from activities.domain.cancel_session import cancel_session
from activities.domain.invite import invite_batch
from activities.domain.lay_series import Times, lay_series
from activities.domain.move_session import Taken, move_session
from activities.domain.register import Over
from activities.domain.remind import remind_due
from activities.models import Reminder, Session
from portal.outbox.domain import mark
from portal.outbox.domain.claim import claim
from portal.outbox.models import Message
from tests import cast

pytestmark = pytest.mark.usefixtures("municipality")
WEEK = timedelta(days=7)


def later(session: Session, days: int = 1) -> Session:
    """The same session some days later."""
    day = session.local_date + timedelta(days=days)
    return move_session(session=session, day=day, start=session.local_start, end=session.local_end)


def states(kind: str) -> list[str]:
    return sorted(Message.objects.filter(kind=f"activities.{kind}").values_list("state", flat=True))


def test_everyone_who_signed_up_hears_the_last_moment_once() -> None:
    session = cast.session()
    for _ in range(2):
        cast.registration(session)
    later(session)
    assert later(session, days=2).version == 3
    later(session, days=2)
    assert states("session_moved") == ["cancelled", "cancelled", "queued", "queued"]


def test_invitations_that_wait_are_kept_and_built_anew() -> None:
    session = cast.session()
    cast.parents(3)
    invite_batch(session=session)
    claimed, *_ = claim(limit=1)
    parked, tried = Message.objects.filter(state="queued").order_by("pk")
    Message.objects.filter(pk__in=[parked.pk, tried.pk]).update(body=b"the old moment")
    Message.objects.filter(pk=parked.pk).update(state="parked")
    later(session)
    assert states("invitation") == ["parked", "queued", "queued"]
    assert not Message.objects.filter(body__isnull=False).exists()
    assert not mark.submitting(claimed, b"the old moment")


def test_a_session_that_is_off_sends_nothing_but_that() -> None:
    session = cast.session()
    cast.parents(2)
    invite_batch(session=session)
    cast.registration(session)
    later(session)
    cancel_session(session=session, reason="Ziek")
    assert states("invitation") == ["cancelled", "cancelled"]
    assert states("session_moved") == ["cancelled"]
    assert states("session_cancelled") == ["queued"]


@pytest.mark.parametrize("change", [later, lambda session: cancel_session(session=session, reason="Ziek")])
def test_telling_many_takes_no_more_statements_than_telling_one(
    change: Callable[[Session], Session], django_assert_max_num_queries: Any
) -> None:
    session = cast.session(places=30)
    for _ in range(30):
        cast.registration(session)
    with django_assert_max_num_queries(20):
        change(session)


def test_hearing_of_a_moment_within_a_day_is_the_reminder() -> None:
    session = cast.session()
    cast.registration(session)
    move_session(session=session, day=timezone.localdate() + timedelta(days=1), start=time(0, 1), end=time(1))
    Reminder.objects.filter(session_version=1).update(due_at=timezone.now())
    assert remind_due() == 1
    assert states("reminder") == []


def off() -> Session:
    return cancel_session(session=cast.session(), reason="Ziek")


def over() -> Session:
    return cast.session(days_ahead=-1)


@pytest.mark.parametrize("make", [off, over])
def test_what_is_off_or_has_been_stays_where_it_is(make: Callable[[], Session]) -> None:
    session = make()
    with pytest.raises(Over):
        later(session, days=3)
    with pytest.raises(Over):
        invite_batch(session=session)


def test_a_series_meets_once_at_a_moment() -> None:
    first = _weekly()
    with pytest.raises(Taken):
        later(first, days=7)
    assert later(first, days=6).version == 2


def _weekly() -> Session:
    day = timezone.localdate() + WEEK
    laid = lay_series(series=cast.series(), times=Times((day, day + WEEK), time(9), time(10)), places=5)
    return laid.sessions.order_by("local_date")[0]


def _post(client: Client, session: Session, day: date | str, start: str = "09:00", end: str = "10:00") -> str:
    cast.sign_in(client, cast.member("cjg"))
    answer = client.post(
        f"/sliedrecht/bijeenkomsten/{session.public_id}/verzetten/", {"day": str(day), "start": start, "end": end}
    )
    return answer.content.decode() if answer.status_code == 200 else answer["Location"]


@pytest.mark.parametrize("day", ["0001-01-01", "2020-01-01", "9999-12-31"])
def test_a_day_out_of_reach_is_refused_in_words(client: Client, day: str) -> None:
    assert "Kies een dag vanaf vandaag" in _post(client, cast.session(), day)


def test_a_moment_that_was_today_is_refused_in_words(client: Client) -> None:
    answer = _post(client, cast.session(), timezone.localdate(), "00:00", "00:01")
    assert "Kies een moment dat nog komt" in answer


def test_a_moment_that_is_taken_or_too_late_is_refused_in_words(client: Client) -> None:
    first = _weekly()
    assert "al een bijeenkomst van deze reeks" in _post(client, first, first.local_date + WEEK)
    cancel_session(session=first, reason="Ziek")
    assert "niet meer verzetten" in _post(client, first, first.local_date + timedelta(days=1))


def test_a_good_moment_is_taken(client: Client) -> None:
    session = cast.session()
    assert _post(client, session, session.local_date + WEEK).endswith(f"/{session.public_id}/")
    session.refresh_from_db()
    assert session.version == 2
