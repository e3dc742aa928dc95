from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now

from activities import messages
from activities.domain.register import lock_places
from activities.models import Registration, Session
from portal.audit.domain.record import record


@transaction.atomic
def cancel_session(*, session: Session, reason: str) -> Session:
    """Call a session off: nothing about it starts to be sent any more, everyone signed up hears why.

    Doing it again changes nothing and sends nothing.
    """
    current = Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    if current.cancelled_at:
        return current
    lock_places(current, also_over=True)  # a sign-up that is under way ends first, and is told too
    current.cancelled_at, current.cancel_reason = Now(), reason
    current.save(update_fields=["cancelled_at", "cancel_reason"])
    current.refresh_from_db()
    messages.drop_all(current)
    live = Registration.objects.filter(session=current, state=Registration.State.CONFIRMED)
    messages.queue_session_cancelled(current, live.select_related("parent"))
    record("session.cancelled", current, fields=("cancelled_at", "cancel_reason"))
    return current
