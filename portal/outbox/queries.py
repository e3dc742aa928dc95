from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, ExpressionWrapper, F, Min, Q, QuerySet, fields
from django.db.models.functions import Now

from portal.municipalities import tenant
from portal.outbox.models import Message

State = Message.State


@dataclass(frozen=True)
class Status:
    """How the outbox of one municipality stands: messages per state, how many are held, age of the oldest due."""

    counts: dict[str, int]
    held: int
    oldest_due_seconds: int


def status() -> Status:
    """The figures of the municipality in use, every state named. Two queries."""
    messages = Message.objects.filter(municipality=tenant.require())
    counts = dict.fromkeys(State.values, 0)
    held = 0
    for state, number, kept in messages.values_list("state").annotate(
        n=Count("pk"), h=Count("pk", filter=Q(held=True))
    ):
        counts[state], held = number, held + kept
    waiting = messages.filter(state=State.QUEUED, held=False, next_at__lte=Now())
    age = ExpressionWrapper(Now() - F("oldest"), output_field=fields.DurationField())
    found = waiting.values("municipality").annotate(oldest=Min("next_at")).annotate(age=age).values_list("age").first()
    return Status(counts, held, int(found[0].total_seconds()) if found else 0)


def status_of(municipality_ids: Iterable[int]) -> Status:
    """The figures of several municipalities together; two queries for each."""
    total = Status(dict.fromkeys(State.values, 0), 0, 0)
    for municipality_id in municipality_ids:
        with tenant.use(municipality_id):
            one = status()
        counts = {state: number + one.counts[state] for state, number in total.counts.items()}
        total = Status(counts, total.held + one.held, max(total.oldest_due_seconds, one.oldest_due_seconds))
    return total


def set_aside() -> QuerySet[Message]:
    """Messages that wait for a person, newest first, without address, data or body."""
    waiting = Message.objects.filter(municipality=tenant.require(), state__in=(State.PARKED, State.UNKNOWN))
    return waiting.defer("address", "recipient_key", "data", "body", "key").order_by("-next_at", "-pk")
