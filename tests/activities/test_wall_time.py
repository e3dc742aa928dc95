"""Wall time and instants, over both clock changes (row R17 of the fault list, its pure part)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.spec import ZONE, NoSuchTime, day_before, instant


def test_winter_and_summer() -> None:
    assert instant(date(2027, 1, 11), time(9, 30)) == datetime(2027, 1, 11, 8, 30, tzinfo=UTC)
    assert instant(date(2027, 7, 12), time(9, 30)) == datetime(2027, 7, 12, 7, 30, tzinfo=UTC)


def test_a_time_that_the_clock_skips_is_refused() -> None:
    with pytest.raises(NoSuchTime):
        instant(date(2027, 3, 28), time(2, 30))


def test_a_time_that_comes_twice_is_its_first_instant() -> None:
    assert instant(date(2026, 10, 25), time(2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hour_in_utc"),
    [(date(2027, 3, 28), 8), (date(2027, 3, 29), 7), (date(2026, 10, 25), 7), (date(2027, 11, 1), 8)],
)
def test_the_reminder_is_at_nine_on_the_wall(day: date, hour_in_utc: int) -> None:
    assert day_before(day).hour == hour_in_utc


@given(st.dates(date(2020, 1, 1), date(2037, 1, 1)), st.times())
def test_what_exists_comes_back_as_it_was_typed(day: date, wall: time) -> None:
    try:
        found = instant(day, wall)
    except NoSuchTime:
        assert day.month == 3
        assert wall.hour == 2
        return
    assert found.astimezone(ZONE).replace(tzinfo=None) == datetime.combine(day, wall)
