"""PostgreSQL and Valkey for a run; addresses that stand in the environment already win."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from rig.place import Busy, lock, passable, place
from rig.postgres import Postgres
from rig.processes import end_leftovers
from rig.valkey import Valkey

RUN = re.compile(r"[a-z]+(?:-rig)?-(\d+)")


class Services:
    """Context manager that starts what is missing in the folder and gives `environment`."""

    def __init__(self, folder: Path, *, durable: bool, keep: bool | None = None) -> None:
        self.folder = folder
        self.durable = durable
        self.keep = durable if keep is None else keep
        self.environment: dict[str, str] = {}
        self.postgres: Postgres | None = None
        self.valkey: Valkey | None = None

    def __enter__(self) -> Self:
        """Raises rig.place.Busy when another live run holds the folder."""
        passable(self.folder)
        self._lock = lock(self.folder)
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def start(self) -> None:
        end_leftovers(self.folder)
        if not {"DATABASE_URL", "DATABASE_OWNER_URL"} <= os.environ.keys():
            self.postgres = Postgres(self.folder, durable=self.durable)
            self.postgres.start()
            self.environment["DATABASE_URL"] = self.postgres.url("portal_app")
            self.environment["DATABASE_OWNER_URL"] = self.postgres.url("portal_owner")
        if "REDIS_URL" not in os.environ:
            self.valkey = Valkey(self.folder)
            self.valkey.start()
            self.environment["REDIS_URL"] = self.valkey.url

    def look_after(self) -> Iterator[str]:
        """Start what ended by itself again where it was, and name it. Raises CannotStart, RuntimeError."""
        if self.postgres and self.postgres.revive():
            yield "postgres"
        if self.valkey and self.valkey.revive():
            yield "valkey"

    def stop(self) -> None:
        """End both servers; a folder that need not be kept is removed."""
        if self.valkey:
            self.valkey.stop()
        if self.postgres:
            self.postgres.stop("fast" if self.keep else "immediate")
        self._lock.close()
        if not self.keep:
            shutil.rmtree(self.folder, ignore_errors=True)


def run_folder(kind: str) -> Path:
    """Return a fresh folder for one run of tests, benchmarks or soak; sweep those of dead runs first."""
    base = place()
    sweep(base)
    return base / f"{kind}-{os.getpid()}"


def sweep(base: Path) -> list[Path]:
    """Remove the folders of runs that were killed, and end what still runs in them."""
    gone = []
    for folder in sorted(base.iterdir()):
        run = RUN.fullmatch(folder.name)
        if run and _forsaken(folder, int(run[1])):
            end_leftovers(folder)
            Postgres(folder).stop("immediate")
            shutil.rmtree(folder, ignore_errors=True)
            gone.append(folder)
    return gone


def _forsaken(folder: Path, pid: int) -> bool:
    """Say whether nobody holds the folder; one that was killed while removing it has no lock any more."""
    if not (folder / "lock").exists():
        return not psutil.pid_exists(pid)
    try:
        lock(folder).close()
    except Busy:
        return False
    return True
