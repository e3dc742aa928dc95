from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from activities.domain.read_came import meetings_on
from activities.models import Attendance, HeadCount, MeetingList, Session
from activities.spec.came import CameLine, HeadLine
from activities.spec.days import Day, DayFate, plan_days
from portal.audit.domain.record import record

CREATED, SKIPPED, REFUSED = COUNTS = ("created", "skipped", "refused")


@transaction.atomic
def write_days(
    *, found: MeetingList, lines: Sequence[CameLine | HeadLine], days: Sequence[date], start: int
) -> MeetingList:
    """Write down who came on these days of the list, of which the first is number `start`, and count the days.

    A batch that was done already, or a list that was taken back, changes nothing. What somebody ticked or counted
    before stays as it is.
    """
    current = MeetingList.objects.select_for_update(of=("self",), no_key=True).select_related("series").get(pk=found.pk)
    if current.done != start or current.undone_at:
        return current
    # Under the lock of its meetings: what is written down at this moment counts as there.
    list(Session.objects.select_for_update(no_key=True).filter(series=current.series, local_date__in=days))
    wanted = set(days)
    planned = plan_days((line for line in lines if line.day in wanted), meetings_on(current.series, wanted))
    new = [day for day in planned if day.fate is DayFate.NEW]
    _store(current, new)
    current.created += len(new)
    current.skipped += sum(day.fate is DayFate.WRITTEN for day in planned)
    current.refused += sum(day.fate in {DayFate.NO_MEETING, DayFate.TO_COME} for day in planned)
    current.done = start + len(days)
    current.save(update_fields=["done", *COUNTS])
    record("attendance.imported", current, fields=("came", "head_counts"))
    return current


def _store(found: MeetingList, days: Iterable[Day]) -> None:
    ticks, heads = list[Attendance](), list[HeadCount]()
    for day in days:
        ticks += [Attendance(registration_id=pk, came=came, came_from=found) for pk, came in day.ticks.items()]
        heads += [
            HeadCount(session_id=day.session, kind=kind, device_key=HeadCount.BY_LIST, count=count, came_from=found)
            for kind, count in day.heads.items()
        ]
    Attendance.objects.bulk_create(ticks)
    HeadCount.objects.bulk_create(heads)
