"""Addresses behind which a parent acts without an account; they die when the parent's address changes."""

from __future__ import annotations

from activities.models import Registration, Session
from activities.queries import stamp_of, was_invited
from partners.models import Parent
from portal.web import links
from portal.web.addresses import murl

INVITATION_LINK = "invitation"
REGISTRATION_LINK = "registration"
INVITATION_DAYS = 60
REGISTRATION_DAYS = 400


def invitation_path(session: Session, parent: Parent) -> str:
    """Where this parent signs up for this session."""
    data = {"session": session.public_id.hex, "parent": parent.public_id.hex, "stamp": stamp_of(parent)}
    return murl("activities:invited", token=links.make(INVITATION_LINK, data, days=INVITATION_DAYS))


def registration_path(registration: Registration) -> str:
    """Where the parent sees, changes or cancels this registration."""
    data = {"registration": registration.public_id.hex, "stamp": stamp_of(registration.parent)}
    return murl("activities:registration", token=links.make(REGISTRATION_LINK, data, days=REGISTRATION_DAYS))


def way_back(registration: Registration) -> str:
    """Where somebody who cancelled signs up again: with their invitation when they had one, else as anybody."""
    session, parent = registration.session, registration.parent
    if was_invited(registration):
        return invitation_path(session, parent)
    return murl("activities:session", public_id=session.public_id)
