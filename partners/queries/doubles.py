from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Now
from django.shortcuts import get_object_or_404

from partners.models import Merge, Parent, TwoPeople
from partners.spec.alike import NAME, NEAR, PHONE, Likeness, keys_of
from portal.municipalities import tenant

WEEK_DAYS = 7
# In a flat with one phone, or a common name in a large postcode area, everyone would look like everyone.
MOST_ALIKE = 6
FIELDS = {PHONE: "phone", NAME: "same_key", NEAR: "near_key"}
BY_RANK = {why.rank: why for why in (PHONE, NAME, NEAR)}
# Each key that two to a few parents share, then their pairs, each pair once by what makes it surest.
PAIRS = """
WITH alike AS (
    SELECT %(phone)s AS rank, array_agg(id) AS ids FROM partners_parent
    WHERE municipality_id = %(here)s AND phone <> '' GROUP BY phone HAVING count(*) BETWEEN 2 AND %(most)s
    UNION ALL
    SELECT %(same)s, array_agg(id) FROM partners_parent
    WHERE municipality_id = %(here)s AND same_key <> '' GROUP BY same_key HAVING count(*) BETWEEN 2 AND %(most)s
    UNION ALL
    SELECT %(near)s, array_agg(id) FROM partners_parent
    WHERE municipality_id = %(here)s AND near_key <> '' GROUP BY near_key HAVING count(*) BETWEEN 2 AND %(most)s
), pairs AS (
    SELECT one, other, min(rank) AS rank FROM alike, unnest(ids) AS one, unnest(ids) AS other
    WHERE one < other GROUP BY one, other
)
SELECT one, other, rank FROM pairs
WHERE NOT EXISTS (
    SELECT FROM partners_twopeople AS two
    WHERE two.municipality_id = %(here)s AND two.one_id = pairs.one AND two.other_id = pairs.other
)
ORDER BY rank, one, other LIMIT %(size)s OFFSET %(start)s
"""


@dataclass(frozen=True)
class Double:
    """Two parents who may be one, and why."""

    one: Parent
    other: Parent
    why: Likeness


class Doubles:
    """Parents who may be in twice, the surest first: same phone, or the same or a near name in one postcode.

    Not those of whom somebody said that they are two. PostgreSQL finds the pairs, group by group of a key in an index;
    a slice brings only that part here, in two queries. Raises NoMunicipality.
    """

    def __getitem__(self, part: slice) -> list[Double]:
        start, stop = part.start or 0, part.stop
        with connection.cursor() as cursor:
            asked = {"here": tenant.require(), "most": MOST_ALIKE, "start": start, "size": stop - start}
            cursor.execute(PAIRS, {**asked, "phone": PHONE.rank, "same": NAME.rank, "near": NEAR.rank})
            pairs = [(one, other, BY_RANK[rank]) for one, other, rank in cursor.fetchall()]
        known = Parent.objects.in_bulk({pk for one, other, _ in pairs for pk in (one, other)})
        return [Double(known[one], known[other], why) for one, other, why in pairs if {one, other} <= known.keys()]


def alike(one: Parent, other: Parent) -> list[Likeness]:
    """In what these two look alike, surest first; the same name is no near name too. Empty for two who do not.

    No query.
    """
    mine, theirs = (dict(keys_of(it.name_key, it.phone, it.postcode)) for it in (one, other))
    shared = {why for why, key in mine.items() if theirs.get(why) == key}
    return sorted(shared - ({NEAR} if NAME in shared else set()), key=lambda why: why.rank)


def look_alikes(parent: Parent) -> list[Double]:
    """Who may be the same parent as this one, the surest first; not by what very many share. At most one query."""
    asked = [_sharing(parent, why, field) for why, field in FIELDS.items() if getattr(parent, field)]
    if not asked:
        return []
    groups: defaultdict[int, list[Any]] = defaultdict(list)
    for other in asked[0].union(*asked[1:], all=True):
        groups[other.rank].append(other)
    few = [other for rank in sorted(groups) if len(groups[rank]) < MOST_ALIKE for other in groups[rank]]
    # By what makes it surest: of somebody who shares more, the first.
    pairs = {other.pk: Double(parent, other, BY_RANK[other.rank]) for other in reversed(few) if not other.said}
    return sorted(pairs.values(), key=lambda pair: (pair.why.rank, pair.other.pk))


def _sharing(parent: Parent, why: Likeness, field: str) -> QuerySet[Parent, Any]:
    """The others with this key, so many that one sees when they are too many, and whether they are known as two."""
    two = TwoPeople.objects.filter(Q(one=parent, other=OuterRef("pk")) | Q(other=parent, one=OuterRef("pk")))
    others = Parent.objects.filter(municipality=tenant.require(), **{field: getattr(parent, field)})
    known = others.exclude(pk=parent.pk).annotate(rank=Value(why.rank), said=Exists(two))
    return known.order_by("pk")[:MOST_ALIKE]


def merges_of(parent: Parent) -> QuerySet[Merge]:
    """What was joined with this parent and can still be taken back, latest first. One query."""
    return Merge.objects.filter(kept=parent, at__gt=Now() - timedelta(days=WEEK_DAYS)).order_by("-pk")


def merge_by_id(parent: UUID, merge: UUID) -> Merge:
    """One of those; Http404 when there is none. One query."""
    return get_object_or_404(Merge.objects.select_related("kept"), public_id=merge, kept__public_id=parent)
