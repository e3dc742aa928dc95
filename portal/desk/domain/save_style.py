from __future__ import annotations

from django.db import transaction

from portal.audit.domain.record import record
from portal.municipalities.models import Municipality, OwnStyle
from portal.web.house_style import OWN, HouseStyle, unreadable


class Unreadable(Exception):
    """Some text in this style could not be read."""


def save_style(*, municipality: Municipality, style: HouseStyle) -> None:
    """Let every page of the municipality look like this from now on; the same again changes nothing.

    Raises Unreadable: no look is worth that.
    """
    if unreadable(style):
        raise Unreadable
    with transaction.atomic():
        held = Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
        key = f"{OWN}{style.digest}"
        if held.house_style == key:
            return
        own = OwnStyle.objects.first() or OwnStyle()
        if not held.house_style.startswith(OWN):
            own.instead_of = held.house_style
        own.values, own.font, own.digest = list(style.values), style.font, style.digest
        own.save()
        _choose(held, key)
        record("style.saved", own, fields=("values", "font"))


def reset_style(*, municipality: Municipality) -> None:
    """Go back to the look that came with the portal; again changes nothing."""
    with transaction.atomic():
        held = Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
        own = OwnStyle.objects.first()
        if own is None:
            return
        _choose(held, own.instead_of)
        record("style.reset", own)
        own.delete()


def _choose(municipality: Municipality, key: str) -> None:
    municipality.house_style = key
    municipality.save(update_fields=["house_style"])
