"""One message from the row to the relay's answer, against the real sink."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.db import connection, connections, transaction
from django.db.models.functions import Now

from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from portal.outbox.domain import mark
from portal.outbox.domain.cancel import cancel
from portal.outbox.domain.claim import claim, take_back
from portal.outbox.domain.deliver import deliver_due, hang_up
from portal.outbox.domain.queue import Recipient, UnknownKind, message_key, queue, queue_many
from portal.outbox.domain.settle import settle_unclear
from portal.outbox.domain.sweep import sweep
from portal.outbox.models import Message
from rig.sink_client import Control
from tests import cast
from tests.outbox.kinds import DATED, NOTE, ONCE, POISON

pytestmark = pytest.mark.django_db
State = Message.State


@pytest.fixture(autouse=True)
def one_connection(sink: Control) -> Iterator[None]:
    yield
    hang_up()


def note(to: Municipality, kind: str = NOTE, who: str = "een", **more: str) -> Message:
    return queue(kind, subject=to, address=f"{who}@example.org", recipient_key=who, data=more)


def only(**wanted: str) -> Message:
    return Message.objects.get(**wanted)


def move_clock(seconds: int) -> None:
    """Shift what is due and leased into the past, as if so much time went by."""
    Message.objects.update(next_at=Now() - timedelta(seconds=seconds))
    Message.objects.exclude(lease_until=None).update(lease_until=Now() - timedelta(seconds=seconds))


def test_sends_once_and_stores_what_it_sent(municipality: Municipality, sink: Control) -> None:
    note(municipality, calendar="yes")
    assert deliver_due().claimed == 1
    assert deliver_due().claimed == 0
    (record,) = sink.records()
    message = only()
    assert (message.state, message.attempts, message.lease_until) == (State.SENT, 1, None)
    assert record["message_id"] == message.message_id
    assert record["date"] == message.date_header
    assert b"koffie" not in bytes(message.body or b"")
    mail = message_from_bytes(sink.body(1), policy=policy.default)
    assert mail["subject"] == "Kom koffie drinken"
    assert mail["from"] == "Samenspel Sliedrecht <samenspel@samenspel.example>"
    assert mail["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
    text = mail.get_body(("plain",))
    assert text is not None
    assert "één keer" in text.get_content()
    (attached,) = mail.iter_attachments()
    assert attached.get_content_type() == "text/calendar"


def test_the_same_key_is_stored_once(municipality: Municipality) -> None:
    first, second = note(municipality), note(municipality)
    assert first.pk == second.pk
    queue_many(NOTE, subject=municipality, recipients=[Recipient(k, f"{k}@example.org") for k in ("een", "twee")])
    assert Message.objects.count() == 2
    assert first.key == message_key(NOTE, municipality, recipient_key="een")


def test_an_unknown_kind_is_refused_at_once(municipality: Municipality) -> None:
    with pytest.raises(UnknownKind):
        note(municipality, kind="tests.nothing")


def test_a_rolled_back_change_sends_nothing(municipality: Municipality) -> None:
    with transaction.atomic():
        note(municipality)
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_what_is_due_later_waits(municipality: Municipality, sink: Control) -> None:
    message = note(municipality)
    Message.objects.update(next_at=Now() + timedelta(minutes=1))
    assert deliver_due().claimed == 0
    move_clock(1)
    assert deliver_due().claimed == 1
    assert sink.has(only(pk=str(message.pk)).message_id)


def test_cancelled_messages_stay_home(municipality: Municipality, sink: Control) -> None:
    for who in ("een", "twee"):
        note(municipality, who=who)
    assert cancel(subject=municipality, kinds=[ONCE]) == 0
    assert cancel(subject=municipality, kinds=[NOTE]) == 2
    assert cancel(subject=municipality) == 0
    assert deliver_due().claimed == 0
    assert sink.count() == 0


def test_held_messages_stay_home(municipality: Municipality, sink: Control) -> None:
    note(municipality)
    (claimed,) = claim()
    Message.objects.update(held=True)
    assert not mark.submitting(claimed, b"")
    move_clock(400)
    take_back()
    move_clock(400)
    assert deliver_due().claimed == 0
    assert sink.count() == 0


def test_not_wanted_any_more_is_skipped(municipality: Municipality, sink: Control) -> None:
    note(municipality, kind=DATED)
    deliver_due()
    assert only().state == State.SKIPPED
    assert sink.count() == 0


def test_a_broken_template_is_parked_and_the_rest_goes_on(municipality: Municipality, sink: Control) -> None:
    note(municipality, kind=POISON)
    note(municipality, who="twee")
    deliver_due()
    assert sink.count() == 1
    for _ in range(4):
        move_clock(1)
        deliver_due()
    message = only(kind=POISON)
    assert (message.state, message.attempts, message.error) == (State.PARKED, 5, "render:LookupError")


def test_an_unknown_address_fails_at_the_first_try(municipality: Municipality, sink: Control) -> None:
    sink.behave(reply="550 5.1.1 Unknown user", reply_at="rcpt")
    note(municipality)
    deliver_due()
    message = only()
    assert (message.state, message.attempts, message.error) == (State.FAILED, 1, "550 5.1.1")
    assert message.body is None


def test_refused_for_another_reason_waits_for_a_person(municipality: Municipality, sink: Control) -> None:
    sink.behave(reply="554 5.7.1 Looks like spam")
    note(municipality)
    deliver_due()
    assert (only().state, only().error) == (State.PARKED, "554 5.7.1")


@pytest.mark.parametrize(("place", "state"), [("rcpt", State.FAILED), ("data", State.PARKED)])
def test_without_a_status_only_the_answer_to_the_address_blames_it(
    municipality: Municipality, sink: Control, place: str, state: str
) -> None:
    sink.behave(reply="550 No", reply_at=place)
    note(municipality)
    deliver_due()
    assert (only().state, only().error) == (state, "550")


def test_a_wrong_address_of_our_own_does_not_blame_the_parent(
    municipality: Municipality, sink: Control, settings: object
) -> None:
    settings.EMAIL_FROM = "Samenspel <samenspel@samenspel.example>"  # type: ignore[attr-defined]  # pytest-django's settings
    parent = cast.parent(email="een@example.org")
    note(municipality)
    deliver_due()
    parent.refresh_from_db()
    assert (only().state, only().error, parent.email_broken_at) == (State.QUEUED, "render:BadAddress", None)


def test_an_address_that_cannot_be_one_fails_unbuilt(municipality: Municipality, sink: Control) -> None:
    queue(NOTE, subject=municipality, address="een@@example.org", recipient_key="een")
    deliver_due()
    assert (only().state, only().error, sink.count()) == (State.FAILED, "address", 0)


def test_tries_again_later_with_the_same_bytes(municipality: Municipality, sink: Control) -> None:
    sink.behave(reply="451 4.7.1 Greylisted")
    note(municipality)
    deliver_due()
    before = only()
    assert (before.state, before.error) == (State.QUEUED, "451 4.7.1")
    assert before.next_at - before.created_at > timedelta(minutes=5)
    sink.behave(reply="250 OK")
    move_clock(1)
    deliver_due()
    after = only()
    assert (after.state, after.attempts) == (State.SENT, 2)
    assert bytes(after.body or b"") == bytes(before.body or b"")


def test_gives_up_after_eight_tries(municipality: Municipality, sink: Control) -> None:
    sink.behave(reply="452 4.3.1 Out of room")
    note(municipality)
    for _ in range(9):
        deliver_due()
        move_clock(1)
    assert (only().state, only().attempts) == (State.PARKED, 8)
    assert sink.stats()["refused"] == 8


@pytest.mark.parametrize(("drop", "copies"), [("after", 1), ("before", 1)])
def test_the_probe_settles_what_is_unclear(municipality: Municipality, sink: Control, drop: str, copies: int) -> None:
    sink.behave(drop=drop)
    note(municipality)
    deliver_due()
    sink.behave(drop="")
    assert only().state == State.SUBMITTING
    assert settle_unclear() == 0, "not before the lease ended"
    move_clock(1)
    assert settle_unclear() == 1
    assert only().state == (State.SENT if drop == "after" else State.QUEUED)
    deliver_due()
    assert only().state == State.SENT
    assert sink.count() == copies


@pytest.mark.parametrize(("kind", "copies", "state"), [(NOTE, 2, State.SENT), (ONCE, 1, State.UNKNOWN)])
def test_without_a_probe_the_kind_decides(
    municipality: Municipality, sink: Control, settings: object, kind: str, copies: int, state: str
) -> None:
    settings.OUTBOX_PROBE_URL = ""  # type: ignore[attr-defined]  # pytest-django's settings
    sink.behave(drop="after")
    note(municipality, kind=kind)
    deliver_due()
    sink.behave(drop="")
    move_clock(1)
    settle_unclear()
    deliver_due()
    assert only().state == state
    assert sink.count() == copies
    assert len({(one["message_id"], one["date"], one["digest"]) for one in sink.records()}) == 1


def test_who_comes_too_late_is_shut_out(municipality: Municipality, sink: Control) -> None:
    note(municipality)
    (late,) = claim()
    move_clock(1)
    assert take_back() == 1
    move_clock(1)
    (now,) = claim()
    assert not mark.submitting(late, b"late")
    assert mark.submitting(now, b"now")
    assert not mark.sent(late)
    assert mark.sent(now)


def test_wipes_bodies_after_seven_days(municipality: Municipality, sink: Control) -> None:
    note(municipality)
    deliver_due()
    Message.objects.update(sent_at=Now() - timedelta(days=7) + timedelta(minutes=1))
    assert sweep() == 0
    Message.objects.update(sent_at=Now() - timedelta(days=7, minutes=1))
    assert sweep() == 1
    assert only().body is None


def test_of_another_municipality_nothing_is_seen(municipality: Municipality, other: Municipality) -> None:
    note(municipality)
    with use(other):
        assert deliver_due().claimed == 0


@pytest.mark.django_db(transaction=True)
def test_a_database_that_comes_back_still_hears_that_it_was_sent(municipality: Municipality, sink: Control) -> None:
    sink.behave(delay=2)
    message = note(municipality)
    victim = connection.connection.info.backend_pid

    def end_the_connection() -> None:
        while not sink.count():  # kept, and its sender waits to hear so
            time.sleep(0.05)
        another = connections.create_connection("default")
        with another.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [victim])
        another.close()

    ending = threading.Thread(target=end_the_connection)
    ending.start()
    deliver_due()
    ending.join()
    message.refresh_from_db()
    assert (message.state, sink.count()) == (State.SENT, 1)
    assert connection.connection.info.backend_pid != victim
