"""Shared reads of agreements; each has its number of queries fixed by a test."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from partners.models import Agreement, AgreementVersion, OrganisationMember
from partners.queries.organisation import LIVE, own_ids
from partners.rules import keep_organisations, sign_for_all
from partners.spec.agreements import NOTICE
from portal.accounts.models import Membership
from portal.municipalities import tenant

SIGNED = Q(first_signed_at__isnull=False, second_signed_at__isnull=False)


def agreements_for(*, user_id: int, roles: frozenset[str]) -> QuerySet[AgreementVersion]:
    """The newest words of each agreement that somebody may see, first what is to be looked at soonest. One query.

    All for who keeps organisations, for a partner those of the own one; what ended comes last.
    """
    found = _newest()
    if not keep_organisations(roles):
        mine = own_ids(user_id)
        found = found.filter(Q(agreement__first__in=mine) | Q(agreement__second__in=mine))
    return found.order_by(F("agreement__ended_at").desc(nulls_first=True), "review_on", "pk")


def agreements_to_see_to(*, user_id: int, roles: frozenset[str]) -> QuerySet[AgreementVersion]:
    """Those that wait for the side of this user, and those that it is time to look at again. One query."""
    if keep_organisations(roles):
        turn, mine = Q(agreement__second=None, second_signed_at=None), Q(agreement__second=None)
    else:
        first, second = Q(agreement__first__in=own_ids(user_id)), Q(agreement__second__in=own_ids(user_id))
        turn, mine = first & Q(first_signed_at=None) | second & Q(second_signed_at=None), first | second
    soon = mine & SIGNED & Q(review_on__lte=timezone.localdate() + NOTICE)
    return _newest().filter(turn | soon, agreement__ended_at=None)


def agreement_for(public_id: UUID, *, user_id: int, roles: frozenset[str]) -> AgreementVersion:
    """The newest words of this agreement, for somebody who may see it; else Http404. One query."""
    found = agreements_for(user_id=user_id, roles=roles)
    return get_object_or_404(found, agreement__public_id=public_id)


def earlier_versions(version: AgreementVersion) -> QuerySet[AgreementVersion]:
    """What was agreed before these words, newest first. One query."""
    older = _whole().filter(agreement=version.agreement_id, number__lt=version.number)
    return older.order_by("-number")


def agreed_versions() -> QuerySet[AgreementVersion]:
    """The newest words that both sides signed and that still hold. One query."""
    return _newest().filter(SIGNED, agreement__ended_at=None)


def to_review() -> QuerySet[AgreementVersion]:
    """Those whose day comes near and of which nobody was told yet. One query."""
    return agreed_versions().filter(reminded_at=None, review_on__lte=timezone.localdate() + NOTICE)


def own_sides(version: AgreementVersion, *, user_id: int, roles: frozenset[str]) -> list[str]:
    """For which sides this user may sign: CJG staff also for an organisation of which nobody signs in;
    who keeps organisations for the municipality; a partner for the own organisation. At most two queries."""
    agreement = version.agreement
    mine: set[int | None] = set(own_ids(user_id))
    if sign_for_all(roles):
        mine |= {agreement.first_id, agreement.second_id} - _with_members(agreement)
    sides = {"first": agreement.first_id in mine, "second": agreement.second_id in mine}
    if agreement.second_id is None:
        sides["second"] = keep_organisations(roles)
    return [side for side, may in sides.items() if may]


def _with_members(agreement: Agreement) -> set[int | None]:
    """Its organisations of which somebody signs in: they speak for themselves."""
    sides = (agreement.first_id, agreement.second_id)
    live = OrganisationMember.objects.filter(LIVE, organisation__in=[side for side in sides if side])
    return set(live.values_list("organisation_id", flat=True))


def signing_membership(*, user_id: int) -> Membership:
    """The role as which this user signs here: CJG, policy or partner, in that order; Http404 without. One query."""
    order = (Membership.Role.CJG, Membership.Role.POLICY_OFFICER, Membership.Role.PARTNER)
    live = Membership.objects.filter(municipality_id=tenant.require(), user_id=user_id, ended_at=None, role__in=order)
    found = sorted(live, key=lambda one: order.index(Membership.Role(one.role)))
    return found[0] if found else get_object_or_404(live)


def _newest() -> QuerySet[AgreementVersion]:
    newer = AgreementVersion.objects.filter(agreement=OuterRef("agreement"), number__gt=OuterRef("number"))
    return _whole().filter(~Exists(newer))


def _whole() -> QuerySet[AgreementVersion]:
    signers = ("first_signed_by__user", "second_signed_by__user")
    return AgreementVersion.objects.select_related("agreement__first", "agreement__second", "municipality", *signers)
