"""What becomes of each row of a list of meetings: decided before anything is stored, and the same while storing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from activities.spec.events import EventLine

LONGEST_TITLE, LONGEST_PLACE, LONGEST_AUDIENCE = 120, 160, 120
LAST_MINUTE = time(23, 59)


class Fate(Enum):
    """What becomes of a row."""

    NEW = "new"
    THERE = "there"  # planned already, or twice in the list
    NO_TITLE = "no title"
    NO_TIME = "no time"
    NO_PLACE = "no place"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where the list does not say it."""

    place: str
    places: int
    minutes: int


Series = tuple[str, str, str]
Moment = tuple[Series, date, time]


@dataclass(frozen=True, slots=True)
class Slot:
    """When a meeting is, on the clock."""

    day: date
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Planned:
    """A row with all that a meeting needs, and its fate."""

    row: int
    fate: Fate
    series: Series
    slot: Slot | None = None
    places: int = 0
    # What the list does not say itself, so that a person looks at it.
    end_is_guess: bool = False
    places_are_guess: bool = False

    @property
    def title(self) -> str:
        """What the meeting is called."""
        return self.series[0]

    @property
    def place(self) -> str:
        """Where it is."""
        return self.series[1]

    @property
    def audience(self) -> str:
        """For whom it is; empty for everyone."""
        return self.series[2]


def plan(lines: Iterable[EventLine], defaults: Defaults, known: AbstractSet[Moment] = frozenset()) -> list[Planned]:
    """Give every row its fate; `known` are the meetings that are planned already."""
    return list(_plan(lines, defaults, set(known)))


def _plan(lines: Iterable[EventLine], defaults: Defaults, seen: set[Moment]) -> Iterator[Planned]:
    for line in lines:
        series = (
            (line.title or "")[:LONGEST_TITLE],
            (line.location or defaults.place)[:LONGEST_PLACE],
            (line.audience or "")[:LONGEST_AUDIENCE],
        )
        missing = _missing(line, series)
        if missing or line.start is None:
            yield Planned(line.place.row, missing or Fate.NO_TIME, series)
            continue
        moment = (series, line.start.date(), line.start.time())
        fate = Fate.THERE if moment in seen else Fate.NEW
        seen.add(moment)
        slot = Slot(moment[1], moment[2], _end(line.start, line.end, defaults.minutes))
        places, guesses = line.capacity or defaults.places, (line.end is None, line.capacity is None)
        yield Planned(line.place.row, fate, series, slot, places, *guesses)


def _missing(line: EventLine, series: Series) -> Fate | None:
    if not series[0]:
        return Fate.NO_TITLE
    if line.start is None:
        return Fate.NO_TIME
    return None if series[1] else Fate.NO_PLACE


def _end(start: datetime, end: datetime | None, minutes: int) -> time:
    """A meeting ends on its own day."""
    last = end or start + timedelta(minutes=minutes)
    return last.time() if last.date() == start.date() else LAST_MINUTE
