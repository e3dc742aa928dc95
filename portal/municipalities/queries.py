from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q, QuerySet, Subquery
from django.utils import timezone

from portal.municipalities import tenant
from portal.municipalities.models import FeastDay, Municipality, Neighbourhood, QuietTimes
from portal.municipalities.quiet import Quiet
from portal.municipalities.registry import Division
from portal.municipalities.words import Language, offered


def municipality_by_slug(slug: str) -> Municipality | None:
    """The municipality at this address, or None; merged ones still answer, their data stays. One query."""
    return Municipality.objects.filter(slug=slug).first()


def municipalities_named(part: str, *, most: int = 20) -> list[Municipality]:
    """The municipalities of today with this in their name, whatever its accents; none for nothing. One query."""
    wanted = plain(part)
    if not wanted:
        return []
    today = timezone.localdate()
    living = Municipality.objects.filter(Q(valid_until=None) | Q(valid_until__gte=today)).only(
        "name", "slug", "province"
    )
    return [municipality for municipality in living.order_by("name") if wanted in plain(municipality.name)][:most]


def plain(text: str) -> str:
    """A name without capitals, accents and signs, to look for a part of it."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def languages_here() -> list[Language]:
    """The languages that the municipality in use offers to parents, Dutch first. One query."""
    return offered(Municipality.objects.only("languages").get(pk=tenant.require()))


def quiet_times() -> Quiet:
    """When the municipality in use leaves people alone; never, where it chose nothing. Two queries."""
    found = QuietTimes.objects.first() or QuietTimes()
    own = frozenset(feast_days().values_list("date", flat=True))
    return Quiet(found.starts, found.ends, found.sundays, found.national, own)


def feast_days() -> QuerySet[FeastDay]:
    """The feast days of the municipality in use's own that are not over, soonest first. One query when read."""
    return FeastDay.objects.filter(date__gte=timezone.localdate()).order_by("date")


def neighbourhoods_of(municipality_id: int) -> QuerySet[Neighbourhood]:
    """The neighbourhoods of the newest division, by name. One query when read."""
    own = Neighbourhood.objects.filter(municipality_id=municipality_id)
    newest = own.order_by("-year").values("year")[:1]
    return own.filter(year=Subquery(newest)).order_by("name", "pk")


def areas_by_postcode(municipality_id: int) -> dict[str, int]:
    """The newest division's neighbourhood id for each four-digit postcode. One query."""
    return _by_postcode(neighbourhoods_of(municipality_id))


def _by_postcode(newest: Iterable[Neighbourhood]) -> dict[str, int]:
    """One answer for all who ask; load_areas sees to it that no postcode is with two."""
    ordered = sorted(newest, key=lambda area: area.code)
    return {postcode: area.pk for area in ordered for postcode in area.postcodes}


def division_of(municipality_id: int) -> Division:
    """The newest division, and what takes the place of each older neighbourhood: the one that has most of its
    postcodes, else the one with its code or its name; an area that has none of these is left out. One query."""
    every = list(Neighbourhood.objects.filter(municipality_id=municipality_id).order_by("year", "code"))
    newest = [area for area in every if area.year == every[-1].year]
    by_postcode = _by_postcode(newest)
    found = {area.pk: _instead_of(area, newest, by_postcode) for area in every[: len(every) - len(newest)]}
    return Division(by_postcode, {old: new for old, new in found.items() if new})


def _instead_of(old: Neighbourhood, newest: Sequence[Neighbourhood], by_postcode: Mapping[str, int]) -> int | None:
    shared = Counter(by_postcode[postcode] for postcode in old.postcodes if postcode in by_postcode)
    same_code = {area.pk for area in newest if area.code == old.code}
    if shared:
        return max(shared, key=lambda pk: (shared[pk], pk in same_code, -pk))
    same_name = {area.pk for area in newest if plain(area.name) == plain(old.name)}
    return min(same_code or same_name, default=None)


def with_work_accounts() -> list[Municipality]:
    """The municipalities whose colleagues can sign in with the account of their work, by name. One query."""
    return list(Municipality.objects.filter(work_accounts=True).only("name", "slug").order_by("name"))
