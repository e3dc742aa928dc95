from __future__ import annotations

from datetime import date


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of the month where that has no such day."""
    years, month = divmod(day.month - 1 - months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(day.year + years, month + 1, number)
        except ValueError:
            continue
    return date(day.year + years, month + 1, day.day)
