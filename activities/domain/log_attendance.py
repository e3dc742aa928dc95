from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from activities.models import Attendance, HeadCount, Registration, Session
from portal.audit.domain.record import record


class TooEarly(Exception):
    """Its day is still to come: nobody can have been there."""


@transaction.atomic
def log_attendance(*, session: Session, came: Mapping[int, bool], heads: Mapping[str, int]) -> None:
    """Store who came (registration id -> yes or no) and how many without a name per kind; again corrects it.

    What a list brought becomes what somebody said: it goes on without the list. Registrations of another session are
    passed over. Raises TooEarly before the day of the session.
    """
    if not session.day_has_come:
        raise TooEarly
    # Under its lock, as a list that is read in: one of the two sees what the other wrote.
    Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    own = Registration.objects.filter(session=session, pk__in=came).values_list("pk", flat=True)
    Attendance.objects.bulk_create(
        [Attendance(registration_id=pk, came=came[pk]) for pk in own],
        update_conflicts=True,
        unique_fields=["municipality", "registration"],
        update_fields=["came", "at", "came_from"],
    )
    HeadCount.objects.filter(session=session, kind__in=heads, device_key=HeadCount.BY_LIST).delete()
    HeadCount.objects.bulk_create(
        [HeadCount(session=session, kind=kind, count=count) for kind, count in heads.items()],
        update_conflicts=True,
        unique_fields=["municipality", "session", "kind", "device_key"],
        update_fields=["count"],
    )
    record("attendance.logged", session, fields=("came", "head_counts"))
