"""Shared reads; each has its number of queries fixed by a test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import Now
from django.shortcuts import get_object_or_404
from partners.queries import invitable

from activities.models import Attendance, Capacity, HeadCount, Invitation, Registration, Session
from partners.models import ParentQuerySet

PLACES = "places"


def _with_places() -> Prefetch:
    return Prefetch("capacities", Capacity.objects.filter(what=PLACES), to_attr="places")


def agenda(neighbourhood_id: int | None = None) -> QuerySet[Session]:
    """What parents may still come to, soonest first, with its series and places."""
    sessions = Session.objects.filter(
        starts_at__gt=Now(), cancelled_at__isnull=True, series__cancelled_at__isnull=True
    )
    if neighbourhood_id:
        sessions = sessions.filter(series__neighbourhood_id=neighbourhood_id)
    return sessions.select_related("series__neighbourhood").prefetch_related(_with_places()).order_by("starts_at", "pk")


def public_session(public_id: UUID) -> Session:
    """A session as parents see it, also when it was cancelled; Http404 when there is none."""
    sessions = Session.objects.select_related("series__neighbourhood", "series__organisation")
    return get_object_or_404(sessions.prefetch_related(_with_places()), public_id=public_id)


def sessions_of_staff() -> QuerySet[Session]:
    """All sessions with how many were invited and signed up; newest plans last."""
    live = Q(registrations__state=Registration.State.CONFIRMED)
    return (
        Session.objects.select_related("series__neighbourhood")
        .prefetch_related(_with_places())
        .annotate(signed_up=Count("registrations", filter=live, distinct=True))
        .order_by("starts_at", "pk")
    )


def registrations_of(session: Session) -> QuerySet[Registration]:
    """Who comes, by name, with whether they came."""
    live = Registration.objects.filter(session=session, state=Registration.State.CONFIRMED)
    return live.select_related("parent", "attendance").order_by("parent__name", "pk")


def live_registration(public_id: UUID) -> Registration:
    """A registration with its session and parent, cancelled ones too; Http404 when there is none."""
    return get_object_or_404(
        Registration.objects.select_related("session__series", "parent", "municipality"), public_id=public_id
    )


def to_invite(session: Session, neighbourhood_ids: Sequence[int] = ()) -> ParentQuerySet:
    """Parents who may be asked for this session and were not yet, nor signed up or off themselves."""
    chosen = invitable(neighbourhood_ids or None)
    asked = Invitation.objects.filter(session=session).values("parent_id")
    known = Registration.objects.filter(session=session).values("parent_id")
    return chosen.exclude(pk__in=asked).exclude(pk__in=known)


@dataclass(frozen=True)
class Reach:
    """Invited, signed up, came: numbers of parents; visitors without a name and children counted apart."""

    invited: int
    signed_up: int
    came: int
    without_name: int
    children: int


def reach(sessions: QuerySet[Session] | Sequence[Session]) -> Reach:
    """How these sessions reached parents. Four queries, whatever the number of sessions."""
    live = Registration.objects.filter(session__in=sessions, state=Registration.State.CONFIRMED)
    heads: dict[str, Any] = HeadCount.objects.filter(session__in=sessions).aggregate(
        adults=Sum("count", filter=Q(kind=HeadCount.CountKind.ADULTS)),
        children=Sum("count", filter=Q(kind=HeadCount.CountKind.CHILDREN)),
    )
    return Reach(
        invited=Invitation.objects.filter(session__in=sessions).count(),
        signed_up=live.count(),
        came=Attendance.objects.filter(registration__in=live, came=True).count(),
        without_name=heads["adults"] or 0,
        children=heads["children"] or 0,
    )
