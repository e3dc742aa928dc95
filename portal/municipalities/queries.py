from __future__ import annotations

import unicodedata

from django.db.models import Q
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


def neighbourhoods_of(municipality: Municipality) -> list[Neighbourhood]:
    """The neighbourhoods of the newest division, by name. One query."""
    rows = list(municipality.neighbourhoods.order_by("name"))
    newest = max((row.year for row in rows), default=0)
    return [row for row in rows if row.year == newest]
