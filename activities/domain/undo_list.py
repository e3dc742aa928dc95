from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from activities.models import MeetingList, Series, Session
from activities.queries.lists import signed_up_of
from portal.audit.domain.record import record


class TooLate(Exception):
    """More than a week has passed, or somebody signed up for one of the meetings."""


@transaction.atomic
def undo_list(*, found: MeetingList) -> MeetingList:
    """Take back every meeting that this list brought, and the series that have none left; a second time does nothing.

    Raises TooLate after a week, and when somebody signed up or was invited; then nothing is taken back.
    """
    current = MeetingList.objects.select_for_update(no_key=True).get(pk=found.pk)
    if current.undone_at:
        return current
    sessions = list(Session.objects.select_for_update().filter(came_from=current))
    invited = Session.objects.filter(came_from=current, invitations__isnull=False).exists()
    if current.undo_until_passed or invited or signed_up_of(current):
        raise TooLate
    touched = {session.series_id for session in sessions}
    Session.objects.filter(came_from=current).delete()
    Series.objects.filter(pk__in=touched, sessions=None).delete()
    current.undone_at = timezone.now()
    current.save(update_fields=["undone_at"])
    record("meetings.undone", current, fields=("sessions",))
    return current
