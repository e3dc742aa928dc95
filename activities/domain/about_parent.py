"""What this storey keeps of one parent, and what it gives back before they are removed."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from activities.domain.register import Over, cancel
from activities.models import Attendance, Invitation, ListKind, MeetingList, Registration
from partners.models import Parent
from partners.registry import Part
from portal.files.models import File


def parts_of_activities(parent: Parent) -> list[Part]:
    """Sign-ups, invitations, and whether the parent came."""
    signed_up = _with_session(Registration.objects.filter(parent=parent))
    invited = _with_session(Invitation.objects.filter(parent=parent))
    came = Attendance.objects.filter(registration__parent=parent).select_related("registration__session__series")
    return [
        Part(_("Meetings you signed up for"), signed_up, lambda one: str(one.session)),
        Part(_("Meetings you were invited to"), invited, lambda one: str(one.session)),
        Part(_("Whether you came"), came.order_by("-pk"), lambda one: str(one.registration.session)),
    ]


def _with_session(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("session__series", "parent").order_by("-pk")


def free_places(parent: Parent) -> None:
    """Give back the places of meetings to come, to whom they belong; nobody is mailed about it."""
    live = Registration.objects.filter(parent=parent, state=Registration.State.CONFIRMED, session__starts_at__gt=Now())
    for registration in live.select_related("session", "parent").order_by("session_id"):
        with suppress(Over):
            cancel(registration=registration, confirm=lambda _address: False)


def before_removal(parent: Parent) -> None:
    """Give back what the parent has here, and remove every list of who came: they may stand in it.

    Of a list being read in at this moment the file stays until its day is over.
    """
    free_places(parent)
    lists = MeetingList.objects.filter(kind=ListKind.CAME).exclude(job__state__in=("queued", "running"))
    files = list(lists.exclude(file=None).values_list("file_id", flat=True))
    File.objects.filter(pk__in=files).only("pk").delete()


def met_each_other(one: Parent, other: Parent) -> bool:
    """Whether both signed up for one meeting: then they are two people. One query."""
    live = Registration.objects.filter(state=Registration.State.CONFIRMED)
    return live.filter(parent=one, session__in=live.filter(parent=other).values("session")).exists()
