"""What somebody sent just after their session ended, kept for a quarter of an hour, locked, for the same person only.

The row that holds it is that of their new session. Files and secrets are not kept, nor what an unknown browser sent.
"""

from __future__ import annotations

import json
import time
from typing import Any

from django.http import HttpRequest

from portal.outbox.crypto import NoKey, lock, unlock
from portal.web.secret_fields import CSRF, is_secret
from portal.web.tries import Tries, last_known

TYPED = "typed"
SECONDS = 15 * 60
MOST = 100_000


def keep(request: HttpRequest) -> bool:
    """Keep what this request sent, for who signed in from this browser last; False when that cannot be."""
    who = last_known(request)
    if not who or request.FILES:
        return False
    sent = {name: values for name, values in request.POST.lists() if name != CSRF and not is_secret(name)}
    told = json.dumps({"who": who, "at": time.time(), "path": request.get_full_path(), "sent": sent}).encode()
    if len(told) > MOST:
        return False
    request.session[TYPED] = lock(told).decode()
    return True


def take(request: HttpRequest, email: str) -> tuple[str, list[tuple[str, str]]] | None:
    """Where this person sent what, once; None when there is nothing, or not of them, or too long ago."""
    token = request.session.pop(TYPED, "")
    try:
        told: dict[str, Any] = json.loads(unlock(token.encode())) if token else {}
    except NoKey:
        return None
    if told.get("who") != Tries(request, email).stamp() or time.time() - told["at"] > SECONDS:
        return None
    return told["path"], [(name, value) for name, values in told["sent"].items() for value in values]
