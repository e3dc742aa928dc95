from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.db.models.functions import Now

from activities import messages
from activities.models import Registration, Reminder, Session

logger = logging.getLogger(__name__)


def remind_due() -> int:
    """Turn every due reminder of the municipality in use into messages; says how many reminders were done."""
    done = 0
    while _remind_one():
        done += 1
    return done


@transaction.atomic
def _remind_one() -> bool:
    due = Reminder.objects.filter(done_at__isnull=True, due_at__lte=Now()).order_by("due_at", "pk")
    reminder = due.select_for_update(skip_locked=True, of=("self",)).annotate(now=Now()).first()
    if reminder is None:
        return False
    session = Session.objects.select_for_update(no_key=True).get(pk=reminder.session_id)
    reminder.outcome = _outcome(reminder, session, reminder.now)
    if reminder.outcome == "sent":
        live = Registration.objects.filter(session=session, state=Registration.State.CONFIRMED)
        messages.queue_reminders(session, live.select_related("parent"))
    else:
        logger.info("reminder skipped", extra={"object": f"session:{session.pk}", "result": reminder.outcome})
    reminder.done_at = reminder.now
    reminder.save(update_fields=["outcome", "done_at"])
    return True


def _outcome(reminder: Reminder, session: Session, now: datetime) -> str:
    if session.cancelled_at:
        return "cancelled"
    if reminder.session_version != session.version:
        return "moved"
    return "sent" if session.starts_at > now else "too_late"
