from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from activities import messages
from activities.domain.register import Over
from activities.models import Invitation, Session
from activities.queries import to_invite
from portal.audit.domain.record import record

BATCH = 500


def invite(*, session: Session, neighbourhood_ids: Sequence[int] = ()) -> int:
    """Invite everyone who may be asked and was not yet, in batches of one transaction each; says how many.

    Safe to repeat and to start twice: nobody is asked twice. Raises Over when the session was cancelled.
    """
    total = 0
    while count := invite_batch(session=session, neighbourhood_ids=neighbourhood_ids):
        total += count
    return total


@transaction.atomic
def invite_batch(*, session: Session, neighbourhood_ids: Sequence[int] = (), size: int = BATCH) -> int:
    """Invite at most `size` parents; 0 when nobody is left. Raises Over when the session was cancelled."""
    # The lock keeps two rounds apart, and a cancellation out of the middle of a batch.
    current = Session.objects.select_for_update(no_key=True, of=("self",)).select_related("series").get(pk=session.pk)
    if current.cancelled_at:
        raise Over
    parents = list(to_invite(current, neighbourhood_ids).order_by("pk")[:size])
    if not parents:
        return 0
    invitations = Invitation.objects.bulk_create(Invitation(session=current, parent=p) for p in parents)
    messages.queue_invitations(current, parents)
    record("session.invited", current, fields=(f"invitations:{len(invitations)}",))
    return len(invitations)
