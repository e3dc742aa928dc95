"""What a programme method may declare: plain frozen data without Django, so that a method is one folder.

Texts in a method are content, in plain Dutch (B1, "u"), like the words a municipality may change in its own programme.
What three methods need becomes a field here, never a hook.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import Enum, IntEnum
from typing import Any

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 60
LONGEST_SEARCH = timedelta(days=3 * 366)


class Mistake(ValueError):
    """A declaration that contradicts itself; the text says what to change."""


class Level(Enum):
    """How well it is known that a method works; it informs, it never blocks."""

    DESCRIBED = "described"  # people who do it tell how it goes
    FOUNDED = "founded"  # there is a theory why it should work
    FIRST_SIGNS = "first signs"
    GOOD_SIGNS = "good signs"
    STRONG_SIGNS = "strong signs"


class Measure(Enum):
    """What an indicator is: a count, a share in percent, or a mark from 1 to 10 (shown from 5 answers)."""

    COUNT = "count"
    SHARE = "share"
    MARK = "mark"


class Weekday(IntEnum):
    """Days as Python numbers them."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


@dataclass(frozen=True)
class Source:
    """Where the method was described, and who did it there."""

    title: str
    publisher: str
    year: int
    place: str
    address: str = ""


@dataclass(frozen=True)
class Evidence:
    """How well it is known to work, who says so, and when (an ISO date, or only its year)."""

    level: Level
    source: str
    date: str


@dataclass(frozen=True)
class Sessions:
    """A pattern of meetings: on which day, how far apart, from when to when, and how many (None: it goes on)."""

    weekday: Weekday | None
    start: time
    end: time
    every_days: int = 7
    count: int | None = None
    walk_in: bool = False
    skip_school_holidays: bool = True

    def __post_init__(self) -> None:
        _must(self.end > self.start, "a session ends after it starts")
        _must(self.every_days >= 1, "sessions are at least one day apart")
        _must(self.count is None or self.count >= 1, "there is at least one session")

    def days(self, first: date, count: int, closed: Callable[[date], bool] = lambda _day: False) -> list[date]:
        """The first `count` days on or after `first`; a closed day is skipped, the next keeps its distance.

        Fewer when three years do not hold as many.
        """
        wait = 0 if self.weekday is None else (self.weekday - first.weekday()) % 7
        day, found = first + timedelta(days=wait), list[date]()
        while len(found) < count and day - first <= LONGEST_SEARCH:
            if not closed(day):
                found.append(day)
            day += timedelta(days=self.every_days)
        return found


@dataclass(frozen=True)
class Phase:
    """A part of the programme; with sessions when people meet in it."""

    key: str
    name: str
    summary: str
    sessions: Sessions | None = None


@dataclass(frozen=True)
class Role:
    """Who is needed: how many at least, and whether a session can go on without them."""

    key: str
    name: str
    does: str
    at_least: int = 1
    must_be_present: bool = True


@dataclass(frozen=True)
class GroupSize:
    """How many people make a good group."""

    least: int
    most: int

    def __post_init__(self) -> None:
        _must(1 <= self.least <= self.most, "the smallest group is at least 1 and at most the largest")


@dataclass(frozen=True)
class Criterion:
    """For whom it is; a required one must be true to take part."""

    key: str
    text: str
    required: bool = False


@dataclass(frozen=True)
class Capacity:
    """How many of something one session has."""

    what: str
    per_session: int

    def __post_init__(self) -> None:
        _must(self.per_session >= 1, "a capacity is at least 1")


@dataclass(frozen=True)
class Indicator:
    """What tells whether it goes well."""

    key: str
    name: str
    measure: Measure


@dataclass(frozen=True)
class FollowUp:
    """What can come after, and when it is offered."""

    key: str
    name: str
    when: str


@dataclass(frozen=True)
class Agreement:
    """What partners promise each other before the start."""

    key: str
    text: str


@dataclass(frozen=True)
class CampaignHook:
    """A national moment that the programme can join, by the months it falls in."""

    campaign: str
    months: tuple[int, ...]
    how: str

    def __post_init__(self) -> None:
        _must(all(1 <= month <= 12 for month in self.months), "a month is 1 to 12")  # noqa: PLR2004 - a year has twelve


@dataclass(frozen=True)
class Text:
    """Words that ship with the method, in one language."""

    key: str
    body: str
    subject: str = ""
    language: str = "nl"


@dataclass(frozen=True)
class Method:
    """One way of working with parents that any municipality can adopt."""

    version: int
    name: str
    summary: str
    audience: str
    place: str
    source: Source
    evidence: Evidence
    phases: tuple[Phase, ...]
    roles: tuple[Role, ...]
    group: GroupSize
    slug: str = ""  # empty: the name of the folder
    criteria: tuple[Criterion, ...] = ()
    capacity: tuple[Capacity, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    follow_up: tuple[FollowUp, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    campaign_hooks: tuple[CampaignHook, ...] = ()
    texts: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        good = not self.slug or (SLUG.fullmatch(self.slug) is not None and len(self.slug) <= LONGEST_SLUG)
        _must(good, f"slug {self.slug!r} is not lower case letters, digits and single hyphens, at most {LONGEST_SLUG}")
        _must(self.version >= 1, "version is 1 or higher")
        _must(bool(self.phases), "there is at least one phase")
        for what in ("name", "summary", "audience"):
            _must(bool(getattr(self, what).strip()), f"{what} is empty")
        for kind in ("phases", "roles", "criteria", "indicators", "follow_up", "agreements"):
            _must_differ(kind, (item.key for item in getattr(self, kind)))
        _must_differ("capacity", (item.what for item in self.capacity))
        _must_differ("texts", ((text.key, text.language) for text in self.texts))

    def text(self, key: str, language: str = "nl") -> Text | None:
        """The text in this language, else in Dutch, else None."""
        found = {text.language: text for text in self.texts if text.key == key}
        return found.get(language) or found.get("nl")

    def meetings(self) -> Iterator[tuple[Phase, Sessions]]:
        """The phases in which people meet, with their pattern."""
        return ((phase, phase.sessions) for phase in self.phases if phase.sessions)

    def plan(self) -> dict[str, Any]:
        """The whole declaration as JSON: what a programme keeps from the day it is adopted."""
        plain: dict[str, Any] = json.loads(json.dumps(dataclasses.asdict(self), default=_plain))
        return plain


def _must(good: bool, message: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not good:
        raise Mistake(message)


def _must_differ(kind: str, keys: Iterable[object]) -> None:
    seen: set[object] = set()
    for key in keys:
        _must(key not in seen, f"{kind} has {key!r} twice")
        seen.add(key)


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else str(value)
