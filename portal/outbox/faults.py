"""For tests only: a named point where a process dies, and a switch per guarantee for the negative controls.

FAILPOINT=name:marker kills the process once at that point, and leaves the file `marker` to remember it.
PORTAL_TEST_SWITCH=name,name switches protections off. Both do nothing unless PORTAL_ENV is test.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

from django.conf import settings


def off(guarantee: str) -> bool:
    """Did a negative control switch this guarantee off?"""
    return settings.ENV == "test" and guarantee in os.environ.get("PORTAL_TEST_SWITCH", "").split(",")


def failpoint(name: str) -> None:
    """Die here, once, when a test asked for it."""
    wanted, _, marker = os.environ.get("FAILPOINT", "").partition(":")
    if wanted != name or settings.ENV != "test":
        return
    try:
        Path(marker).touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)
