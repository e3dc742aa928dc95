"""Somebody signs up in the moment in which the meeting moves or is called off: they hear of it too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread
from time import sleep

import pytest
from django.db import connection, transaction

from activities.domain.cancel_session import cancel_session
from activities.domain.move_session import move_session
from activities.models import Session
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from portal.outbox.models import Message
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)
Change = Callable[[Session], Session]


def move(session: Session) -> Session:
    day = session.local_date + timedelta(days=1)
    return move_session(session=session, day=day, start=session.local_start, end=session.local_end)


def call_off(session: Session) -> Session:
    return cancel_session(session=session, reason="Ziek")


BOTH = pytest.mark.parametrize(("change", "kind"), [(move, "session_moved"), (call_off, "session_cancelled")])


def told(municipality: Municipality, change: Change, kind: str) -> int:
    """How many hear of the change that comes while one sign-up is stored and not committed yet."""
    session, parent, stored = cast.session(), cast.parent(), Event()

    def signing_up() -> None:
        with use(municipality), transaction.atomic():
            cast.registration(session, parent)
            stored.set()
            sleep(0.5)
        connection.close()

    other = Thread(target=signing_up)
    other.start()
    stored.wait(20)
    change(session)
    other.join()
    return Message.objects.filter(kind=f"activities.{kind}").count()


@BOTH
def test_who_signs_up_meanwhile_is_told(municipality: Municipality, change: Change, kind: str) -> None:
    assert told(municipality, change, kind) == 1


@BOTH
def test_red_without_the_lock(
    municipality: Municipality, change: Change, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for verb in ("move_session", "cancel_session"):
        monkeypatch.setattr(f"activities.domain.{verb}.lock_places", lambda *_args, **_options: None)
    assert told(municipality, change, kind) == 0
