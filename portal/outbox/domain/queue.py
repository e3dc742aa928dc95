from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models, transaction

from portal.municipalities import tenant
from portal.outbox import registry
from portal.outbox.domain import bell
from portal.outbox.models import Message


class UnknownKind(Exception):
    """No app registered this kind of message."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person to write to: a key that stays the same when the address changes, and data for the kind."""

    key: str
    address: str
    data: Mapping[str, str] = field(default_factory=dict)
    language: str = "nl"


def queue(  # noqa: PLR0913 - a message has these parts
    kind: str,
    *,
    subject: models.Model,
    address: str,
    recipient_key: str,
    occurrence: str = "",
    language: str = "nl",
    data: Mapping[str, str] | None = None,
    due_at: datetime | None = None,
) -> Message:
    """Store one message in the transaction of the caller; a worker sends it after the commit.

    Doing it again returns the message that is there, whatever became of it. `due_at` None means now.
    Never fails because Redis is down. Raises UnknownKind, NoMunicipality.
    """
    recipient = Recipient(recipient_key, address, data or {}, language)
    message = _message(kind, subject, recipient, occurrence, due_at)
    _store([message], due_at)
    return Message.objects.get(municipality=message.municipality_id, key=message.key)


def queue_many(
    kind: str,
    *,
    subject: models.Model,
    recipients: Sequence[Recipient],
    occurrence: str = "",
    due_at: datetime | None = None,
) -> None:
    """Store a message for each recipient in one statement; else as `queue`."""
    _store([_message(kind, subject, recipient, occurrence, due_at) for recipient in recipients], due_at)


def message_key(kind: str, subject: models.Model, *, recipient_key: str, occurrence: str = "") -> str:
    """The key under which a message exists once in its municipality."""
    return f"{kind}:{subject._meta.label_lower}:{subject.pk}:{recipient_key}:{occurrence}"


def _message(
    kind: str, subject: models.Model, recipient: Recipient, occurrence: str, due_at: datetime | None
) -> Message:
    if registry.find(kind) is None:
        raise UnknownKind(kind)
    message = Message(
        municipality_id=tenant.require(),
        kind=kind,
        key=message_key(kind, subject, recipient_key=recipient.key, occurrence=occurrence),
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        address=recipient.address,
        recipient_key=recipient.key,
        language=recipient.language,
        data=dict(recipient.data),
    )
    if due_at:
        message.next_at = due_at
    return message


def _store(messages: list[Message], due_at: datetime | None) -> None:
    Message.objects.bulk_create(messages, ignore_conflicts=True, batch_size=500)
    if messages and due_at is None:
        transaction.on_commit(bell.for_municipality(tenant.require()), robust=True)
