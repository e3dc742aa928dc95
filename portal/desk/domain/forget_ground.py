"""What goes by itself on the ground when it was kept long enough: each verb removes at most so many, and says it."""

from __future__ import annotations

from datetime import date

from portal.desk.models import Breach, Processor
from portal.municipalities import tenant
from portal.municipalities.domain.remove_some import remove_some


def forget_breaches(before: date, most: int) -> int:
    """Remove breaches that were closed on that day or earlier. Raises NoMunicipality."""
    return remove_some(Breach.objects.filter(municipality=tenant.require(), closed_at__date__lte=before), most)


def forget_processors(before: date, most: int) -> int:
    """Remove processors whose work ended on that day or earlier. Raises NoMunicipality."""
    return remove_some(Processor.objects.filter(municipality=tenant.require(), ended_on__lte=before), most)
