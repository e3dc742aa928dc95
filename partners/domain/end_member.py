from __future__ import annotations

from django.db import transaction

from partners.models import OrganisationMember
from portal.accounts.models import Membership
from portal.audit.domain.record import record


def end_ties(membership: Membership) -> None:
    """Who has a role no more is nobody's familiar face in it either."""
    for member in OrganisationMember.objects.filter(membership=membership):
        end_member(member=member)


@transaction.atomic
def end_member(*, member: OrganisationMember) -> bool:
    """Somebody works no more for this organisation: the tie goes, their account stays. Says whether it was there."""
    found = OrganisationMember.objects.select_for_update(of=("self",)).filter(pk=member.pk).first()
    if not found:
        return False
    # First the line, while the tie can still be named.
    record("organisation.member_ended", found, fields=("organisation",))
    found.delete()
    return True
