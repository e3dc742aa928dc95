"""Sessions in the database, looked up by a key that could be one; who signed in is signed out at a fixed moment."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db

KEY = re.compile(r"[a-z0-9]{32}")
UNTIL = "until"
SINCE = "since"
# However often somebody asks for more: after these seconds they sign in again.
LONGEST = 12 * 60 * 60
SIGNED_IN = "_auth_user_id"


class SessionStore(db.SessionStore):
    """Django's own; a cookie that no session ever had, such as one with a NUL in it, never reaches the database."""

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(KEY.fullmatch(key or ""))

    def go_on(self) -> None:
        """Start the time of this session anew, only for who asks for it, and never beyond the longest."""
        now = int(time.time())
        self[UNTIL] = min(now + settings.SESSION_COOKIE_AGE, self.setdefault(SINCE, now) + LONGEST)

    def left(self) -> int:
        """How many seconds somebody stays signed in; 0 for nobody. No query beside that of the session itself."""
        return max(0, int(self.get(UNTIL, 0) - time.time())) if SIGNED_IN in self else 0

    def get_expiry_age(self, **kwargs: Any) -> int:
        """What is left, whatever else is kept in the session meanwhile."""
        return self.left() if UNTIL in self else super().get_expiry_age(**kwargs)

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        """The moment of its end."""
        return datetime.fromtimestamp(self[UNTIL], UTC) if UNTIL in self else super().get_expiry_date(**kwargs)

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        """The time of a session begins when somebody signs in."""
        if SIGNED_IN in self and UNTIL not in self:
            self.go_on()
        super().save(must_create)
