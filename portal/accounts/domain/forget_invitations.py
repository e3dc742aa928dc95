from __future__ import annotations

from datetime import date

from django.db.models import Q

from portal.accounts.models import StaffInvitation
from portal.municipalities import tenant


def forget_invitations(before: date, most: int) -> int:
    """Remove invitations that were used, taken back or over on that day or earlier. Raises NoMunicipality."""
    unused = Q(accepted_at=None, revoked_at=None, expires_at__date__lte=before)
    over = Q(accepted_at__date__lte=before) | Q(revoked_at__date__lte=before) | unused
    here = StaffInvitation.objects.filter(over, municipality=tenant.require())
    chosen = list(here.order_by("pk").values_list("pk", flat=True)[:most])
    StaffInvitation.objects.filter(pk__in=chosen).delete()
    return len(chosen)
