"""What holds in this storey without a database: wall times and instants, and lists as others write them."""

from __future__ import annotations

from activities.spec.times import MOST_TOGETHER, REMIND_AT, ZONE, NoSuchTime, day_before, instant, most_together

__all__ = ["MOST_TOGETHER", "REMIND_AT", "ZONE", "NoSuchTime", "day_before", "instant", "most_together"]
