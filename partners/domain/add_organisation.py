from __future__ import annotations

from django.db import transaction

from partners.models import Organisation, OrganisationMember
from portal.accounts.models import Membership
from portal.audit.domain.record import record
from portal.municipalities.models import Neighbourhood


@transaction.atomic
def add_organisation(
    *,
    name: str,
    kind: str = Organisation.OrganisationKind.OTHER,
    neighbourhood: Neighbourhood | None = None,
) -> Organisation:
    """The organisation with this name, added when it was not there; one that is there stays as it is."""
    found, added = Organisation.objects.get_or_create(
        name=" ".join(name.split()), defaults={"kind": kind, "neighbourhood": neighbourhood}
    )
    if added:
        record("organisation.added", found, fields=("name", "kind", "neighbourhood"))
    return found


@transaction.atomic
def add_member(*, organisation: Organisation, membership: Membership) -> OrganisationMember:
    """Tie a partner's role to their organisation; again, or to another one, moves nothing but that tie."""
    tie, added = OrganisationMember.objects.get_or_create(
        membership=membership, defaults={"organisation": organisation}
    )
    if not added and tie.organisation_id == organisation.pk:
        return tie
    tie.organisation = organisation
    tie.save(update_fields=["organisation"])
    record("organisation.member_added", tie, fields=("organisation",))
    return tie
