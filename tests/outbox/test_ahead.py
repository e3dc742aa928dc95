"""Looking up for several mails at once: few queries, never stale, and one bad message spoils only itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from portal.municipalities.models import Municipality
from portal.outbox import registry
from portal.outbox.domain.ahead import TOGETHER, Ahead
from portal.outbox.domain.cancel import cancel
from portal.outbox.domain.deliver import deliver_due, hang_up
from portal.outbox.domain.queue import Recipient, queue_many
from portal.outbox.models import Message
from portal.outbox.spec import Mail, MailKind
from rig.sink_client import Control

CLOCK = "portal.outbox.domain.ahead.time.monotonic"


class Bulk(MailKind):
    """Remembers what it was asked together."""

    name = "tests.bulk"

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    def look_up(self, messages: Sequence[Message]) -> None:
        self.asked.append([message.pk for message in messages])
        if any(message.data.get("bad") for message in messages):
            raise LookupError("not this one")

    def build(self, message: Message) -> Mail:
        return Mail(subject="", text="")


def claimed(count: int) -> list[Message]:
    return [Message(pk=number, kind=Bulk.name, data={}) for number in range(count)]


def test_many_are_asked_about_together() -> None:
    kind, messages = Bulk(), claimed(TOGETHER + 2)
    looks = Ahead(messages)
    for message in messages:
        looks.look(message, kind)
    assert [len(asked) for asked in kind.asked] == [TOGETHER, 2]


def test_messages_of_another_kind_are_left_out() -> None:
    kind, messages = Bulk(), claimed(3)
    messages[1].kind = "tests.other"
    Ahead(messages).look(messages[0], kind)
    assert kind.asked == [[0, 2]]


def test_what_takes_longer_than_a_second_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now, kind, messages = [100.0], Bulk(), claimed(3)
    monkeypatch.setattr(CLOCK, lambda: now[0])
    looks = Ahead(messages)
    for seconds, asked in ((0.0, 1), (0.9, 1), (0.2, 2)):
        now[0] += seconds
        looks.look(messages[1], kind)
        assert len(kind.asked) == asked


def test_where_looking_takes_too_long_it_is_done_for_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now, messages = [100.0], claimed(4)
    monkeypatch.setattr(CLOCK, lambda: now[0])

    class Slow(Bulk):
        def look_up(self, messages: Sequence[Message]) -> None:
            super().look_up(messages)
            now[0] += 0.5 * len(messages)

    kind, looks = Slow(), Ahead(messages)
    for message in messages:
        looks.look(message, kind)
    assert kind.asked == [[0, 1, 2, 3], [1], [2, 3], [3]]


def test_one_that_cannot_be_looked_up_does_not_take_the_others_along() -> None:
    kind, messages = Bulk(), claimed(3)
    messages[1].data = {"bad": "yes"}
    looks = Ahead(messages)
    looks.look(messages[0], kind)
    with pytest.raises(LookupError):
        looks.look(messages[1], kind)
    looks.look(messages[2], kind)
    assert kind.asked == [[0, 1, 2], [0], [1, 2], [1], [2]]


class Crossed(Bulk):
    """While its first mail is made, something happens that is about the second."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        super().__init__()
        self.meanwhile, self.stopped = meanwhile, False

    def look_up(self, messages: Sequence[Message]) -> None:
        super().look_up(messages)
        for message in messages:
            message.about = not self.stopped

    def wanted(self, message: Message) -> bool:
        return bool(message.about)

    def build(self, message: Message) -> Mail:
        if not self.stopped:
            self.stopped = True
            self.meanwhile()
        return Mail(subject="Koffie", text="Kom koffie drinken.")


def sent_of_two(to: Municipality, kind: Crossed, patch: pytest.MonkeyPatch) -> int:
    """How many of two mails went out."""
    patch.setattr(registry, "_kinds", {kind.name: kind})
    queue_many(kind.name, subject=to, recipients=[Recipient(who, f"{who}@example.org") for who in ("een", "twee")])
    deliver_due()
    hang_up()
    return Message.objects.filter(state=Message.State.SENT).count()


@pytest.mark.django_db
def test_what_is_cancelled_after_the_look_up_does_not_start(
    municipality: Municipality, sink: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls_off = Crossed(lambda: cancel(subject=municipality))
    assert sent_of_two(municipality, calls_off, monkeypatch) == 0
    assert sink.count() == 0


@pytest.mark.django_db
def test_what_is_no_longer_wanted_may_cross_for_a_second_and_not_longer(
    municipality: Municipality, sink: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(CLOCK, lambda: now[0])
    assert sent_of_two(municipality, Crossed(lambda: None), monkeypatch) == 2
    Message.objects.all().delete()
    now[0] += 10

    def a_second_goes_by() -> None:
        now[0] += 1.1

    assert sent_of_two(municipality, Crossed(a_second_goes_by), monkeypatch) == 1
    assert Message.objects.get(state=Message.State.SKIPPED).address == "twee@example.org"
