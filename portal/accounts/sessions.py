"""Sessions in the database, looked up only by a key that could be one."""

from __future__ import annotations

import re

from django.contrib.sessions.backends import db

KEY = re.compile(r"[a-z0-9]{32}")


class SessionStore(db.SessionStore):
    """Django's own; a cookie that no session ever had, such as one with a NUL in it, never reaches the database."""

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(KEY.fullmatch(key or ""))
