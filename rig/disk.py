"""A disk that is full for a while: PostgreSQL gets the answers of the system that it gets from a real one."""

from __future__ import annotations

import grp
import pwd
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil

from rig.postgres import Postgres

SEGMENT = 1 << 20
FREE = resource.RLIM_INFINITY
# They write what lies there already, far into files.
KEEPERS = ("checkpointer", "background writer", "walwriter", "startup", "archiver", "logger")


def small_segments(postgres: Postgres) -> None:
    """Let WAL come in files of one megabyte, so that it still fits where tables do not grow any more."""
    postgres.stop()
    postgres.run("pg_resetwal", "--wal-segsize=1", "-D", str(postgres.data))
    postgres.extra |= {"min_wal_size": "8MB", "max_wal_size": "64MB"}
    postgres.revive()


@contextmanager
def full(postgres: Postgres) -> Iterator[None]:
    """While this lasts nobody who works in the database can let a file grow past one megabyte."""
    _limit(postgres, SEGMENT)
    try:
        yield
    finally:
        _limit(postgres, FREE)


def _limit(postgres: Postgres, most: int) -> None:
    server = psutil.Process(postgres.pid() or 0)
    for process in (server, *server.children()):
        with suppress(psutil.NoSuchProcess):
            if not any(name in " ".join(process.cmdline()) for name in KEEPERS):
                _set(postgres, process.pid, most)


def _set(postgres: Postgres, pid: int, most: int) -> None:
    """As the user of that process, for not everywhere may root do this to another's."""
    user = postgres.user
    group = grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_gid if user else None
    subprocess.run(
        ["true"], check=True, user=user, group=group, extra_groups=[] if user else None,
        preexec_fn=lambda: resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, FREE)),
    )  # fmt: skip
