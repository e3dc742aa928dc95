from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import transaction

from activities.domain.register import Coming, register
from activities.models import Registration, Session
from partners.domain.find_or_add import find_or_add


@dataclass(frozen=True)
class Person:
    """A name and one road, as somebody filled them in."""

    name: str
    email: str
    phone: str


@transaction.atomic
def sign_up(*, session: Session, person: Person, coming: Coming, confirm: bool = True) -> Registration:
    """Sign somebody up from the public form; the same form sent twice gets the same place.

    Raises Full, TooMany or Over as `register` does; a parent who was not known is not kept then.
    """
    parent = find_or_add(**asdict(person), source="sign_up")
    return register(session=session, parent=parent, coming=coming, confirm=confirm)
