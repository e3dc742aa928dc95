from __future__ import annotations

from django.contrib.auth.backends import ModelBackend


class ActiveUserBackend(ModelBackend):
    """Password sign-in for active users; rights come from memberships, not from Django's permissions."""
