"""What would keep every mail from leaving, said at the start instead of in each message."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from portal.outbox.mime import BadAddress, ascii_address


def sender_is_an_address(**_: Any) -> list[CheckMessage]:
    """EMAIL_FROM is a bare e-mail address as it travels: no name, its domain in ASCII."""
    sender = settings.EMAIL_FROM
    try:
        if ascii_address(sender) == sender:
            return []
    except BadAddress:
        pass
    hint = "Give a bare address as in samenspel@gemeente.example, an international domain as xn--…"
    return [Error(f"EMAIL_FROM is no e-mail address: {sender!r}.", hint=hint, id="outbox.E001")]
