"""What higher storeys tell this one: what they know of a parent (for their file and their removal), and what is on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date, time

    from django.db.models import Exists, Model, QuerySet
    from django.utils.functional import _StrPromise

    from partners.models import Parent


@dataclass(frozen=True)
class Part:
    """Rows about one parent, the words for them, and how each row is told in one line."""

    title: str | _StrPromise
    rows: QuerySet[Any]
    line: Callable[[Any], str] = str
    # Fields about somebody else, such as the colleague who did it.
    of_others: frozenset[str] = frozenset()

    @property
    def model(self) -> type[Model]:
        """What the rows are."""
        return self.rows.model


@dataclass(frozen=True)
class About:
    """One storey: what it keeps of a parent, and what it does before they are removed.

    Rows that point to the parent go by themselves; `before_removal` gives back what somebody else can use, such as
    a place, and removes what points to the parent in another way. It may be called twice. `two_people` says of two
    entries that they cannot be one.
    """

    parts: Callable[[Parent], Iterable[Part]]
    before_removal: Callable[[Parent], object] | None = None
    two_people: Callable[[Parent, Parent], bool] | None = None


_storeys: dict[str, About] = {}


def about_parent(name: str, about: About) -> None:
    """Let a storey (or a part of one) take part in the file and the removal of a parent."""
    _storeys[name] = about


def parts_about(parent: Parent) -> list[Part]:
    """Every part of every storey, from the ground up."""
    return [part for about in _storeys.values() for part in about.parts(parent)]


def prepare_removal(parent: Parent) -> None:
    """Let every storey do what comes before a removal."""
    for about in _storeys.values():
        if about.before_removal:
            about.before_removal(parent)


def why_two(one: Parent, other: Parent) -> list[str]:
    """The storeys that know of these two that they are two people."""
    return [name for name, about in _storeys.items() if about.two_people and about.two_people(one, other)]


_signs: list[Callable[[date], Iterable[Exists]]] = []


def signs_of_life(find: Callable[[date], Iterable[Exists]]) -> None:
    """Let a storey tell how it sees that a parent (OuterRef "pk") gave a sign of life after a day, or will."""
    if find not in _signs:
        _signs.append(find)


def signs_after(day: date) -> list[Exists]:
    """Every sign of life that a storey knows of after this day."""
    return [sign for find in _signs for sign in find(day)]


@dataclass(frozen=True)
class On:
    """Something that parents can come to, in one neighbourhood or (None) for the whole municipality."""

    title: str
    day: date
    start: time
    url: str
    neighbourhood_id: int | None
    # For parents at which stage; none: for all of them.
    stages: frozenset[str] = frozenset()


_finders: list[Callable[[], Iterable[On]]] = []


def what_is_on(find: Callable[[], Iterable[On]]) -> None:
    """Let a storey tell what is on soon in the municipality in use, soonest first, in a fixed number of queries."""
    if find not in _finders:
        _finders.append(find)


def on_soon() -> list[On]:
    """All that is on soon, as each storey told it."""
    return [one for find in _finders for one in find()]


_agenda: list[Callable[[], str]] = []


def agenda_at(path: Callable[[], str]) -> None:
    """Say where parents find what is on: the path of the page, in the municipality in use."""
    _agenda[:] = [path]


def agenda_path() -> str:
    """The path of the page on which parents find what is on; empty when no storey has one."""
    return _agenda[0]() if _agenda else ""
