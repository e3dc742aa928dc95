"""Which fields of a form hold what is never given back, not even to who sent it: it is asked again."""

from __future__ import annotations

import re

# By the last word of its name: a form may put its own before it. What Django checks a form by is no secret of a person.
SECRET = re.compile(
    r"(?:[\w-]+-)?(?:\w*password\w*|code|otp|pin|secret|client_secret|credential|access_token|recovery_codes?)",
    re.IGNORECASE,
)
CSRF = "csrfmiddlewaretoken"


def is_secret(name: str) -> bool:
    """Whether a field of this name holds a password, a code, or something else that opens a door."""
    return bool(SECRET.fullmatch(name))
