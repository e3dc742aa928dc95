"""When people are left alone: hours of the clock, Sundays and feast days, in the time of the country."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise

SUNDAY = 6
# More in a row than any calendar has; whoever makes every day quiet gets a mail in the end.
MOST_DAYS = 60


@dataclass(frozen=True)
class Quiet:
    """The quiet times of one municipality; without hours and days nothing is quiet."""

    starts: time | None = None
    ends: time | None = None
    sundays: bool = False
    national: bool = False
    own: frozenset[date] = frozenset()

    def until(self, moment: datetime) -> datetime | None:
        """The first moment at which it is quiet no more, or None when it is not quiet now."""
        local = timezone.localtime(moment)
        for _day in range(MOST_DAYS):
            later = self._later(local)
            if later is None:
                break
            local = later
        return None if local == moment else local

    def _later(self, local: datetime) -> datetime | None:
        if self._is_quiet_day(local.date()):
            return _at(local.date() + timedelta(days=1), time(0))
        if self.starts is None or self.ends is None or self.starts == self.ends:
            return None
        now, over_midnight = local.time(), self.starts > self.ends
        if over_midnight and now >= self.starts:
            return _at(local.date() + timedelta(days=1), self.ends)
        quiet = now < self.ends and (over_midnight or now >= self.starts)
        return _at(local.date(), self.ends) if quiet else None

    def _is_quiet_day(self, day: date) -> bool:
        is_sunday = self.sundays and day.weekday() == SUNDAY
        return is_sunday or day in self.own or (self.national and day in national_days(day.year))


def _at(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


@cache
def national_days(year: int) -> dict[date, Promise]:
    """The feast days of the whole country in this year, in order, with their names."""
    easter = easter_of(year)
    king = date(year, 4, 27)
    return {
        date(year, 1, 1): _("New Year's Day"),
        easter: _("Easter Sunday"),
        easter + timedelta(days=1): _("Easter Monday"),
        king - timedelta(days=king.weekday() == SUNDAY): _("King's Day"),
        date(year, 5, 5): _("Liberation Day"),
        easter + timedelta(days=39): _("Ascension Day"),
        easter + timedelta(days=49): _("Whit Sunday"),
        easter + timedelta(days=50): _("Whit Monday"),
        date(year, 12, 25): _("Christmas Day"),
        date(year, 12, 26): _("second day of Christmas"),
    }


def easter_of(year: int) -> date:
    """Easter Sunday in the Gregorian calendar: the Sunday after the first full moon of the church's spring."""
    golden, century = year % 19, year // 100
    skipped, moved = century - century // 4, (8 * century + 13) // 25
    moon = (skipped - moved + 19 * golden + 15) % 30
    moon -= moon // 28 * (1 - 29 // (moon + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - skipped) % 7
    after = moon - weekday + 28
    return date(year, 3, 1) + timedelta(days=after - 1)
