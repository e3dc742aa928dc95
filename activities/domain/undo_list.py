from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from activities.models import Attendance, HeadCount, ListKind, MeetingList, Series, Session
from activities.queries.lists import signed_up_of
from portal.audit.domain.record import record


class TooLate(Exception):
    """More than a week has passed, or somebody signed up for one of the meetings, or counted who came."""


@transaction.atomic
def undo_list(*, found: MeetingList) -> MeetingList:
    """Take back all that this list brought: meetings and series left empty, or who came; a second time does nothing.

    Raises TooLate after a week, and for meetings when somebody was invited, signed up or counted; then nothing changes.
    """
    current = MeetingList.objects.select_for_update(no_key=True).get(pk=found.pk)
    if current.undone_at:
        return current
    if current.undo_until_passed:
        raise TooLate
    if current.kind == ListKind.MEETINGS:
        _meetings(current)
    else:
        Attendance.objects.filter(came_from=current).delete()
        HeadCount.objects.filter(came_from=current).delete()
    current.undone_at = timezone.now()
    current.save(update_fields=["undone_at"])
    record("meetings.undone", current, fields=("sessions",))
    return current


def _meetings(found: MeetingList) -> None:
    sessions = Session.objects.filter(came_from=found)
    touched = {session.series_id for session in sessions.select_for_update()}
    used = Q(invitations__isnull=False) | Q(head_counts__isnull=False)
    if sessions.filter(used).exists() or signed_up_of(found):
        raise TooLate
    sessions.delete()
    Series.objects.filter(pk__in=touched, sessions=None).delete()
