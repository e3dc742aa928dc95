from __future__ import annotations

from collections.abc import Iterable

from partners.domain.remove_parent import remove_parent
from partners.models import Parent, Tombstone
from partners.spec.tombstones import all_keys
from portal.municipalities import tenant


def replay_tombstones(keys: Iterable[str] = ()) -> int:
    """Remove again who was removed before and came back with an older backup; says how many.

    Known by the tombstones that are here, and by those of `keys`, which were saved before. Doing it again removes
    nobody. Raises NoMunicipality.
    """
    here = Tombstone.objects.filter(municipality=tenant.require())
    known = {*here.values_list("key", flat=True), *keys}
    back = [
        parent for parent in Parent.objects.only("pk", "public_id").iterator() if known & all_keys(parent.public_id)
    ]
    return sum(remove_parent(parent=parent) for parent in back) if known else 0
