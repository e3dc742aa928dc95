"""A backup of a cluster and a copy made from it, with the programs and settings that docs/operations.md names."""

from __future__ import annotations

import json
import os
import shutil
import time
from contextlib import closing
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
    base_backup(source, base)
    return grown(base, made, source.home / "passwords.json")


def room(postgres: Postgres, path: Path) -> Path:
    """An empty folder where the user of the cluster may write."""
    passable(path.parent)
    path.mkdir(mode=0o700)
    postgres.give_away(path)
    return path


def base_backup(source: Postgres, target: Path) -> None:
    """Copy a running cluster and look whether the copy is whole. Raises BackupFailed."""
    copy = ["-d", source.url("postgres", "postgres"), "-D", str(target), "-X", "fetch", "-c", "fast", "--no-sync"]
    for program, *arguments in (["pg_basebackup", *copy], ["pg_verifybackup", "-e", str(target)]):
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
    made.data.chmod(0o700)
    shutil.copy2(passwords, made.home)
    if archive:
        (made.data / "recovery.signal").touch()
        # Not before all is read in does it answer.
        made.extra |= {"restore_command": f"cp {archive}/%f %p", "hot_standby": "off"}
    made.start()
    return made


def archived(source: Postgres, archive: Path) -> float:
    """Wait until all that was committed until now stands in the archive, and say how many seconds that took.

    Nothing is forced: the server's own timeout closes the file. Raises BackupFailed.
    """
    begun = time.monotonic()
    with closing(psycopg2.connect(source.url("postgres", "postgres"))) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute("SELECT pg_walfile_name(pg_current_wal_lsn())")
        (last,) = cursor.fetchone() or ("",)
    while not (archive / last).exists():
        if time.monotonic() - begun > PATIENCE:
            raise BackupFailed(tail(source.home / "server.log"))
        time.sleep(0.05)
    return time.monotonic() - begun
