"""What goes out about a session: each function stores messages in the transaction of the change itself."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from activities.messages.kinds import (
    CANCELLED_BY_PARENT,
    CONFIRMATION,
    INVITATION,
    NEW_LINK,
    REMINDER,
    SESSION_CANCELLED,
    SESSION_MOVED,
)
from activities.models import Registration, Session
from partners.models import Parent
from portal.outbox.domain.cancel import cancel
from portal.outbox.domain.queue import Recipient, queue_many
from portal.outbox.domain.renew import renew

# Right for one moment of a session only.
OF_A_MOMENT = (REMINDER, SESSION_MOVED)


def queue_invitations(session: Session, parents: Iterable[Parent]) -> None:
    """An invitation for each parent, once per session."""
    queue_many(INVITATION, subject=session, recipients=[_recipient(p) for p in parents])


def queue_confirmation(registration: Registration) -> None:
    """What was agreed, with a calendar file; again after each change."""
    _to_registered(CONFIRMATION, registration, occurrence=f"{registration.pk}.{registration.version}")


def queue_cancelled_by_parent(registration: Registration) -> None:
    """Thanks for letting us know."""
    _to_registered(CANCELLED_BY_PARENT, registration, occurrence=str(registration.pk))


def queue_session_cancelled(session: Session, registrations: Iterable[Registration]) -> None:
    """The session is off, and why."""
    _to_all(SESSION_CANCELLED, session, registrations)


def queue_session_moved(session: Session, registrations: Iterable[Registration]) -> None:
    """The session has another day or time; once for each moment that it moves to."""
    _to_all(SESSION_MOVED, session, registrations, occurrence=f"v{session.version}")


def queue_new_link(parent: Parent) -> None:
    """New links to what this parent signed up for, each time they are asked for."""
    if reachable(parent):
        queue_many(NEW_LINK, subject=parent, recipients=[_recipient(parent)], occurrence=uuid.uuid4().hex)


def queue_reminders(session: Session, registrations: Iterable[Registration]) -> None:
    """The day before, for everyone signed up with an address that works."""
    _to_all(REMINDER, session, registrations, occurrence=f"v{session.version}")


def drop_all(session: Session) -> None:
    """What was not sent yet about a session that is off, is not sent any more."""
    cancel(subject=session, kinds=(INVITATION, *OF_A_MOMENT))


def drop_moment(session: Session) -> None:
    """What was not sent yet about the old moment is not sent; invitations that still wait tell the new one."""
    cancel(subject=session, kinds=OF_A_MOMENT)
    renew(subject=session, kinds=(INVITATION,))


def _to_registered(kind: str, registration: Registration, *, occurrence: str) -> None:
    _to_all(kind, registration.session, [registration], occurrence=occurrence)


def _to_all(kind: str, session: Session, registrations: Iterable[Registration], *, occurrence: str = "") -> None:
    recipients = [_recipient(r.parent, registration=str(r.public_id)) for r in registrations if reachable(r.parent)]
    queue_many(kind, subject=session, recipients=recipients, occurrence=occurrence)


def reachable(parent: Parent) -> bool:
    """Whether anything is stored for this parent: there is an address, and mail to it arrives."""
    return bool(parent.email_key) and parent.email_broken_at is None


def _recipient(parent: Parent, **data: str) -> Recipient:
    return Recipient(key=str(parent.public_id), address=parent.email, data={"parent": str(parent.public_id), **data})
