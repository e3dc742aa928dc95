"""Shared reads of organisations; each has its number of queries fixed by a test."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from partners.models import Organisation, OrganisationMember
from partners.rules import keep_organisations
from portal.accounts.models import Membership
from portal.municipalities import tenant
from portal.municipalities.models import Neighbourhood

LIVE = Q(membership__ended_at__isnull=True, membership__user__is_active=True)


def organisations(
    search: str = "", kind: str = "", neighbourhood: Neighbourhood | None = None
) -> QuerySet[Organisation]:
    """The organisations we work with, by name, with their neighbourhood and number of members. One query.

    Those of the whole municipality are in no neighbourhood.
    """
    found = Organisation.objects.select_related("neighbourhood")
    if search:
        found = found.filter(name__icontains=search)
    if kind:
        found = found.filter(kind=kind)
    if neighbourhood:
        found = found.filter(neighbourhood=neighbourhood)
    live = Q(members__membership__ended_at__isnull=True)
    return found.annotate(member_count=Count("members", filter=live)).order_by("name", "pk")


def organisation_for(public_id: UUID, *, user_id: int, roles: frozenset[str]) -> Organisation:
    """The organisation with this id: any for who keeps them, for a partner only the own; else Http404. One query."""
    found = _whole()
    if not keep_organisations(roles):
        found = found.filter(pk__in=own_ids(user_id))
    return get_object_or_404(found, public_id=public_id)


def own_organisation(user_id: int) -> Organisation | None:
    """The organisation that this user works for as a partner, if any. One query."""
    return _whole().filter(pk__in=own_ids(user_id)).first()


def works_somewhere(user_id: int) -> bool:
    """Whether somebody said for which organisation this partner works. One query."""
    return own_ids(user_id).exists()


def _whole() -> QuerySet[Organisation]:
    return Organisation.objects.select_related("neighbourhood", "contact__membership__user")


def own_ids(user_id: int) -> QuerySet[OrganisationMember, int]:
    """The ids of the organisations that this user works for as a partner: to filter with."""
    partner = Q(membership__user_id=user_id, membership__role=Membership.Role.PARTNER)
    return OrganisationMember.objects.filter(LIVE, partner).values_list("organisation_id", flat=True)


def members_of(organisation: Organisation) -> QuerySet[OrganisationMember]:
    """The people who sign in for this organisation, by name. One query."""
    members = OrganisationMember.objects.filter(LIVE, organisation=organisation)
    return members.select_related("membership__user").order_by("membership__user__name", "pk")


def member_of(organisation: Organisation, public_id: UUID) -> OrganisationMember:
    """This member of this organisation; Http404 when there is none. One query."""
    return get_object_or_404(OrganisationMember, organisation=organisation, public_id=public_id)


def possible_members() -> QuerySet[Membership]:
    """The partners of this municipality who belong to no organisation yet, by name. One query."""
    partners = Membership.objects.filter(municipality_id=tenant.require(), role=Membership.Role.PARTNER)
    free = partners.filter(ended_at=None, user__is_active=True, organisationmember__isnull=True)
    return free.select_related("user").order_by("user__name", "pk")
