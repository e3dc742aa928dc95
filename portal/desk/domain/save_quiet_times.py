from __future__ import annotations

from datetime import date, time

from django.db import transaction

from portal.audit.domain.record import record
from portal.municipalities import tenant
from portal.municipalities.models import FeastDay, Municipality, QuietTimes


def save_quiet_times(*, starts: time | None, ends: time | None, sundays: bool, national: bool) -> None:
    """Leave people alone at these times from now on; the same again changes nothing."""
    wanted = {"starts": starts, "ends": ends, "sundays": sundays, "national": national}
    with transaction.atomic():
        Municipality.objects.select_for_update(no_key=True).get(pk=tenant.require())  # one at a time
        held = QuietTimes.objects.first() or QuietTimes()
        changed = [name for name, value in wanted.items() if getattr(held, name) != value]
        if not changed:
            return
        for name in changed:
            setattr(held, name, wanted[name])
        held.save()
        record("quiet_times.saved", held, fields=changed)


@transaction.atomic
def add_feast_day(*, day: date, name: str) -> FeastDay:
    """Leave people alone on this day; a second time returns what is there already."""
    found, made = FeastDay.objects.get_or_create(date=day, defaults={"name": name})
    if made:
        record("feast_day.added", found, fields=("date", "name"))
    return found


@transaction.atomic
def remove_feast_day(*, feast_day: FeastDay) -> None:
    """An ordinary day again; twice is harmless."""
    if FeastDay.objects.filter(pk=feast_day.pk).delete()[0]:
        record("feast_day.removed", feast_day)
