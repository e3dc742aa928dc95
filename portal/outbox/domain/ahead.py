"""Looks up what mails need for some at a time: a query per mail would cost more than all else."""

from __future__ import annotations

import time
from collections.abc import Sequence

from django.db import InterfaceError, OperationalError

from portal.outbox.models import Message
from portal.outbox.spec import MailKind

TOGETHER = 25
SECONDS = 1.0


class Ahead:
    """Lets kinds look up what they need for some claimed messages at once, but never long before each is sent."""

    def __init__(self, claimed: Sequence[Message]) -> None:
        self._claimed = claimed
        self._known: set[int] = set()
        self._until = 0.0
        self._most = TOGETHER

    def look(self, message: Message, kind: MailKind) -> None:
        """See to it that the kind looked this one up within the last second; raises what the kind raises for it."""
        if message.pk in self._known and time.monotonic() < self._until:
            return
        start = next(number for number, one in enumerate(self._claimed) if one.pk == message.pk)
        some = [one for one in self._claimed[start:] if one.kind == kind.name][: self._most]
        self._until = time.monotonic() + SECONDS
        self._known = set()
        try:
            kind.look_up(some)
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # noqa: BLE001 - one that cannot be looked up must not take the others along
            some = [message]
            kind.look_up(some)
        self._known = {one.pk for one in some}
        # What takes longer than it may be remembered is work for one only.
        self._most = TOGETHER if time.monotonic() < self._until else 1
