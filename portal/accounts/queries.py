from __future__ import annotations

from django.db.models import Min

from portal.accounts.models import Membership, User
from portal.municipalities.models import Municipality


def live_roles(user_id: int, municipality_id: int) -> frozenset[str]:
    """The roles that this user has in this municipality at this moment; empty for a deactivated user. One query."""
    rows = Membership.objects.filter(
        user_id=user_id, municipality_id=municipality_id, ended_at__isnull=True, user__is_active=True
    )
    return frozenset(rows.values_list("role", flat=True))


def municipalities_of(user: User) -> list[Municipality]:
    """The municipalities where this user has a live role, by name. One query."""
    live = Membership.objects.filter(user=user, ended_at__isnull=True)
    return list(Municipality.objects.filter(pk__in=live.values("municipality_id")).order_by("name"))


def live_municipality_ids(user: User) -> list[int]:
    """Where this user has a live role, longest first: their account mail goes out from the first. One query."""
    live = Membership.objects.filter(user=user, ended_at__isnull=True).values("municipality_id")
    ordered = live.annotate(first=Min("started_at"), lowest=Min("pk")).order_by("first", "lowest")
    return list(ordered.values_list("municipality_id", flat=True))


def active_user(email: str) -> User | None:
    """Who may sign in with this address, or None. One query."""
    return User.objects.filter(email=email.strip().lower(), is_active=True).first()
