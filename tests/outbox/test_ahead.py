"""Looking up for several mails at once: few queries, never stale, and one bad message spoils only itself."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from portal.outbox.domain.ahead import TOGETHER, Ahead
from portal.outbox.models import Message
from portal.outbox.spec import Mail, MailKind


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
    monkeypatch.setattr("portal.outbox.domain.ahead.time.monotonic", lambda: now[0])
    looks = Ahead(messages)
    for seconds, asked in ((0.0, 1), (0.9, 1), (0.2, 2)):
        now[0] += seconds
        looks.look(messages[1], kind)
        assert len(kind.asked) == asked


def test_one_that_cannot_be_looked_up_does_not_take_the_others_along() -> None:
    kind, messages = Bulk(), claimed(3)
    messages[1].data = {"bad": "yes"}
    looks = Ahead(messages)
    looks.look(messages[0], kind)
    with pytest.raises(LookupError):
        looks.look(messages[1], kind)
    looks.look(messages[2], kind)
    assert kind.asked == [[0, 1, 2], [0], [1, 2], [1], [2]]
