"""By which door somebody came in: a session that began with the work account of one municipality opens only that one.

Who keeps the accounts of a municipality could sign in as its colleagues; that may not open another municipality.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from allauth.account.internal.stagekit import clear_login
from django.http import HttpRequest

from portal.accounts.queries import door_is_open
from portal.municipalities import tenant

DOOR = "door"


@dataclass(frozen=True)
class Door:
    """Whose session it is, the municipality, the work account, and whether more than a password was given there."""

    user: int
    place: int
    account: int
    factor: bool


def door_of(request: HttpRequest, user_id: int | None) -> Door | None:
    """The door by which this user came in; None for who came by the portal's own. No query."""
    told = request.session.get(DOOR)
    return Door(**told) if told and told["user"] == user_id else None


def remember_door(request: HttpRequest, door: Door) -> None:
    """Let this session know by which door its user came in."""
    request.session[DOOR] = asdict(door)


def forget_door(request: HttpRequest) -> None:
    """Somebody signs in anew by the portal's own door; what was on its way through the other one is over."""
    if request.session.pop(DOOR, None):
        clear_login(request)


def here(request: HttpRequest, municipality_id: int) -> bool:
    """Whether the door of this session leads into this municipality. No query."""
    door = door_of(request, request.user.pk)
    return door is None or door.place == municipality_id


def shut(request: HttpRequest) -> bool:
    """Whether the door of this session was closed behind its user: unlinked, or no longer used. At most one query."""
    door = door_of(request, request.user.pk)
    if door is None:
        return False
    with tenant.use(door.place):
        return not door_is_open(account_id=door.account, user_id=door.user)


def gave_factor(request: HttpRequest, user_id: int | None) -> bool:
    """Whether more than a password was given at the door, as the municipality trusts it to say. No query."""
    door = door_of(request, user_id)
    return door is not None and door.factor
