"""What becomes of each day of a list of who came; nobody is added to those who are known here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from activities.spec.came import CameLine, HeadLine
from partners.spec.keys import name_key


class DayFate(Enum):
    """What becomes of a day."""

    NEW = "new"
    WRITTEN = "written"  # somebody wrote down already who came
    NO_MEETING = "no meeting"
    TO_COME = "to come"


@dataclass(frozen=True)
class Meeting:
    """What is known of the meeting on a day: names of who signed up (key -> registration), what was written down."""

    pk: int
    come: bool
    names: Mapping[str, int] = field(default_factory=dict)
    ticked: frozenset[int] = frozenset()
    counted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Day:
    """A day of the list: whom to tick (registration -> came), and how many heads to count, each where nothing is."""

    day: date
    fate: DayFate
    session: int = 0
    ticks: Mapping[int, bool] = field(default_factory=dict)
    heads: Mapping[str, int] = field(default_factory=dict)

    @property
    def known(self) -> int:
        """How many who signed up were there."""
        return sum(self.ticks.values())

    @property
    def adults(self) -> int:
        """How many without a name."""
        return self.heads.get("adults", 0)

    @property
    def children(self) -> int:
        """How many children."""
        return self.heads.get("children", 0)


def plan_days(lines: Iterable[CameLine | HeadLine], meetings: Mapping[date, Meeting]) -> list[Day]:
    """Give each day its fate: names of who signed up are ticked, everybody else counts as a head without a name."""
    by_day: dict[date, list[CameLine | HeadLine]] = {}
    for line in lines:
        by_day.setdefault(line.day, []).append(line)
    return [_day(day, by_day[day], meetings.get(day)) for day in sorted(by_day)]


def _day(day: date, lines: list[CameLine | HeadLine], meeting: Meeting | None) -> Day:
    if meeting is None or not meeting.come:
        return Day(day, DayFate.TO_COME if meeting else DayFate.NO_MEETING)
    ticks, heads = dict[int, bool](), dict[str, int]()
    for line in lines:
        if isinstance(line, HeadLine):
            heads[line.what] = heads.get(line.what, 0) + line.count
        elif line.present is not None:
            registration = meeting.names.get(name_key(line.name))
            if registration and registration not in ticks:
                ticks[registration] = line.present
            elif line.present:
                heads["adults"] = heads.get("adults", 0) + 1
    new_ticks = {pk: came for pk, came in ticks.items() if pk not in meeting.ticked}
    new_heads = {what: count for what, count in heads.items() if what not in meeting.counted}
    fate = DayFate.NEW if new_ticks or new_heads else DayFate.WRITTEN
    return Day(day, fate, meeting.pk, new_ticks, new_heads)
