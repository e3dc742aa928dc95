from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from portal.audit.domain.record import record
from portal.municipalities.domain.load_areas import Area, save_areas
from portal.municipalities.domain.load_municipalities import Loaded
from portal.municipalities.models import Municipality


@transaction.atomic
def take_areas(*, municipality: Municipality, areas: Sequence[Area]) -> Loaded:
    """Store the neighbourhoods of a list, all or none; what hung on an older division follows.

    Again changes nothing and writes nothing in the log. Raises ValueError for an area of another municipality.
    """
    if any(area.municipality != municipality.code for area in areas):
        raise ValueError("an area of another municipality")
    loaded = save_areas(areas=areas)
    if loaded.created or loaded.updated:
        counts = (f"neighbourhoods_new:{loaded.created}", f"neighbourhoods_changed:{loaded.updated}")
        record("neighbourhoods.loaded", municipality, fields=counts)
    return loaded
