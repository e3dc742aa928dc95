from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Now
from django.shortcuts import get_object_or_404

from partners.models import Merge, Parent, TwoPeople
from partners.spec.alike import Likeness, keys_of

WEEK_DAYS = 7
# In a flat with one phone, or a common name in a large postcode area, everyone would look like everyone.
MOST_ALIKE = 6
MOST_PAIRS = 50


@dataclass(frozen=True)
class Double:
    """Two parents who may be one, and why."""

    one: Parent
    other: Parent
    why: Likeness


def doubles(most: int = MOST_PAIRS) -> list[Double]:
    """Parents who may be in twice: same phone, or the same or a near name in one postcode; the surest first.

    Not those of whom somebody said that they are two. Three queries.
    """
    apart = set(TwoPeople.objects.values_list("one_id", "other_id"))
    found: dict[tuple[int, int], Likeness] = {}
    for pair, why in _pairs():
        if pair not in apart and (pair not in found or why.rank < found[pair].rank):
            found[pair] = why
    chosen = sorted(found.items(), key=lambda item: (item[1].rank, item[0]))[:most]
    known = Parent.objects.in_bulk({pk for pair, _ in chosen for pk in pair})
    return [Double(known[one], known[other], why) for (one, other), why in chosen]


def _pairs() -> Iterator[tuple[tuple[int, int], Likeness]]:
    alike: defaultdict[tuple[Likeness, str], list[int]] = defaultdict(list)
    for pk, name, phone, postcode in Parent.objects.order_by("pk").values_list("pk", "name_key", "phone", "postcode"):
        for why, key in keys_of(name, phone, postcode):
            alike[why, key].append(pk)
    for (why, _), pks in alike.items():
        if 1 < len(pks) <= MOST_ALIKE:
            yield from ((pair, why) for pair in combinations(pks, 2))


def alike(one: Parent, other: Parent) -> list[Likeness]:
    """In what these two look alike, surest first; empty for two who do not. No query."""
    mine, theirs = (dict(keys_of(it.name_key, it.phone, it.postcode)) for it in (one, other))
    return sorted((why for why, key in mine.items() if theirs.get(why) == key), key=lambda why: why.rank)


def merges_of(parent: Parent) -> QuerySet[Merge]:
    """What was joined with this parent and can still be taken back, latest first. One query."""
    return Merge.objects.filter(kept=parent, at__gt=Now() - timedelta(days=WEEK_DAYS)).order_by("-pk")


def merge_by_id(parent: UUID, merge: UUID) -> Merge:
    """One of those; Http404 when there is none. One query."""
    return get_object_or_404(Merge.objects.select_related("kept"), public_id=merge, kept__public_id=parent)
