from __future__ import annotations

import logging
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction
from django.db.models.functions import Now

from activities import messages
from activities.models import Registration, Reminder, Session
from portal.web.limits import allow_mails

logger = logging.getLogger(__name__)


def remind_due() -> int:
    """Turn every due reminder of the municipality in use into messages; says how many reminders were done."""
    due = Reminder.objects.filter(done_at__isnull=True, due_at__lte=Now()).order_by("due_at", "pk")
    return sum(_tried(pk) for pk in due.values_list("pk", flat=True))


def _tried(pk: int) -> bool:
    """One that goes wrong waits for the next minute; those behind it do not."""
    try:
        return _remind(pk)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("reminder failed", extra={"facts": {"object": f"reminder:{pk}"}})
        return False


@transaction.atomic
def _remind(pk: int) -> bool:
    still_due = Reminder.objects.filter(pk=pk, done_at__isnull=True)
    reminder = still_due.select_for_update(skip_locked=True, of=("self",)).annotate(now=Now()).first()
    if reminder is None:
        return False
    session = Session.objects.select_for_update(no_key=True).get(pk=reminder.session_id)
    reminder.outcome = _outcome(reminder, session, reminder.now)
    if reminder.outcome == "sent":
        live = Registration.objects.filter(session=session, state=Registration.State.CONFIRMED)
        messages.queue_reminders(session, _allowed(session, list(live.select_related("parent"))))
    else:
        logger.info(
            "reminder skipped", extra={"facts": {"object": f"session:{session.pk}", "result": reminder.outcome}}
        )
    reminder.done_at = reminder.now
    reminder.save(update_fields=["outcome", "done_at"])
    return True


def _allowed(session: Session, live: list[Registration]) -> list[Registration]:
    """Whoever asked by a link of their own; of the others those whose mailbox has not had its share of mails yet."""
    may = allow_mails(one.parent.email for one in live if one.by_anyone)
    found = [one for one in live if not one.by_anyone or one.parent.email in may]
    left_out = sum(bool(one.parent.email) for one in live) - sum(bool(one.parent.email) for one in found)
    if left_out:
        logger.info(
            "reminders left out", extra={"facts": {"object": f"session:{session.pk}", "result": f"limited:{left_out}"}}
        )
    return found


def _outcome(reminder: Reminder, session: Session, now: datetime) -> str:
    if session.cancelled_at:
        return "cancelled"
    if reminder.session_version != session.version:
        return "moved"
    return "sent" if session.starts_at > now else "too_late"
