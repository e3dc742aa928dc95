from __future__ import annotations

from portal.municipalities.models import Municipality


def municipality_by_slug(slug: str) -> Municipality | None:
    """The municipality at this address, or None; merged ones still answer, their data stays. One query."""
    return Municipality.objects.filter(slug=slug).first()
