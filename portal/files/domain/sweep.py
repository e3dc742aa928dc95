from __future__ import annotations

from portal.files.models import File
from portal.municipalities import tenant

LIMIT = 50


def sweep() -> int:
    """Delete files whose time is over, at most LIMIT; says how many. One query when there is none.

    What points to a file stays, without it. Raises NoMunicipality.
    """
    found = list(File.objects.filter(municipality=tenant.require()).expired().values_list("pk", flat=True)[:LIMIT])
    if found:
        # `only` keeps the bytes in the database while Django looks for what points here.
        File.objects.filter(pk__in=found).only("pk").delete()
    return len(found)
