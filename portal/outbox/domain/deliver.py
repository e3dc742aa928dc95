from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import format_datetime

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone, translation

from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from portal.outbox import registry
from portal.outbox.crypto import lock, unlock
from portal.outbox.domain import mark, slots
from portal.outbox.domain.ahead import Ahead
from portal.outbox.domain.claim import BATCH, claim
from portal.outbox.domain.rest import leave_alone
from portal.outbox.domain.retry import MAX_RENDERS
from portal.outbox.faults import failpoint, off
from portal.outbox.mime import BadAddress, Envelope, ascii_address, compose
from portal.outbox.models import Message
from portal.outbox.smtp import SILENT, NoAnswer, RelayDown, Reply, relay
from portal.outbox.spec import MailKind

logger = logging.getLogger(__name__)
State = Message.State
PERMANENT = 500
PAUSES = (0.0, 0.5, 2.0, 5.0)
NO_SUCH_ADDRESS = {550, 551, 553}
ABOUT_THE_ADDRESS = ("5.1.", "5.2.1")
_place = slots.Place()


@dataclass(frozen=True, slots=True)
class Round:
    """How many messages were claimed, and whether the relay makes going on useless for now."""

    claimed: int
    halted: bool = False


def deliver_due(limit: int = BATCH) -> Round:
    """Claim at most so many due messages of the municipality in use and send them, one transaction each."""
    claimed = _claim(limit)
    if not claimed:
        return Round(0)
    if not _reach_relay():
        mark.release(claimed)
        return Round(len(claimed), halted=True)
    ahead, sender_name = Ahead(claimed), _sender_name()
    for number, message in enumerate(claimed, start=1):
        _place.keep()
        if not _deliver(message, ahead, sender_name):
            mark.release(claimed[number:])
            return Round(len(claimed), halted=True)
    return Round(len(claimed))


def _claim(limit: int) -> list[Message]:
    """What is due and may go out now; behind what has to wait there may be something that has not."""
    awake: list[Message] = []
    for _again in range(2):
        claimed = claim(limit)
        awake = leave_alone(claimed)
        if awake or not claimed:
            break
    return awake


def hang_up() -> None:
    """Nothing more to send for now: close the connection and make room."""
    relay().close()
    _place.leave()


def _reach_relay() -> bool:
    if not _place.take():
        relay().close()
        return False
    try:
        relay().open()
    except RelayDown as down:
        logger.warning("relay down: %s", down.error)
        if down.code in slots.BUSY_CODES:
            slots.note_busy()
        _place.leave()
        return False
    return True


def _deliver(message: Message, ahead: Ahead, sender_name: str) -> bool:
    """Send one message; False when the relay makes going on useless for now."""
    try:
        recipient = ascii_address(message.address)
    except BadAddress:
        _dead(message, "address")
        return True
    try:
        body = _prepare(message, ahead, sender_name)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        if off("park"):
            raise
        # Whatever a kind does wrong, the rest of the queue goes on.
        logger.exception("message could not be built", extra={"facts": {"object": f"message:{message.pk}"}})
        mark.spoilt(message, f"render:{type(error).__name__}", most=MAX_RENDERS)
        return True
    return body is None or _send(message, recipient, body)


def _prepare(message: Message, ahead: Ahead, sender_name: str) -> bytes | None:
    """The bytes, when the message is now marked as being sent; None when it is not to be sent."""
    kind = registry.find(message.kind)
    if kind is None:
        mark.end(message, State.PARKED, "unknown-kind")
        return None
    ahead.look(message, kind)
    if not kind.wanted(message):
        logger.info("message skipped", extra={"facts": {"object": f"message:{message.pk}", "action": message.kind}})
        mark.end(message, State.SKIPPED)
        return None
    stored = message.body
    body = unlock(stored) if stored else _build(kind, message, sender_name)
    return body if _start(message, None if stored else lock(body)) else None


def _start(message: Message, locked: bytes | None) -> bool:
    if off("submitting"):
        return True
    started = mark.submitting(message, locked)
    message.attempts += started
    return started


def _build(kind: MailKind, message: Message, sender_name: str) -> bytes:
    at = message.clock.astimezone(timezone.get_default_timezone()).replace(microsecond=0)
    message.date_header = format_datetime(at)
    message.message_id = f"<{message.public_id.hex}@{settings.EMAIL_FROM.rpartition('@')[2]}>"
    with translation.override(message.language):
        mail = kind.build(message)
    envelope = Envelope(
        sender=settings.EMAIL_FROM,
        sender_name=sender_name,
        to=message.address,
        message_id=message.message_id,
        at=at,
        language=message.language,
    )
    return compose(mail, envelope)


def _send(message: Message, recipient: str, body: bytes) -> bool:
    failpoint("submitted")
    try:
        reply = relay().send(settings.EMAIL_FROM, recipient, body)
    except RelayDown as down:
        if down.code in slots.BUSY_CODES:
            slots.note_busy()
        mark.again(message, down.error, down.code)
        return False
    except NoAnswer as silence:
        mark.unclear(message, f"unclear:{silence}")
        return str(silence) != SILENT
    failpoint("accepted")
    return _answered(message, reply)


def _answered(message: Message, reply: Reply) -> bool:
    if reply.code in slots.BUSY_CODES:
        slots.note_busy()
    if 200 <= reply.code < 300:  # noqa: PLR2004 - 2xx is yes
        _insist(lambda: mark.sent(message))
    elif reply.after == "MAIL":
        # About us or the relay, not about this message.
        mark.again(message, reply.error, reply.code)
        return False
    elif _no_such_address(reply):
        _dead(message, reply.error)
    elif reply.code >= PERMANENT:
        mark.end(message, State.PARKED, reply.error)
    else:
        mark.again(message, reply.error, reply.code)
    return True


def _insist(act: Callable[[], object]) -> None:
    """Only this process knows that the mail went: a database that is back in some seconds still hears it."""
    for pause in (*PAUSES, None):
        try:
            act()
        except (OperationalError, InterfaceError):
            if pause is None:
                raise
            connection.close()
            time.sleep(pause)
        else:
            return


def _no_such_address(reply: Reply) -> bool:
    # Without a status only an answer to the address itself says so: a filter refuses a text after DATA.
    told = reply.status.startswith(ABOUT_THE_ADDRESS) if reply.status else reply.after == "RCPT"
    return reply.code in NO_SUCH_ADDRESS and told


def _dead(message: Message, error: str) -> None:
    mark.end(message, State.FAILED, error)
    try:
        with transaction.atomic():
            registry.tell_dead_address(message.address)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("nobody was told of a dead address", extra={"facts": {"object": f"message:{message.pk}"}})


def _sender_name() -> str:
    return f"{settings.PORTAL_NAME} {Municipality.objects.only('name').get(pk=tenant.require()).name}"
