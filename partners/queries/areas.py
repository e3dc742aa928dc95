"""What there is for parents in each neighbourhood, and what there is not; its number of queries is fixed by a test."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from partners.models import Organisation, Parent, Presence
from partners.queries.organisation import organisations
from partners.queries.presence import presences
from partners.registry import On, on_soon
from partners.spec.gaps import FEWEST, missing_kinds, missing_languages
from partners.spec.languages import name_of, names_of
from portal.municipalities.models import Neighbourhood
from portal.municipalities.queries import neighbourhoods_of


@dataclass(frozen=True)
class Area:
    """One neighbourhood, or (None) what is there for the whole municipality."""

    neighbourhood: Neighbourhood | None
    organisations: Sequence[Organisation]
    presences: Sequence[Presence]
    on: Sequence[On]
    lacks_kinds: Sequence[str]
    lacks_languages: Sequence[tuple[str, int]]

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing yet in this neighbourhood, and no language is asked for."""
        there = self.organisations or self.presences or self.on or self.lacks_languages
        return self.neighbourhood is not None and not there

    @property
    def languages_in_words(self) -> str:
        """Which languages are spoken by who is there."""
        return names_of(sorted(_spoken(self.organisations, self.presences)))

    @property
    def kinds_in_words(self) -> str:
        """Which kinds of organisations are not there."""
        return " · ".join(str(Organisation.OrganisationKind(kind).label) for kind in self.lacks_kinds)

    @property
    def languages(self) -> list[tuple[str, int]]:
        """The languages that parents speak and nobody there does, in words, with how many parents."""
        return [(str(name_of(code)), count) for code, count in self.lacks_languages]


def areas(municipality_id: int) -> list[Area]:
    """Every neighbourhood by name, and last the whole municipality. Four queries and those of who tells what is on.

    What is there for the whole municipality is missing nowhere.
    """
    there = _by_area(organisations())
    people = _by_area(presences())
    soon = _by_area(on_soon())
    asked = _languages_of_parents()
    found = [_area(area, there, people, soon, asked) for area in neighbourhoods_of(municipality_id)]
    return [*found, Area(None, there[None], people[None], soon[None], (), ())]


Rows = Mapping[int | None, list[Any]]


def _area(area: Neighbourhood, there: Rows, people: Rows, soon: Rows, asked: Mapping[int, Mapping[str, int]]) -> Area:
    near = [*there[area.pk], *there[None]]
    spoken = _spoken(near, [*people[area.pk], *people[None]])
    return Area(
        area,
        there[area.pk],
        people[area.pk],
        soon[area.pk],
        missing_kinds(one.kind for one in near),
        missing_languages(asked.get(area.pk, {}), spoken),
    )


def _spoken(organisations: Iterable[Organisation], presences: Iterable[Presence]) -> set[str]:
    there = {code for one in organisations for code in one.languages}
    return there | {code for one in presences for code in one.languages}


def _by_area(rows: Iterable[Any]) -> Rows:
    found: defaultdict[int | None, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.neighbourhood_id].append(row)
    return found


def _languages_of_parents() -> dict[int, dict[str, int]]:
    counted = Parent.objects.exclude(language="").exclude(neighbourhood=None).values("neighbourhood_id", "language")
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for row in counted.annotate(n=Count("pk")).filter(n__gte=FEWEST).order_by("neighbourhood_id", "language"):
        found[row["neighbourhood_id"]][row["language"]] = row["n"]
    return found
