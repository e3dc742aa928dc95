"""Who works when: ticks, lanes, bells, and the few places at a relay that is busy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import redis
from django.conf import settings
from django.core.management import call_command
from django.db.models.functions import Now

from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from portal.outbox import registry, smtp
from portal.outbox.domain import bell, slots
from portal.outbox.domain.deliver import deliver_due, hang_up
from portal.outbox.domain.lane import work_lane
from portal.outbox.domain.queue import Recipient, queue_many
from portal.outbox.domain.tick import tick
from portal.outbox.models import Message, RelaySlot
from portal.outbox.registry import DuplicateName
from rig.sink_client import Control
from tests import cast
from tests.outbox.kinds import NOTE, Note

pytestmark = pytest.mark.django_db
State = Message.State


@pytest.fixture(autouse=True)
def quiet(sink: Control, monkeypatch: pytest.MonkeyPatch) -> Iterator[redis.Redis]:
    """No bells from before, and a fresh list of what is due each minute."""
    monkeypatch.setattr(registry, "_due", {})
    bells = redis.Redis.from_url(settings.REDIS_URL)
    bells.flushdb()
    yield bells
    bells.flushdb()
    bells.close()
    hang_up()


def fill(subject: Municipality, mails: int) -> None:
    queue_many(NOTE, subject=subject, recipients=[Recipient(str(n), f"ouder{n}@example.org") for n in range(mails)])


def messages_of(municipality: Municipality) -> list[Message]:
    with use(municipality):
        return list(Message.objects.all())


def test_names_are_given_once(monkeypatch: pytest.MonkeyPatch) -> None:
    registry.on_due("tests.twice", print)
    with pytest.raises(DuplicateName):
        registry.on_due("tests.twice", print)
    with pytest.raises(DuplicateName):
        registry.register(Note())


def test_a_part_that_fails_keeps_nothing_else_from_its_minute(
    municipality: Municipality, sink: Control, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    registry.on_due("tests.broken", broken)
    fill(municipality, 1)
    tick()
    assert sink.count() == 1
    assert "part of the tick failed" in caplog.messages


def test_run_due_does_one_or_all(municipality: Municipality, other: Municipality, sink: Control) -> None:
    fill(municipality, 2)
    with use(other):
        fill(other, 3)
    call_command("run_due", municipality=other.code)
    assert sink.count() == 3
    call_command("run_due")
    assert sink.count() == 5


def test_a_tick_takes_fifty_each_and_calls_for_more(
    municipality: Municipality, sink: Control, quiet: redis.Redis
) -> None:
    fill(municipality, 60)
    tick()
    assert sink.count() == 50
    assert quiet.llen("default") == 1


def test_a_full_batch_wakes_the_next_lane_once(municipality: Municipality, sink: Control, quiet: redis.Redis) -> None:
    fill(municipality, 120)
    work_lane(0)
    assert sink.count() == 120
    assert quiet.llen("default") == 1
    assert quiet.exists(f"bell:{municipality.pk}:1")
    work_lane(bell.LANES - 1)
    assert quiet.llen("default") == 1


def test_a_turn_ends_so_that_others_come(
    municipality: Municipality, sink: Control, quiet: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.outbox.domain.lane.TURN", 0.0)
    fill(municipality, 120)
    work_lane(0)
    assert sink.count() == 50
    assert quiet.exists(f"bell:{municipality.pk}:0")


def test_a_bell_rings_once_until_somebody_comes(municipality: Municipality, quiet: redis.Redis) -> None:
    assert bell.ring(municipality.pk)
    assert bell.ring(municipality.pk)
    assert quiet.llen("default") == 1
    bell.answered(municipality.pk, lane=0)
    assert bell.ring(municipality.pk)
    assert bell.ring(municipality.pk, anyway=True)
    assert quiet.llen("default") == 3


def test_a_busy_relay_has_three_places(db: None) -> None:
    callers = [slots.Place() for _ in range(5)]
    assert all(caller.take() for caller in callers)
    slots.note_busy()
    assert [caller.take() for caller in callers] == [True, True, True, False, False]
    assert callers[0].take(), "who has a place keeps it"
    callers[1].leave()
    assert callers[4].take()
    RelaySlot.objects.filter(number=callers[0].number).update(until=Now() - timedelta(seconds=1))
    callers[0].keep()
    assert not callers[3].take()
    RelaySlot.objects.filter(number=callers[0].number).update(until=Now() - timedelta(seconds=1))
    assert callers[3].take(), "the place of one that died is free after its lease"


@pytest.mark.parametrize("where", ["too many", "later"])
def test_a_relay_that_has_enough_is_spared(
    municipality: Municipality, sink: Control, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    # A relay of its own: one that could not be reached is not tried again for a while.
    monkeypatch.setattr(smtp, "_own", smtp._Own())  # noqa: SLF001 - no test after this one may find it so
    if where == "later":
        sink.behave(reply="421 4.3.2 Later", reply_at="rcpt")
    fill(municipality, 3)
    with_another = slots.Place()
    if where == "too many":
        sink.behave(max_connections=-1)
    deliver_due()
    assert RelaySlot.objects.filter(number=0).exists()
    assert Message.objects.filter(state=State.QUEUED).count() == 3
    assert with_another.take()
    with_another.leave()
    hang_up()


@pytest.mark.parametrize(("left_alone", "tried"), [(20.0, 1), (0.0, 3)])
@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_a_silent_relay_holds_a_tick_up_once_and_not_in_each_municipality(
    municipality: Municipality,
    other: Municipality,
    sink: Control,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
    left_alone: float,
    tried: int,
) -> None:
    """Without the while in which it is left alone, the negative control, each municipality waits for it."""
    monkeypatch.setattr(smtp, "_own", smtp._Own())  # noqa: SLF001 - no test after this one may find it so
    monkeypatch.setattr(smtp, "ANSWER", 0.3)
    monkeypatch.setattr(smtp, "DOWN", left_alone)
    for here in (municipality, other, cast.municipality("GM0505", "Dordrecht")):
        with use(here):
            fill(here, 2)
    sink.behave(hang=where)
    tick()
    found = [message for one in Municipality.objects.all() for message in messages_of(one)]
    assert sum(message.attempts for message in found) == tried
    assert sum(message.state == State.QUEUED and not message.attempts for message in found) == 6 - tried
    assert sink.count() == (tried if where == "data" else 0)
