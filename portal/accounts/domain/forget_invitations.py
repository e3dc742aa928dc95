from __future__ import annotations

from datetime import date

from django.db.models import Q

from portal.accounts.models import StaffInvitation
from portal.municipalities import tenant
from portal.municipalities.domain.remove_some import remove_some


def forget_invitations(before: date, most: int) -> int:
    """Remove invitations that were used, taken back or over on that day or earlier. Raises NoMunicipality."""
    unused = Q(accepted_at=None, revoked_at=None, expires_at__date__lte=before)
    over = Q(accepted_at__date__lte=before) | Q(revoked_at__date__lte=before) | unused
    return remove_some(StaffInvitation.objects.filter(over, municipality=tenant.require()), most)
