from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models.functions import Now

from activities import messages
from activities.domain.register import Over
from activities.models import Invitation, Session
from activities.queries import to_invite
from portal.audit.domain.record import record

BATCH = 500


@transaction.atomic
def invite_batch(*, session: Session, neighbourhood_ids: Sequence[int] = (), size: int = BATCH) -> int:
    """Invite at most `size` parents who may be asked and were not yet; says how many, 0 when nobody is left.

    Safe to repeat and to start twice: nobody is asked twice. Raises Over when the session has begun or was cancelled.
    """
    # The lock keeps two rounds apart, and a cancellation out of the middle of a batch.
    coming = Session.objects.filter(pk=session.pk, starts_at__gt=Now(), cancelled_at__isnull=True)
    current = coming.select_for_update(no_key=True).first()
    if current is None:
        raise Over
    parents = list(to_invite(current, neighbourhood_ids).order_by("pk")[:size])
    if not parents:
        return 0
    invitations = Invitation.objects.bulk_create(Invitation(session=current, parent=p) for p in parents)
    messages.queue_invitations(current, parents)
    record("session.invited", current, fields=(f"invitations:{len(invitations)}",))
    return len(invitations)
