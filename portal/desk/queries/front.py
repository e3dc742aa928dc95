"""Where somebody works, to choose from: by region, and to be searched when there are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from portal.accounts.models import Membership, User
from portal.accounts.queries import places_of
from portal.municipalities.models import Municipality, Region
from portal.municipalities.queries import plain

# From here on a list is quicker to search than to look through.
MANY = 8
Place = tuple[Municipality, Sequence[Membership]]


@dataclass(frozen=True)
class Group:
    """The municipalities of one region, by name; what is in none stands in one without a name."""

    name: str
    places: Sequence[Place]


@dataclass(frozen=True)
class Places:
    """Where somebody works: everything, and what they look for of it, by region."""

    total: int = 0
    groups: Sequence[Group] = field(default=())

    @property
    def many(self) -> bool:
        """Whether it is offered to search them."""
        return self.total > MANY

    @property
    def by_region(self) -> bool:
        """Whether the regions are named: not when there is only one, which says nothing."""
        return self.total > 1 and len(self.groups) > 1


def places_by_region(user: User, part: str = "") -> Places:
    """Where this user has a live role, by region and name; with `part` where it is in the name of either.

    At most two queries.
    """
    every: list[Place] = list(places_of(user))
    names = _regions({place.region_id for place, _roles in every if place.region_id}) if len(every) > 1 else {}
    wanted = plain(part)
    found: dict[str, list[Place]] = {}
    for place, roles in every:
        region = names.get(place.region_id or 0, "")
        if wanted in plain(place.name) or wanted in plain(region):
            found.setdefault(region, []).append((place, roles))
    ordered = sorted(found.items(), key=lambda one: (not one[0], plain(one[0])))
    return Places(len(every), [Group(name, places) for name, places in ordered])


def _regions(ids: set[int]) -> dict[int, str]:
    return dict(Region.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}
