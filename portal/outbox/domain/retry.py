"""When to try again: pauses grow, differ per message, and end after eight attempts."""

from __future__ import annotations

from zlib import crc32

MAX_ATTEMPTS = 8
MAX_RENDERS = 5
PAUSES = (60, 600, 1_800, 3_600, 7_200, 14_400, 28_800)
GREYLISTED = 451
FIRST_GREY_PAUSE = 330  # a server that greylists wants five minutes
LAPSED = 60


def pause(key: str, attempts: int, code: int = 0) -> int:
    """Seconds until the next attempt after so many; grows with each, and spreads by a hash of the key."""
    step = min(max(attempts, 1), len(PAUSES)) - 1
    base = FIRST_GREY_PAUSE if code == GREYLISTED and step == 0 else PAUSES[step]
    return base + base * (crc32(f"{key}{attempts}".encode()) % 25) // 100
