"""Reads about lists of meetings; each has its number of queries fixed by a test."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from activities.models import HeadCount, MeetingList, Registration, RememberedColumns, Series, Session
from activities.spec.planned import Moment
from portal.files.models import File


def meeting_list(file: UUID) -> MeetingList:
    """The list in the file with this public id, without its content; Http404 when it is not (any more) here."""
    lists = MeetingList.objects.select_related("file", "job", "organisation", "series").defer("file__content")
    return get_object_or_404(lists, file__public_id=file)


def list_by_id(public_id: UUID) -> MeetingList:
    """A list with what became of it; Http404 when there is none here. One query."""
    lists = MeetingList.objects.select_related("file", "job", "organisation", "series").defer("file__content")
    return get_object_or_404(lists, public_id=public_id)


def content_of(found: MeetingList) -> bytes:
    """The bytes of a list; Http404 when its file has gone. One query."""
    return bytes(get_object_or_404(File, pk=found.file_id).content)


def recent_lists(kind: str, most: int = 10) -> list[MeetingList]:
    """The lists of this kind that were read in last. One query."""
    started = MeetingList.objects.filter(Q(job__isnull=False) | Q(done__gt=0), kind=kind)
    return list(started.order_by("-pk")[:most])


def remembered(kind: str, organisation_id: int | None) -> dict[str, str]:
    """How the columns of this organisation's lists were read; without its own, as those of all. One query."""
    kept = RememberedColumns.objects.filter(Q(organisation=organisation_id) | Q(organisation=None), kind=kind)
    found = {row.organisation_id: dict(row.chosen) for row in kept}
    return found.get(organisation_id) or found.get(None) or {}


def planned_moments(organisation_id: int | None, days: Iterable[date]) -> set[Moment]:
    """The meetings of this organisation between the first and last of these days. One query."""
    wanted = sorted(days)
    if not wanted:
        return set()
    sessions = Session.objects.filter(
        series__organisation=organisation_id, local_date__range=(wanted[0], wanted[-1])
    ).values_list("series__title", "series__location", "series__audience", "local_date", "local_start")
    return {((title, place, audience), day, start) for title, place, audience, day, start in sessions}


def series_by_name(organisation_id: int | None, titles: Iterable[str]) -> dict[tuple[str, str, str], Series]:
    """The series of this organisation with these titles that are not called off, the oldest of equals. One query."""
    found = Series.objects.filter(organisation=organisation_id, title__in=set(titles), cancelled_at=None)
    return {(row.title, row.location, row.audience): row for row in found.order_by("-pk")}


def series_that_met() -> QuerySet[Series]:
    """The series of which a day has come, the one that met last first. One query."""
    met = Series.objects.filter(sessions__local_date__lte=timezone.localdate())
    return met.annotate(last=Max("sessions__local_date")).order_by("-last", "title", "pk")


def sessions_on(series: Series | None, days: Iterable[date]) -> dict[date, Session]:
    """The first meeting of a series on each of these days that is not called off. One query."""
    found = Session.objects.filter(series=series, local_date__in=set(days), cancelled_at=None)
    return {session.local_date: session for session in found.order_by("-local_start", "-pk")}


def signed_up_for(sessions: Iterable[Session]) -> dict[int, list[Registration]]:
    """Who signed up for each of these sessions, with parent and what was ticked. One query."""
    live = Registration.objects.filter(session__in=list(sessions), state=Registration.State.CONFIRMED)
    found: dict[int, list[Registration]] = {}
    for registration in live.select_related("parent", "attendance"):
        found.setdefault(registration.session_id, []).append(registration)
    return found


def counted_kinds(sessions: Iterable[Session]) -> set[tuple[int, str]]:
    """For which sessions heads of which kind were counted already. One query."""
    counts = HeadCount.objects.filter(session__in=list(sessions))
    return set(counts.values_list("session_id", "kind"))


def signed_up_of(found: MeetingList) -> int:
    """How many sign-ups there are, or were, for the meetings that this list brought. One query."""
    counted = Registration.objects.filter(session__came_from=found).aggregate(n=Count("pk"))
    return int(counted["n"])
