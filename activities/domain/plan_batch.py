from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from django.db import connection, transaction
from django.utils import timezone

from activities.domain.lay_series import remind
from activities.models import Capacity, MeetingList, Series, Session
from activities.queries import PLACES
from activities.queries.lists import series_by_name
from activities.spec import instant
from activities.spec.planned import Fate, Planned, Slot
from portal.audit.domain.record import record
from portal.municipalities import tenant

CREATED, SKIPPED, REFUSED = COUNTS = ("created", "skipped", "refused")
LOCK = 0x71A7


@transaction.atomic
def plan_batch(*, found: MeetingList, rows: Sequence[Planned], start: int) -> MeetingList:
    """Store the meetings of these rows, of which the first is number `start`, and count what became of them.

    A batch that was done already, or a list that was taken back, changes nothing, and neither does a meeting that its
    series has at that moment.
    """
    _one_list_at_a_time()
    current = MeetingList.objects.select_for_update(no_key=True).get(pk=found.pk)
    if current.done != start or current.undone_at:
        return current
    wanted = [row for row in rows if row.fate in {Fate.NEW, Fate.THERE}]
    created = _lay(current, wanted)
    current.created += created
    current.skipped += len(wanted) - created
    current.refused += len(rows) - len(wanted)
    current.done = start + len(rows)
    current.save(update_fields=["done", *COUNTS])
    record("meetings.imported", current, fields=(f"created:{created}",))
    return current


def _one_list_at_a_time() -> None:
    # Two of them may bring the same series, of which there is no row to lock yet.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, tenant.require()])


def _lay(found: MeetingList, rows: Sequence[Planned]) -> int:
    """Store sessions with places, and a reminder for those to come; says how many were new. Seven statements."""
    known = series_by_name(found.organisation_id, {row.title for row in rows})
    new = {row.series: _series(found, row) for row in rows if row.series not in known}
    Series.objects.bulk_create(new.values())
    known |= new
    there = set(Session.objects.filter(series__in=known.values()).values_list("series_id", "local_date", "local_start"))
    sessions = dict[tuple[int, date, time], Session]()
    places = list[int]()
    for row, slot in ((row, row.slot) for row in rows if row.slot):
        series = known[row.series]
        key = (series.pk, slot.day, slot.start)
        if key not in there and key not in sessions:
            sessions[key] = _session(found, series, slot)
            places.append(row.places)
    made = Session.objects.bulk_create(sessions.values())
    Capacity.objects.bulk_create(
        Capacity(session=session, what=PLACES, total=total) for session, total in zip(made, places, strict=True)
    )
    remind([session for session in made if session.starts_at > timezone.now()])
    return len(made)


def _series(found: MeetingList, row: Planned) -> Series:
    return Series(title=row.title, location=row.place, audience=row.audience, organisation_id=found.organisation_id)


def _session(found: MeetingList, series: Series, slot: Slot) -> Session:
    return Session(
        series=series,
        local_date=slot.day,
        local_start=slot.start,
        local_end=slot.end,
        starts_at=instant(slot.day, slot.start),
        ends_at=instant(slot.day, slot.end),
        came_from=found,
    )
