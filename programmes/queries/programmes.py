"""Shared reads; each has its number of queries fixed by a test."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from activities.models import Session
from activities.queries import Reach, reach, sessions_of_staff
from programmes.models import Programme


def programmes() -> QuerySet[Programme]:
    """All programmes, running ones first, each with its number of `meetings`: all but those that were called off."""
    live = Q(series_links__series__sessions__cancelled_at__isnull=True)
    return Programme.objects.annotate(meetings=Count("series_links__series__sessions", filter=live)).order_by(
        "-state", "name", "pk"
    )


def running() -> QuerySet[Programme]:
    """The programmes that run, by name."""
    return Programme.objects.filter(state=Programme.State.RUNNING).order_by("name", "pk")


def programme(public_id: UUID) -> Programme:
    """A programme with its neighbourhoods; Http404 when there is none. Two queries."""
    return get_object_or_404(Programme.objects.prefetch_related("areas__neighbourhood"), public_id=public_id)


def sessions_of(found: Programme) -> QuerySet[Session]:
    """Every meeting of this programme."""
    return Session.objects.filter(series__programmeseries__programme=found)


def next_sessions(found: Programme, most: int = 6) -> list[Session]:
    """The first meetings to come, with how many signed up. Two queries."""
    return list(sessions_of_staff().filter(series__programmeseries__programme=found)[:most])


def reach_of(found: Programme) -> Reach:
    """Invited, signed up, came: over all meetings of the programme. Three queries."""
    return reach(sessions_of(found))
