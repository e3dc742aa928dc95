"""What every benchmark needs: the CPU of a tree of processes, ratios of alternating pairs, lines of JSON."""

from __future__ import annotations

import json
import os
import platform
import statistics
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

PAIRS = 5


def cpu_seconds(pids: Iterable[int]) -> float:
    """User and system time so far of these processes and all below them."""
    total = 0.0
    for pid in pids:
        for process in family(pid):
            with suppress(psutil.Error):
                times = process.cpu_times()
                total += times.user + times.system
    return total


def server_seconds(pid: int) -> float:
    """User and system time so far of a server, of its children and of those that ended."""
    times = psutil.Process(pid).cpu_times()
    ended = getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0)
    return cpu_seconds([pid]) + ended


def family(pid: int) -> list[psutil.Process]:
    """A process and all below it; empty when it is gone."""
    with suppress(psutil.Error):
        top = psutil.Process(pid)
        return [top, *top.children(recursive=True)]
    return []


@dataclass(frozen=True)
class Pairs:
    """Measured beside its limit, turn by turn, so that both meet the same noise."""

    ours: Sequence[float]
    limit: Sequence[float]

    @property
    def ratio(self) -> float:
        """Ours over the limit, of the medians."""
        return statistics.median(self.ours) / statistics.median(self.limit)

    @property
    def spread(self) -> list[float]:
        """The lowest and highest ratio of one pair."""
        ratios = sorted(mine / theirs for mine, theirs in zip(self.ours, self.limit, strict=True))
        return [round(ratios[0], 3), round(ratios[-1], 3)]


def alternate(ours: Callable[[], float], limit: Callable[[], float], pairs: int = PAIRS) -> Pairs:
    """Measure both so many times, changing who goes first."""
    found: dict[Callable[[], float], list[float]] = {ours: [], limit: []}
    for number in range(pairs):
        for one in (limit, ours) if number % 2 else (ours, limit):
            found[one].append(one())
    return Pairs(found[ours], found[limit])


def say(name: str, value: float, unit: str, **more: Any) -> None:
    """Print one line of JSON."""
    line = {"name": name, "value": round(value, 4), "unit": unit, **more, "machine": machine(), "date": _today()}
    print(json.dumps(line), flush=True)


def finish(checks: dict[str, bool]) -> None:
    """Exit with 1 when a limit was missed, and name it."""
    missed = [name for name, kept in checks.items() if not kept]
    for name in missed:
        print(f"limit missed: {name}", file=sys.stderr)
    raise SystemExit(1 if missed else 0)


def machine() -> str:
    """Processor, cores and memory, and how busy it was with other things."""
    memory = round(psutil.virtual_memory().total / 2**30)
    load = os.getloadavg()[0]
    return f"{_processor()}, {os.cpu_count()} cores, {memory} GB, Python {platform.python_version()}, load {load:.1f}"


def _processor() -> str:
    with suppress(OSError, StopIteration):
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return platform.processor() or platform.machine()


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
