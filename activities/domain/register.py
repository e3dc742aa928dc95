from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from activities import messages
from activities.models import Capacity, Registration, Session
from activities.queries import PLACES
from activities.spec import most_together
from partners.models import Parent
from portal.audit.domain.record import record

# Asked with an address, only where a mail would be stored: who counts mails, counts those.
May = Callable[[str], bool]


class Full(Exception):
    """All places are taken."""


class TooMany(Full):
    """More adults on one sign-up than a meeting with so few places can take."""


class Over(Exception):
    """The session has begun or was cancelled."""


@dataclass(frozen=True)
class Coming:
    """With how many somebody comes, by which road, and (public form) the key of the form that said so."""

    adults: int = 1
    children: int = 0
    source: str = "public"
    form_key: UUID | None = None


def always(_address: str) -> bool:
    """Every address may have one more mail."""
    return True


@transaction.atomic
def register(*, session: Session, parent: Parent, coming: Coming, confirm: May = always) -> Registration:
    """Give this parent a place and (when `confirm` lets it) store the confirmation; again changes and sends nothing.

    Raises Full when fewer places are left than adults come, TooMany when that are too many for one sign-up, and
    Over when the session has begun or was cancelled.
    """
    places = lock_places(session)
    known = Registration.objects.filter(session=session, parent=parent, state=Registration.State.CONFIRMED).first()
    again = known if known and known.form_key == coming.form_key else None
    if coming.adults > max(again.adults if again else 0, most_together(places.total)):
        raise TooMany
    # When all is full a stranger may not learn from the answer that this address is signed up.
    if known and (again or _room(places, coming.adults)):
        return known
    _take(places, coming.adults)
    registration = Registration.objects.create(session=session, parent=parent, **asdict(coming))
    if _hears(parent, confirm):
        messages.queue_confirmation(registration)
    record("registration.made", registration, fields=("adults", "children"))
    return registration


@transaction.atomic
def change(*, registration: Registration, adults: int, children: int, confirm: May = always) -> Registration:
    """Come with more or fewer, and (when `confirm` lets it) store a new confirmation; the same numbers change nothing.

    Raises Full, TooMany or Over as `register`.
    """
    places = lock_places(registration.session)
    current = Registration.objects.get(pk=registration.pk)
    if current.state != Registration.State.CONFIRMED:
        raise Over
    if (current.adults, current.children) == (adults, children):
        return current
    if adults > max(current.adults, most_together(places.total)):
        raise TooMany
    _take(places, adults - current.adults)
    current.adults, current.children, current.version = adults, children, current.version + 1
    current.save(update_fields=["adults", "children", "version"])
    if _hears(current.parent, confirm):
        messages.queue_confirmation(current)
    record("registration.changed", current, fields=("adults", "children"))
    return current


@transaction.atomic
def cancel(*, registration: Registration, confirm: May = always) -> Registration:
    """Give the place back and (when `confirm` lets it) store a word of thanks; again changes nothing and sends nothing.

    Raises Over when the session has begun: who came is then no longer for a link to say.
    """
    places = lock_places(registration.session)
    current = Registration.objects.get(pk=registration.pk)
    if current.state == Registration.State.CANCELLED:
        return current
    _take(places, -current.adults)
    current.state = Registration.State.CANCELLED
    current.cancelled_at = Now()
    current.save(update_fields=["state", "cancelled_at"])
    current.refresh_from_db()
    if _hears(current.parent, confirm):
        messages.queue_cancelled_by_parent(current)
    record("registration.cancelled", current, fields=("state",))
    return current


def lock_places(session: Session, *, also_over: bool = False) -> Capacity:
    """The places of a session, locked until the end of the transaction: one at a time may take or give.

    Raises Over when the session has begun or was cancelled, unless `also_over`.
    """
    places = Capacity.objects.select_for_update(no_key=True).get(session=session, what=PLACES)
    open_now = Session.objects.filter(pk=session.pk, starts_at__gt=Now(), cancelled_at__isnull=True)
    if not also_over and not open_now.exists():
        raise Over
    return places


def _hears(parent: Parent, confirm: May) -> bool:
    return messages.reachable(parent) and confirm(parent.email)


def _room(places: Capacity, count: int) -> bool:
    return places.taken + count <= places.total


def _take(places: Capacity, count: int) -> None:
    if not _room(places, count):
        raise Full
    Capacity.objects.filter(pk=places.pk).update(taken=F("taken") + count)
