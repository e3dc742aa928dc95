from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from partners.models import Parent
from partners.spec.keys import email_key
from portal.audit.domain.record import record
from portal.municipalities import tenant
from portal.municipalities.queries import areas_by_postcode
from portal.web.meanwhile import ChangedMeanwhile, stamp_of


class Known(Exception):
    """Another parent has this address, or this phone with this name."""


def change_parent(*, parent: Parent, details: Mapping[str, Any], seen: str = "", shown: Collection[str] = ()) -> Parent:
    """Keep these details of a parent; those that stay the same change nothing and are not written down.

    A new address starts as one that works, and the neighbourhood follows from the postcode. Raises Known, and
    ChangedMeanwhile when the details that were `shown` are not as they were `seen`.
    """
    try:
        return _change(parent, details, seen, shown)
    except IntegrityError:
        raise Known from None


@transaction.atomic
def _change(parent: Parent, details: Mapping[str, Any], seen: str, shown: Collection[str]) -> Parent:
    current = Parent.objects.select_for_update(no_key=True).get(pk=parent.pk)
    changed = {name: value for name, value in details.items() if getattr(current, name) != value}
    if not changed:
        return current
    if seen not in {"", stamp_of(current, shown)}:
        raise ChangedMeanwhile
    if email_key(changed.get("email", current.email)) != current.email_key:
        changed["email_broken_at"] = None
    for road in ("phone", "letter"):
        field, works = "phone" if road == "phone" else "letter_address", f"{road}_works"
        if field in changed and works not in changed:
            changed[works] = None
    if "postcode" in changed:
        changed["neighbourhood_id"] = areas_by_postcode(tenant.require()).get(changed["postcode"])
    for name, value in changed.items():
        setattr(current, name, value)
    current.save(update_fields={name.removesuffix("_id") for name in changed})
    record("parent.changed", current, fields=sorted(set(changed) & set(details)))
    return current
