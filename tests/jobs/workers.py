"""Real workers for the tests of jobs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rig.processes import Program, worker


@contextmanager
def working(environment: dict[str, str], folder: Path, *, queue: str = "default", number: int = 1) -> Iterator[Program]:
    """A worker of two processes that also knows tests.jobs.in_worker."""
    plain = worker(queue, environment, folder, number=number)
    program = Program(plain.name, [*plain.command, "-I", "tests.jobs.in_worker"], environment, folder)
    program.start()
    try:
        yield program
    finally:
        program.stop()


def until(true: Callable[[], object], program: Program | None = None, seconds: float = 90) -> None:
    """Wait for something to become true; raises AssertionError with the worker's log when it does not."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, program.log.read_text()[-4000:] if program else "it did not happen"
        time.sleep(0.05)
