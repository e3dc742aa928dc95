"""A worker that gives back many messages never waits for who locked them in another order: no deadlock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.db import OperationalError, connection, transaction
from django.db.models.functions import Now

from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from portal.outbox.domain import claim, mark
from portal.outbox.domain.queue import Recipient, queue_many
from portal.outbox.models import Message
from tests.outbox.kinds import NOTE

pytestmark = pytest.mark.django_db(transaction=True)
GiveBack = Callable[[list[Message]], None]
SKIP = " FOR UPDATE SKIP LOCKED"


@contextmanager
def locked(municipality: Municipality, pk: int) -> Iterator[None]:
    """Somebody else is cancelling this message, and has not committed yet."""
    held, done = Event(), Event()

    def cancelling() -> None:
        with use(municipality), transaction.atomic():
            Message.objects.filter(pk=pk).update(error="")
            held.set()
            done.wait(20)
        connection.close()

    other = Thread(target=cancelling)
    other.start()
    held.wait(20)
    try:
        yield
    finally:
        done.set()
        other.join()


@pytest.fixture
def claimed(municipality: Municipality) -> list[Message]:
    """Two messages in the hands of a worker whose lease is over."""
    queue_many(NOTE, subject=municipality, recipients=[Recipient(k, f"{k}@example.org") for k in ("een", "twee")])
    found = claim.claim()
    Message.objects.update(lease_until=Now())
    return found


def take_back(_messages: list[Message]) -> None:
    claim.take_back()


def release(messages: list[Message]) -> None:
    mark.release(messages)


def impatiently(give_back: GiveBack, messages: list[Message]) -> None:
    """Do it with no patience for locks."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '1s'")
        give_back(messages)


BOTH = pytest.mark.parametrize("give_back", [take_back, release])


@BOTH
def test_what_is_locked_is_left(municipality: Municipality, claimed: list[Message], give_back: GiveBack) -> None:
    with locked(municipality, claimed[0].pk):
        impatiently(give_back, claimed)
    states = dict(Message.objects.values_list("pk", "state"))
    assert [states[message.pk] for message in claimed] == ["claimed", "queued"]


@BOTH
def test_red_when_it_waits(
    municipality: Municipality, claimed: list[Message], give_back: GiveBack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claim, "LAPSE", claim.LAPSE.replace(SKIP, ""))
    monkeypatch.setattr(mark, "RELEASE", mark.RELEASE.replace(SKIP, ""))
    with locked(municipality, claimed[0].pk), pytest.raises(OperationalError, match="lock timeout"):
        impatiently(give_back, claimed)
