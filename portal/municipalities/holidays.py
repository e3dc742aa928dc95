"""School holidays per region, from the dates that the ministry sets (data/README.md names the source)."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

DATES = Path(__file__).parent / "data" / "school_holidays.csv"


@cache
def _holidays() -> dict[str, tuple[tuple[date, date], ...]]:
    found: dict[str, list[tuple[date, date]]] = {}
    with DATES.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["region"], []).append(
                (date.fromisoformat(row["start"]), date.fromisoformat(row["end"]))
            )
    return {region: tuple(periods) for region, periods in found.items()}


def in_school_holiday(region: str) -> Callable[[date], bool]:
    """Does a day fall in a school holiday of this region (Noord, Midden, Zuid; "Noord/Midden" means both)?"""
    periods = [period for one in region.split("/") for period in _holidays().get(one.strip(), ())]
    return lambda day: any(start <= day <= end for start, end in periods)
