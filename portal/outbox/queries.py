from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, ExpressionWrapper, F, Q, QuerySet, fields
from django.db.models.functions import Now
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.municipalities import tenant
from portal.outbox import registry
from portal.outbox.models import Hold, Message

State = Message.State
OPEN = (State.QUEUED, State.CLAIMED, State.SUBMITTING)
REASONS: dict[str, str | Promise] = {
    "": _("We do not know why. Ask your supplier to look at it."),
    "render": _("The text could not be made. Ask your supplier to look at it."),
    "unknown-kind": _("This version of the portal does not know this kind of message any more."),
    "worker-lost": _("The sending was interrupted several times."),
    "unclear": _("The connection broke. Perhaps it arrived. Sending it once more may give somebody two copies."),
    "timeout": _("The mail server did not answer, several times."),
    "connection": _("The connection with the mail server broke, several times."),
    "4": _("The receiving mail server said several times that it could not take it now."),
    "5": _("The receiving mail server refused it, for another reason than the address."),
}


@dataclass(frozen=True)
class Status:
    """How an outbox stands: messages per state, how many are held, age of the oldest due, municipalities on hold."""

    counts: dict[str, int]
    held: int
    oldest_due_seconds: int
    on_hold: int


def status() -> Status:
    """The figures of the municipality in use, every state named. Three queries, two where all is held."""
    messages = Message.objects.filter(municipality=tenant.require())
    counts = dict.fromkeys(State.values, 0)
    held = 0
    for state, number, kept in messages.values_list("state").annotate(
        n=Count("pk"), h=Count("pk", filter=Q(held=True))
    ):
        counts[state], held = number, held + kept
    if held_since():
        return Status(counts, sum(counts[state] for state in OPEN), 0, 1)
    waiting = messages.filter(state=State.QUEUED, held=False, next_at__lte=Now())
    age = ExpressionWrapper(Now() - F("next_at"), output_field=fields.DurationField())
    oldest = waiting.order_by("next_at").values_list(age, flat=True).first()
    return Status(counts, held, int(oldest.total_seconds()) if oldest else 0, 0)


def held_since() -> datetime | None:
    """Since when the municipality in use sends nothing, because it is a restored copy; None when it does. One query."""
    return Hold.objects.filter(municipality=tenant.require()).values_list("since", flat=True).first()


def status_of(municipality_ids: Iterable[int]) -> Status:
    """The figures of several municipalities together; three queries for each."""
    total = Status(dict.fromkeys(State.values, 0), 0, 0, 0)
    for municipality_id in municipality_ids:
        with tenant.use(municipality_id):
            one = status()
        counts = {state: number + one.counts[state] for state, number in total.counts.items()}
        oldest = max(total.oldest_due_seconds, one.oldest_due_seconds)
        total = Status(counts, total.held + one.held, oldest, total.on_hold + one.on_hold)
    return total


def in_words(found: Status) -> list[tuple[str | Promise, int]]:
    """The counts as people read them, in the order of a message's life."""
    return [(State(state).label, number) for state, number in found.counts.items()]


def messages() -> QuerySet[Message]:
    """The messages of the municipality in use, without address, data or body."""
    here = Message.objects.filter(municipality=tenant.require())
    return here.defer("address", "recipient_key", "data", "body", "key")


def set_aside() -> QuerySet[Message]:
    """Messages that wait for a person, latest first."""
    return messages().filter(state__in=(State.PARKED, State.UNKNOWN)).order_by("-next_at", "-pk")


def kind_label(message: Message) -> str | Promise:
    """What a message is called on screen; its own name when this version knows it no more."""
    kind = registry.find(message.kind)
    return (kind and kind.label) or message.kind


def reason(message: Message) -> str | Promise:
    """Why a message was set aside, in words."""
    code = message.error.partition(":")[0]
    return REASONS.get(code) or REASONS.get(code[:1]) or REASONS[""]
