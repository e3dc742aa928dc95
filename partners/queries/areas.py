"""What there is for parents in each neighbourhood, and what there is not; its number of queries is fixed by a test."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from partners.models import Organisation, Parent, Presence
from partners.queries.organisation import organisations
from partners.queries.presence import presences
from partners.registry import On, on_soon
from partners.spec.gaps import FEWEST, missing_kinds, missing_languages, missing_stages
from partners.spec.languages import name_of, names_of
from partners.spec.stages import SHORT
from portal.municipalities.models import Neighbourhood
from portal.municipalities.queries import neighbourhoods_of

STAGES = tuple(Parent.Stage.values)
# In place of a number from which that of a few could be found: what is told of neighbourhoods, taken off the whole.
UNTOLD = -1


@dataclass(frozen=True)
class Area:
    """One neighbourhood, or (None) the whole municipality, which lacks what is nowhere."""

    neighbourhood: Neighbourhood | None
    organisations: Sequence[Organisation]
    presences: Sequence[Presence]
    on: Sequence[On]
    lacks_kinds: Sequence[str]
    lacks_languages: Sequence[tuple[str, int]]
    # Each with the number of parents there who said that they are at it: none where they are few, or UNTOLD.
    lacks_stages: Sequence[tuple[str, int]]

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

    @property
    def wanted_stages(self) -> list[tuple[str, int]]:
        """The stages for which nothing is on in particular, and that parents there are at, with how many."""
        return [(stage, count) for stage, count in self.lacks_stages if count]

    @property
    def other_stages_in_words(self) -> str:
        """The other stages for which nothing is on in particular."""
        return " · ".join(str(SHORT[stage]) for stage, count in self.lacks_stages if not count)

    @property
    def per_stage(self) -> list[int]:
        """How much is on there for each stage that names it, in the order of growing up, and last for all parents."""
        named = [sum(stage in one.stages for one in self.on) for stage in STAGES]
        return [*named, sum(not one.stages for one in self.on)]


def areas(municipality_id: int) -> list[Area]:
    """Every neighbourhood by name, and last the whole municipality. Five queries and those of who tells what is on.

    What is there for the whole municipality is missing nowhere.
    """
    there = _by_area(organisations())
    people = _by_area(presences())
    soon = _by_area(on_soon())
    read, at = _languages_of_parents(), _stages_of_parents()
    found = [_area(area, there, people, soon, read, at) for area in neighbourhoods_of(municipality_id)]
    return [*found, _whole(there, people, soon, read, at)]


Rows = Mapping[int | None, list[Any]]
# How many parents of each neighbourhood, and of none, for each language or stage.
Parents = Mapping[int | None, Mapping[str, int]]


def _area(area: Neighbourhood, there: Rows, people: Rows, soon: Rows, read: Parents, at: Parents) -> Area:
    near = [*there[area.pk], *there[None]]
    spoken = _spoken(near, [*people[area.pk], *people[None]])
    lacks = missing_stages((one.stages for one in [*soon[area.pk], *soon[None]]), STAGES)
    here = at.get(area.pk, {})
    return Area(
        area,
        there[area.pk],
        people[area.pk],
        soon[area.pk],
        missing_kinds(one.kind for one in near),
        missing_languages(read.get(area.pk, {}), spoken),
        [(stage, _enough(here.get(stage, 0))) for stage in lacks],
    )


def _whole(there: Rows, people: Rows, soon: Rows, read: Parents, at: Parents) -> Area:
    """What is for all, and what is missing everywhere; here a language of a few parents is named, not how many."""
    spoken = _spoken(_all(there), _all(people))
    asked = missing_languages(_added_up(read), spoken, fewest=1)
    # What is not told comes last: its place among the others would tell it.
    languages = sorted(((code, _told(read, code)) for code, _count in asked), key=lambda found: (-found[1], found[0]))
    lacks = missing_stages((one.stages for one in _all(soon)), STAGES)
    stages = [(stage, _told(at, stage)) for stage in lacks]
    return Area(None, there[None], people[None], soon[None], (), languages, stages)


def _enough(count: int) -> int:
    return count if count >= FEWEST else 0


def _told(parents: Parents, what: str) -> int:
    """How many parents there are in all, UNTOLD where one part is of a few; a few in all are named without a number."""
    parts = [counts.get(what, 0) for counts in parents.values()]
    few = any(0 < part < FEWEST for part in parts)
    return UNTOLD if few and sum(parts) >= FEWEST else sum(parts)


def _all(rows: Rows) -> list[Any]:
    return [row for some in rows.values() for row in some]


def _added_up(parents: Parents) -> dict[str, int]:
    found: defaultdict[str, int] = defaultdict(int)
    for counts in parents.values():
        for what, count in counts.items():
            found[what] += count
    return found


def _spoken(organisations: Iterable[Organisation], presences: Iterable[Presence]) -> set[str]:
    there = {code for one in organisations for code in one.languages}
    return there | {code for one in presences for code in one.languages}


def _by_area(rows: Iterable[Any]) -> Rows:
    found: defaultdict[int | None, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.neighbourhood_id].append(row)
    return found


def _languages_of_parents() -> Parents:
    found: defaultdict[int | None, dict[str, int]] = defaultdict(dict)
    counted = Parent.objects.exclude(language="").values("neighbourhood_id", "language")
    for row in counted.annotate(n=Count("pk")).order_by("neighbourhood_id", "language"):
        found[row["neighbourhood_id"]][row["language"]] = row["n"]
    return found


def _stages_of_parents() -> Parents:
    # A parent with more children is at more stages, and counts in each.
    counts = {f"n{number}": Count("pk", filter=Q(stages__contains=[stage])) for number, stage in enumerate(STAGES)}
    grouped = Parent.objects.exclude(stages=[]).values("neighbourhood_id").annotate(**counts).order_by()
    return {
        area: dict(zip(STAGES, found, strict=True)) for area, *found in grouped.values_list("neighbourhood_id", *counts)
    }
