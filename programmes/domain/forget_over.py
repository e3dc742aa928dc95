from __future__ import annotations

from datetime import date

from portal.municipalities import tenant
from portal.municipalities.domain.remove_some import remove_some
from programmes.models import Programme


def forget_programmes(before: date, most: int) -> int:
    """Remove programmes that were closed on that day or earlier; their meetings have a term of their own.

    Raises NoMunicipality.
    """
    return remove_some(Programme.objects.filter(municipality=tenant.require(), closed_at__date__lte=before), most)
