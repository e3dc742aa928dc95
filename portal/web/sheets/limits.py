from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost at most; a list of people stays far below each of these."""

    size: int = 20 * 1024 * 1024
    rows: int = 50_000
    columns: int = 200
    cells: int = 2_000_000
    characters: int = 20_000_000
    entries: int = 1_000
    unpacked: int = 100 * 1024 * 1024


LIMITS = Limits()
