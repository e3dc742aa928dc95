from __future__ import annotations

from datetime import date

from portal.municipalities import tenant
from programmes.models import Programme


def forget_programmes(before: date, most: int) -> int:
    """Remove programmes that were closed on that day or earlier; their meetings have a term of their own.

    Raises NoMunicipality.
    """
    over = Programme.objects.filter(municipality=tenant.require(), closed_at__date__lte=before)
    chosen = list(over.order_by("pk").values_list("pk", flat=True)[:most])
    Programme.objects.filter(pk__in=chosen).delete()
    return len(chosen)
