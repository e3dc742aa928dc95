"""When people are left alone, by the clock of the country."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from portal.municipalities.quiet import Quiet, easter_of, national_days

HERE = ZoneInfo("Europe/Amsterdam")
NIGHT = Quiet(time(21), time(8))


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=HERE)


@pytest.mark.parametrize(
    ("quiet", "now", "until"),
    [
        (Quiet(), "2026-12-25 03:00", None),
        (NIGHT, "2026-11-24 20:59", None),
        (NIGHT, "2026-11-24 21:00", "2026-11-25 08:00"),
        (NIGHT, "2026-11-25 07:59", "2026-11-25 08:00"),
        (NIGHT, "2026-11-25 08:00", None),
        (Quiet(time(12), time(14)), "2026-11-25 13:00", "2026-11-25 14:00"),
        (Quiet(time(12), time(14)), "2026-11-25 14:00", None),
        (Quiet(time(12), time(12)), "2026-11-25 12:00", None),
        (Quiet(sundays=True), "2026-11-29 15:00", "2026-11-30 00:00"),
        (Quiet(time(21), time(8), sundays=True), "2026-11-28 22:00", "2026-11-30 08:00"),
        (Quiet(national=True), "2026-12-25 12:00", "2026-12-27 00:00"),
        (Quiet(time(21), time(8), sundays=True, national=True), "2026-12-24 23:00", "2026-12-28 08:00"),
        (Quiet(own=frozenset({date(2027, 3, 10)})), "2027-03-10 10:00", "2027-03-11 00:00"),
        (NIGHT, "2027-03-27 23:00", "2027-03-28 08:00"),
        (NIGHT, "2026-10-24 23:00", "2026-10-25 08:00"),
    ],
)
def test_until_when(quiet: Quiet, now: str, until: str | None) -> None:
    assert quiet.until(at(now).astimezone(UTC)) == (at(until) if until else None)


def test_the_clock_is_that_of_the_country() -> None:
    """20.30 in UTC is half past nine in the evening in winter, half past ten in summer."""
    assert NIGHT.until(datetime(2026, 1, 5, 20, 30, tzinfo=UTC)) == datetime(2026, 1, 6, 7, 0, tzinfo=UTC)
    assert NIGHT.until(datetime(2026, 7, 6, 20, 30, tzinfo=UTC)) == datetime(2026, 7, 7, 6, 0, tzinfo=UTC)


def test_a_calendar_in_which_every_day_is_quiet_ends() -> None:
    always = Quiet(own=frozenset(date.fromordinal(date(2026, 1, 1).toordinal() + n) for n in range(400)))
    assert always.until(at("2026-01-05 10:00")) is not None


@pytest.mark.parametrize(
    ("year", "day"),
    [(2024, "03-31"), (2025, "04-20"), (2026, "04-05"), (2027, "03-28"), (2038, "04-25"), (2285, "03-22")],
)
def test_easter(year: int, day: str) -> None:
    assert easter_of(year) == date.fromisoformat(f"{year}-{day}")


def test_feast_days_of_the_country() -> None:
    days = national_days(2025)
    assert date(2025, 4, 26) in days  # the 27th is a Sunday
    assert date(2025, 5, 29) in days  # Ascension Day
    assert date(2025, 6, 9) in days  # Whit Monday
    assert len(days) == 10
