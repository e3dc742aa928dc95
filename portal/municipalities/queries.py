from __future__ import annotations

import unicodedata

from django.db.models import Q, QuerySet, Subquery
from django.utils import timezone

from portal.municipalities.models import Municipality, Neighbourhood


def municipality_by_slug(slug: str) -> Municipality | None:
    """The municipality at this address, or None; merged ones still answer, their data stays. One query."""
    return Municipality.objects.filter(slug=slug).first()


def municipalities_named(part: str, *, most: int = 20) -> list[Municipality]:
    """The municipalities of today with this in their name, whatever its accents; none for nothing. One query."""
    wanted = _plain(part)
    if not wanted:
        return []
    today = timezone.localdate()
    living = Municipality.objects.filter(Q(valid_until=None) | Q(valid_until__gte=today)).only(
        "name", "slug", "province"
    )
    return [municipality for municipality in living.order_by("name") if wanted in _plain(municipality.name)][:most]


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def neighbourhoods_of(municipality_id: int) -> QuerySet[Neighbourhood]:
    """The neighbourhoods of the newest division, by name. One query when read."""
    own = Neighbourhood.objects.filter(municipality_id=municipality_id)
    newest = own.order_by("-year").values("year")[:1]
    return own.filter(year=Subquery(newest)).order_by("name", "pk")
