from __future__ import annotations

from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts.domain.give_role import give_role
from portal.accounts.models import StaffInvitation, User
from portal.accounts.queries import account_of
from portal.audit.actor import acting, current
from portal.audit.domain.record import record


class Over(Exception):
    """The invitation was used, taken back, its time has passed, or who sent it may no longer sign in."""


class OtherPerson(Exception):
    """The invitation is for another address."""


class HasAccount(Exception):
    """Somebody signs in with this address already: they accept as themselves."""


class Closed(Exception):
    """This account was closed, and it is not for this municipality to open it."""


def accept_invitation(*, invitation: StaffInvitation, user: User) -> None:
    """Give the role of an invitation to the person it was sent to, once. Raises Over, OtherPerson."""
    with transaction.atomic():
        held = _held(invitation)
        if user.email != held.email:
            raise OtherPerson
        _join(held, user)


def accept_as_new(*, invitation: StaffInvitation, name: str, password: str) -> User:
    """Make the account of whoever an invitation was sent to, and give its role, once.

    The mailbox proves the address. Raises Over, HasAccount (then nothing of it changes), Closed.
    """
    with transaction.atomic():
        held = _held(invitation)
        user, opened = _new_account(held.email, name, password)
        _join(held, user, opened=opened)
    return user


def _held(invitation: StaffInvitation) -> StaffInvitation:
    """The invitation as it is, held until the transaction ends: a second click waits, and then finds it used."""
    whole = StaffInvitation.objects.select_related("municipality", "invited_by")
    held = whole.select_for_update(of=("self",)).get(pk=invitation.pk)
    if not held.open or not held.invited_by.is_active:
        raise Over
    return held


def _new_account(email: str, name: str, password: str) -> tuple[User, bool]:
    """The account, and whether it was there and is opened again."""
    found = User.objects.select_for_update().filter(email=email).first()
    if found is None:
        try:
            with transaction.atomic():
                return User.objects.create_user(email, password, name=name), False
        except IntegrityError as error:  # made in the same moment
            raise HasAccount from error
    if account_of(found).known:
        raise HasAccount
    if account_of(found).closed:
        raise Closed
    found.name, found.is_active = name, True
    found.set_password(password)
    found.save(update_fields=["name", "is_active", "password"])
    return found, True


def _join(held: StaffInvitation, user: User, *, opened: bool = False) -> None:
    with acting(replace(current(), kind="user", id=user.pk)):
        give_role(user=user, municipality=held.municipality, role=held.role)
        held.accepted_at = timezone.now()
        held.save(update_fields=["accepted_at"])
        if opened:
            record("accounts.opened", user, fields=("name", "is_active", "password"))
        record("accounts.accept_invitation", held, fields=("accepted_at", f"invited_by:{held.invited_by_id}"))
