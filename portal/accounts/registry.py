"""What higher storeys do when somebody's role ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.accounts.models import Membership

_followers: list[Callable[[Membership], object]] = []


def on_role_ended(follow: Callable[[Membership], object]) -> None:
    """Have this called in the municipality concerned, in the transaction in which a role ends."""
    _followers.append(follow)


def tell_role_ended(membership: Membership) -> None:
    """Let everything that hangs on a role follow."""
    for follow in _followers:
        follow(membership)
