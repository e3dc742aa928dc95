"""What goes by itself on this storey when it was kept long enough: each verb removes at most so many, and says it."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from activities.domain.signs_of_life import signs_of
from activities.models import Attendance, HeadCount, Invitation, MeetingList, Registration, Reminder, Series, Session
from partners.domain.signs_of_life import keep_signs
from portal.municipalities import tenant
from portal.municipalities.domain.remove_some import remove_some

ABOUT_PEOPLE = (Registration.objects, Invitation.objects, Reminder.objects)


@transaction.atomic
def forget_sign_ups(before: date, most: int) -> int:
    """Remove who was invited, signed up and came, of meetings of that day or earlier; how many came stays as a number,
    and when each parent was last there stays with the parent.

    Counts meetings. Raises NoMunicipality.
    """
    named = [Exists(rows.filter(session=OuterRef("pk"))) for rows in ABOUT_PEOPLE]
    over = Session.objects.filter(reduce(or_, named), municipality=tenant.require(), local_date__lte=before)
    sessions = list(over.order_by("local_date", "pk")[:most])
    for session in sessions:
        _count_without_name(session)
    keep_signs(signs_of(sessions))
    for rows in ABOUT_PEOPLE:
        rows.filter(session__in=sessions).delete()
    return len(sessions)


def _count_without_name(session: Session) -> None:
    came = Attendance.objects.filter(registration__session=session, came=True).count()
    if came:
        # Whoever came by name goes on as a number.
        known: dict[str, Any] = {"kind": HeadCount.CountKind.ADULTS, "device_key": HeadCount.NAMELESS}
        count, _new = HeadCount.objects.get_or_create(session=session, **known)
        HeadCount.objects.filter(pk=count.pk).update(count=F("count") + came)


def forget_meeting_lists(before: date, most: int) -> int:
    """Remove what is known of lists that were read in on that day or earlier; their meetings stay.

    Raises NoMunicipality.
    """
    over = MeetingList.objects.filter(municipality=tenant.require(), stated_at__date__lte=before)
    return remove_some(over, most)


@transaction.atomic
def forget_meetings(before: date, most: int) -> int:
    """Remove meetings of that day or earlier, and series of which nothing is left. Raises NoMunicipality."""
    over = Session.objects.filter(municipality=tenant.require(), local_date__lte=before)
    chosen = dict(over.order_by("local_date", "pk").values_list("pk", "series_id")[:most])
    Session.objects.filter(pk__in=chosen).delete()
    Series.objects.filter(pk__in=set(chosen.values()), sessions=None).delete()
    return len(chosen)
