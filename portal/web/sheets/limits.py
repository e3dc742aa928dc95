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
    # The parts that only say where the others are, and one mark of any part: these are read as a whole.
    index: int = 1024 * 1024
    # A full sheet has three marks for each cell.
    elements: int = 7_000_000


LIMITS = Limits()
