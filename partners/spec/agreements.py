"""When an agreement is to be looked at again."""

from __future__ import annotations

from datetime import date, timedelta

# So long before the day both sides hear of it.
NOTICE = timedelta(days=14)
# Longer than that nobody remembers what was meant.
FURTHEST = timedelta(days=3 * 366)
SIDES = ("first", "second")


def due(review_on: date, today: date) -> bool:
    """Whether it is time to look at it again."""
    return review_on - NOTICE <= today
