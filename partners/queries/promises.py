from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from partners.models import OrganisationMember, Parent, Promise
from partners.queries.organisation import own_ids
from partners.rules import see_parents
from portal.accounts.models import Membership, User
from portal.municipalities import tenant


def open_promises(user_id: int, *, left: bool = False) -> QuerySet[Promise]:
    """What this member of staff promised and has not done yet, what is late first. One query.

    With `left` also what those promised who work here no more: somebody has to keep it.
    """
    mine = Promise.objects.filter(_on_list(user_id, left=left), done_at=None)
    return mine.select_related("parent", "organisation", "by").order_by("due", "pk")


def own_promise(public_id: UUID, user_id: int, *, left: bool = False) -> Promise:
    """One of those, done or not; Http404 when it is somebody else's. One query."""
    mine = Promise.objects.filter(_on_list(user_id, left=left))
    return get_object_or_404(mine.select_related("parent", "by"), public_id=public_id)


def _on_list(user_id: int, *, left: bool) -> Q:
    mine = Q(by_id=user_id)
    working = Membership.objects.filter(user=OuterRef("by"), municipality_id=tenant.require(), ended_at=None)
    return mine | ~Q(Exists(working)) if left else mine


def promised_to(user_id: int) -> QuerySet[Promise]:
    """What others promised to the organisations that this partner works for, soonest first. One query."""
    others = Promise.objects.filter(organisation__in=own_ids(user_id), parent=None, done_at=None).exclude(by=user_id)
    return others.select_related("organisation", "by").order_by("due", "pk")


def promises_to(parent: Parent) -> QuerySet[Promise]:
    """What was promised to this parent and is not done yet, soonest first. One query."""
    return Promise.objects.filter(parent=parent, done_at=None).select_related("by").order_by("due", "pk")


@dataclass(frozen=True)
class PromiseCounts:
    """How many promises are open, and how many of them are late."""

    open: int
    late: int


def promise_counts(user_id: int, *, left: bool = False) -> PromiseCounts:
    """Of what is on the list of this member of staff. One query."""
    late = Count("pk", filter=Q(due__lt=timezone.localdate()))
    mine = Promise.objects.filter(_on_list(user_id, left=left), done_at=None)
    return PromiseCounts(**mine.aggregate(open=Count("pk"), late=late))


def colleagues(user_id: int, roles: frozenset[str], *, of_parent: bool = False) -> QuerySet[User]:
    """Who may be asked to keep a promise, by name: for a partner those of the own organisation, else the staff.

    What was promised to a parent only who may see parents keeps. Somebody is their own colleague too. One query.
    """
    if roles == {Membership.Role.PARTNER}:
        own = OrganisationMember.objects.filter(organisation__in=own_ids(user_id))
        memberships = Membership.objects.filter(pk__in=own.values("membership_id"), ended_at=None)
    else:
        here = Membership.objects.filter(municipality_id=tenant.require(), ended_at=None)
        who = [role for role in Membership.Role.values if see_parents(frozenset({role}))]
        memberships = here.filter(role__in=who) if of_parent else here.exclude(role=Membership.Role.PARTNER)
    found = memberships.values("user_id")
    return User.objects.filter(Q(pk=user_id) | Q(pk__in=found), is_active=True).order_by("name", "pk")
