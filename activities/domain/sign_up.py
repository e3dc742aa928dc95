from __future__ import annotations

from uuid import UUID

from django.db import transaction

from activities.domain.register import Coming, register
from activities.models import Registration, Session
from partners.domain.find_or_add import find_or_add


@transaction.atomic
def sign_up(
    *, session: Session, name: str, email: str, phone: str, adults: int, children: int, form_key: UUID, confirm: bool
) -> Registration:
    """Sign somebody up from the public form; the same form sent twice gets the same place.

    Raises Full or Over as `register` does; a parent who was not known is not kept then.
    """
    parent = find_or_add(name=name, email=email, phone=phone, source="sign-up")
    coming = Coming(adults, children, form_key=form_key)
    return register(session=session, parent=parent, coming=coming, confirm=confirm)
