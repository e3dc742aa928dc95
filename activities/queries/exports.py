"""The lists of this storey that can be saved, with what they hold for whom."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from activities import rules
from activities.models import Registration, Session
from activities.queries import public_session, registrations_of, with_places
from portal.web.exports import Export, Field


def _meetings(of: UUID | None) -> QuerySet[Any]:
    if of:
        raise Http404(str(of))
    live = Registration.objects.filter(session=OuterRef("pk"), state=Registration.State.CONFIRMED)
    count = live.values("session").annotate(n=Count("pk")).values("n")
    sessions = with_places(Session.objects.select_related("series__neighbourhood", "series__organisation"))
    return sessions.annotate(signed_up=Coalesce(Subquery(count), 0)).order_by("-starts_at", "-pk")


def _sign_ups(of: UUID | None) -> QuerySet[Registration]:
    if of is None:
        raise Http404
    return registrations_of(public_session(of))


MEETINGS = Export(
    "meetings",
    _("Meetings"),
    rules.sees_sessions,
    _meetings,
    (
        Field(_("Day"), lambda row: row.local_date),
        Field(_("From"), lambda row: row.local_start),
        Field(_("Until"), lambda row: row.local_end),
        Field(_("Meeting"), lambda row: row.series.title),
        Field(_("Place"), lambda row: row.series.location),
        Field(_("Neighbourhood"), lambda row: row.series.neighbourhood.name if row.series.neighbourhood else ""),
        Field(_("Organisation"), lambda row: row.series.organisation.name if row.series.organisation else ""),
        Field(_("For whom"), lambda row: row.series.audience),
        Field(_("Places"), lambda row: row.places),
        Field(_("Places taken"), lambda row: row.taken),
        Field(_("Signed up"), lambda row: row.signed_up),
        Field(_("Off"), lambda row: row.cancelled_at is not None),
    ),
    page="activities:sessions",
)
SIGN_UPS = Export(
    "sign-ups",
    _("Sign-ups"),
    rules.sees_names,
    _sign_ups,
    (
        Field(_("Name"), lambda row: row.parent.name),
        Field(_("E-mail address"), lambda row: row.parent.email),
        Field(_("Phone"), lambda row: row.parent.phone),
        Field(_("Adults"), lambda row: row.adults),
        Field(_("Children"), lambda row: row.children),
        Field(_("Signed up on"), lambda row: row.registered_at),
        Field(_("Came"), lambda row: row.attendance.came if hasattr(row, "attendance") else None),
    ),
    public_session,
    of_parents=True,
    page="activities:staff_session",
)
