"""A backup of a cluster and a copy made from it, with the programs and settings that docs/operations.md names."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

from rig.place import passable, tail
from rig.postgres import Postgres
from rig.processes import manage, run_to_end
from rig.testing import RUN

PATIENCE = 180.0
ADDRESSES = {"DATABASE_URL": "portal_app", "DATABASE_OWNER_URL": "portal_owner"}
# A file that is there already is never written over, and one that is half there has another name.
ARCHIVE = "test ! -f {0}/%f && cp %p {0}/%f.half && mv {0}/%f.half {0}/%f"


class BackupFailed(Exception):
    """A program of PostgreSQL ended badly; the text holds the end of its log."""


def archiving(archive: Path, *, timeout: int) -> dict[str, str]:
    """The settings with which a cluster keeps its WAL elsewhere, at the latest after so many seconds."""
    return {
        "archive_mode": "on",
        "archive_command": ARCHIVE.format(archive),
        "archive_timeout": f"{timeout}s",
    }


def twin(folder: Path, **extra: str) -> Postgres:
    """A durable cluster of the test's own with the tables and rows of this run's, or fresh where that is not ours.

    What happens to it touches no other test. Raises CannotStart, BackupFailed.
    """
    made = Postgres(folder, extra=extra)
    source = Postgres(Path(os.environ[RUN]))
    if not source.data.exists():
        made.start()
        run_to_end(manage("migrate", "-v", "0"), {name: made.url(role) for name, role in ADDRESSES.items()})
        return made
    # Only looked at: to start it once more would change the roles under who works with it.
    source.passwords = json.loads((source.home / "passwords.json").read_text())
    source.port = urlsplit(os.environ["DATABASE_URL"]).port or 0
    base = room(made, folder / "base")
    _copy(source, base)
    passable(made.home)
    base.rename(made.data)
    return _opened(made, source.home / "passwords.json")


def room(postgres: Postgres, path: Path) -> Path:
    """An empty folder where the user of the cluster may write."""
    passable(path.parent)
    path.mkdir(mode=0o700)
    postgres.give_away(path)
    return path


def base_backup(source: Postgres, target: Path) -> None:
    """Copy a running cluster and look whether the copy is whole. Raises BackupFailed."""
    _copy(source, target)
    _run(source, "pg_verifybackup", "-e", str(target))


def _copy(source: Postgres, target: Path) -> None:
    # Its WAL comes along as it is written: the server may throw away what a long backup would fetch at its end.
    how = ["-X", "stream", "-c", "fast", "--no-sync"]
    _run(source, "pg_basebackup", "-d", source.url("postgres", "postgres"), "-D", str(target), *how)


def _run(source: Postgres, program: str, *arguments: str) -> None:
    if source.run(program, *arguments):
        raise BackupFailed(tail(source.log))


def grown(base: Path, made: Postgres, passwords: Path, archive: Path | None = None) -> Postgres:
    """Start a cluster from a base backup, with all that was archived since where there is an archive.

    Raises CannotStart.
    """
    passable(made.folder)
    passable(made.home)
    shutil.copytree(base, made.data)
    for path in (made.data, *made.data.rglob("*")):
        made.give_away(path)
    if archive:
        (made.data / "recovery.signal").touch()
        # Not before all is read in does it answer.
        made.extra |= {"restore_command": f"cp {archive}/%f %p", "hot_standby": "off"}
    return _opened(made, passwords)


def _opened(made: Postgres, passwords: Path) -> Postgres:
    """Start it with the passwords of the cluster that it is a copy of."""
    made.data.chmod(0o700)
    shutil.copy2(passwords, made.home)
    made.start()
    return made


def archived(source: Postgres, archive: Path) -> float:
    """Wait until all that was committed until now stands in the archive, and say how many seconds that took.

    Nothing is forced: the server's own timeout closes the file. Raises BackupFailed.
    """
    begun = time.monotonic()
    last = _asked(source, "SELECT pg_walfile_name(pg_current_wal_lsn())")
    _wait_until(source, (archive / last).exists)
    return time.monotonic() - begun


@contextmanager
def unreachable(source: Postgres, archive: Path) -> Iterator[None]:
    """What is written while this lasts comes into no archive: at its end the server has tried and was refused.

    Raises BackupFailed.
    """
    # Not by its command: that stands in the words with which the server was started, which no setting can overrule.
    archive.chmod(0o500)
    refused = "SELECT failed_count FROM pg_stat_archiver"
    before = _asked(source, refused)
    try:
        yield
        _asked(source, "SELECT pg_switch_wal()")
        _wait_until(source, lambda: _asked(source, refused) != before)
    finally:
        archive.chmod(0o700)


def _asked(source: Postgres, question: str) -> str:
    with closing(psycopg2.connect(source.url("postgres", "postgres"))) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(question)
        return str(*(cursor.fetchone() or ("",)))


def _wait_until(source: Postgres, true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > deadline:
            raise BackupFailed(tail(source.home / "server.log"))
        time.sleep(0.05)
