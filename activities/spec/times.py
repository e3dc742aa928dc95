"""Wall time and instants: people agree on a time on the clock, computers count in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
REMIND_AT = time(9, 0)
MOST_TOGETHER = 12


class NoSuchTime(ValueError):
    """The clock skips this time on this day: it goes from 2.00 to 3.00 in the last night of March."""


def most_together(places: int) -> int:
    """With how many adults one sign-up may come: a fifth of all places, yet always 2 when there are so many, and at
    most MOST_TOGETHER.

    It follows from how many places there are, not from how many are left: that would tell who signed up.
    """
    return min(places, max(2, min(MOST_TOGETHER, places // 5)))


def instant(day: date, wall: time) -> datetime:
    """The UTC instant of a wall time in the Netherlands; the first of two when the clock goes back.

    Raises NoSuchTime for a time that the clock skips.
    """
    local = datetime.combine(day, wall, tzinfo=ZONE)
    found = local.astimezone(UTC)
    if found.astimezone(ZONE).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchTime(f"{day} {wall}")
    return found


def day_before(day: date) -> datetime:
    """The UTC instant of 9.00 on the wall the day before; 9.00 exists on every day."""
    return instant(day - timedelta(days=1), REMIND_AT)
