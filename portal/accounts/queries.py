from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Prefetch, Q, QuerySet

from portal.accounts.models import Membership, StaffInvitation, User, WorkAccount, WorkProvider
from portal.municipalities import tenant
from portal.municipalities.models import Municipality


@dataclass(frozen=True)
class Standing:
    """The roles of somebody in one municipality, and whether they have roles in others too."""

    roles: frozenset[str] = frozenset()
    elsewhere: bool = False


def standing(user_id: int, municipality_id: int) -> Standing:
    """How this user stands at this moment, seen from this municipality; nothing for a deactivated user. One query."""
    rows = Membership.objects.filter(user_id=user_id, ended_at__isnull=True, user__is_active=True)
    found = list(rows.values_list("municipality_id", "role"))
    here = frozenset(role for place, role in found if place == municipality_id)
    return Standing(here, any(place != municipality_id for place, _ in found))


def live_roles(user_id: int, municipality_id: int) -> frozenset[str]:
    """The roles that this user has in this municipality at this moment; empty for a deactivated user. One query."""
    rows = Membership.objects.filter(
        user_id=user_id, municipality_id=municipality_id, ended_at__isnull=True, user__is_active=True
    )
    return frozenset(rows.values_list("role", flat=True))


def roles_anywhere(user_id: int) -> frozenset[str]:
    """The roles that this user has at this moment in any municipality; empty for a deactivated user. One query."""
    rows = Membership.objects.filter(user_id=user_id, ended_at__isnull=True, user__is_active=True)
    return frozenset(rows.values_list("role", flat=True))


def municipalities_of(user: User) -> list[Municipality]:
    """The municipalities where this user has a live role, by name. One query."""
    live = Membership.objects.filter(user=user, ended_at__isnull=True)
    return list(Municipality.objects.filter(pk__in=live.values("municipality_id")).order_by("name"))


def places_of(user: User) -> list[tuple[Municipality, list[Membership]]]:
    """The municipalities where this user has a live role, by name, each with those roles. One query."""
    live = Membership.objects.filter(user=user, ended_at__isnull=True, user__is_active=True)
    found: dict[Municipality, list[Membership]] = {}
    for membership in live.select_related("municipality").order_by("municipality__name", "started_at", "pk"):
        found.setdefault(membership.municipality, []).append(membership)
    return list(found.items())


def live_municipality_ids(user: User) -> list[int]:
    """Where this user has a live role, longest first: their account mail goes out from the first. One query."""
    live = Membership.objects.filter(user=user, ended_at__isnull=True).values("municipality_id")
    ordered = live.annotate(first=Min("started_at"), lowest=Min("pk")).order_by("first", "lowest")
    return list(ordered.values_list("municipality_id", flat=True))


def active_user(email: str) -> User | None:
    """Who may sign in with this address, or None. One query."""
    return User.objects.filter(email=email.strip().lower(), is_active=True).first()


def people_here(municipality_id: int, part: str = "", *, ended: bool = False) -> QuerySet[User]:
    """Who has a role here, by name; with `ended` who had one and has none left. Two queries when read.

    With `part` only those who have it in their name or address. Their roles here, also those that ended, are in `here`.
    """
    live = Membership.objects.filter(municipality_id=municipality_id, user=OuterRef("pk"), ended_at__isnull=True)
    lives = Q(Exists(live), is_active=True)
    found = known_here(municipality_id).filter(~lives if ended else lives)
    if part:
        found = found.filter(Q(name__icontains=part) | Q(email__icontains=part))
    return found.order_by("name", "email")


def known_here(municipality_id: int) -> QuerySet[User]:
    """Everybody who has or had a role here, with their roles here in `here`, oldest first. Two queries when read."""
    own = Membership.objects.filter(municipality_id=municipality_id)
    roles = Prefetch("memberships", own.order_by("started_at", "pk"), "here")
    return User.objects.filter(Exists(own.filter(user=OuterRef("pk")))).prefetch_related(roles)


def lives(person: User) -> bool:
    """Whether somebody of `known_here` can do anything here at this moment. No query."""
    here: list[Membership] = person.here  # type: ignore[attr-defined]  # known_here put it there
    return person.is_active and any(role.ended_at is None for role in here)


@dataclass(frozen=True)
class Account:
    """Whether somebody can sign in, and whether an account was closed that another municipality answers for."""

    known: bool = False
    closed: bool = False


def account_of(user: User | None) -> Account:
    """How this account stands, None being nobody's. At most one query.

    One without a password, or one that was closed with no role left anywhere, is neither: an invitation may open it.
    """
    if user is None:
        return Account()
    if user.is_active:
        return Account(known=user.has_usable_password())
    return Account(closed=bool(live_municipality_ids(user)))


def invitation(public_id: UUID) -> StaffInvitation | None:
    """An invitation of the municipality in use, with who sent it; None when it is not there any more. One query."""
    return StaffInvitation.objects.select_related("invited_by").filter(public_id=public_id).first()


def has_role_here(email: str, role: str) -> bool:
    """Whether somebody with this address has this role in the municipality in use, whatever elsewhere. One query."""
    rows = Membership.objects.filter(municipality_id=tenant.require(), role=role, ended_at__isnull=True)
    return rows.filter(user__email=email.strip().lower(), user__is_active=True).exists()


def invitations_waiting() -> QuerySet[StaffInvitation]:
    """The invitations of the municipality in use that were neither used nor taken back, newest first. One query."""
    waiting = StaffInvitation.objects.filter(accepted_at__isnull=True, revoked_at__isnull=True)
    return waiting.select_related("invited_by").order_by("-created_at", "-pk")


def work_provider() -> WorkProvider | None:
    """Where colleagues of the municipality in use sign in with the account of their work. One query."""
    return WorkProvider.objects.filter(municipality_id=tenant.require()).first()


def work_account(user_id: int) -> WorkAccount | None:
    """The account of their work that somebody signs in with in the municipality in use. One query."""
    return WorkAccount.objects.filter(municipality_id=tenant.require(), user_id=user_id).first()


def work_account_known_as(*, issuer: str, directory: str, subject: str) -> WorkAccount | None:
    """The work account under this number here, of somebody active with a live role here; else None. One query."""
    live = Membership.objects.filter(municipality_id=tenant.require(), ended_at=None, user=OuterRef("user"))
    own = WorkAccount.objects.filter(Exists(live), municipality_id=tenant.require(), user__is_active=True)
    return own.filter(issuer=issuer, directory=directory, subject=subject).select_related("user").first()


def door_is_open(*, account_id: int, user_id: int) -> bool:
    """Whether this work account is still linked here, to this user, at the provider that is used now. One query."""
    used = WorkProvider.objects.filter(is_on=True, issuer=OuterRef("issuer"), directory=OuterRef("directory"))
    own = WorkAccount.objects.filter(municipality_id=tenant.require(), pk=account_id, user_id=user_id)
    return own.filter(Exists(used)).exists()
