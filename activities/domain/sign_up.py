from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from django.db import transaction

from activities.domain.register import Coming, May, always, register
from activities.models import Registration, Session
from partners.domain.find_or_add import find_or_add
from partners.domain.give_consent import SaidNo, give_consent

SOURCE = "sign_up"


@dataclass(frozen=True)
class Person:
    """A name and one road, as somebody filled them in, and whether we may invite them another time."""

    name: str
    email: str
    phone: str
    invite: bool = False


@transaction.atomic
def sign_up(*, session: Session, person: Person, coming: Coming, confirm: May = always) -> Registration:
    """Sign somebody up from the public form; the same form sent twice gets the same place.

    Who may be invited is so from now on, but not who said no before: only a link of their own takes that back.

    Raises Full, TooMany or Over as `register` does; a parent who was not known is not kept then.
    """
    parent = find_or_add(name=person.name, email=person.email, phone=person.phone, source=SOURCE)
    if person.invite:
        with suppress(SaidNo):
            give_consent(parent=parent, source=SOURCE, proven=False)
    return register(session=session, parent=parent, coming=coming, confirm=confirm)
