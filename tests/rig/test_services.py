"""Local services survive what people do to them: kill, kill again, two at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg2
import pytest
import redis

from rig import services
from rig.place import Busy, free_port, lock, place
from rig.postgres import Postgres
from rig.processes import Program, end_leftovers, python
from rig.services import Services, sweep

RIGHTS = """
SELECT concat(rolsuper::int, rolbypassrls::int, rolcreatedb::int) FROM pg_roles WHERE rolname = current_user
"""


@pytest.fixture
def folder() -> Path:
    """A folder like that of a run; in /var/tmp as root, where the other user may come."""
    made = place() / f"test-rig-{os.getpid()}"
    made.mkdir(mode=0o711)
    return made


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)


def ask(url: str, question: str) -> object:
    connection = psycopg2.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            (answer,) = cursor.fetchone() or (None,)
            return answer
    finally:
        connection.close()


@pytest.fixture(params=[0o022, 0o077], ids=["usual", "tight"])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """What the shell of whoever runs `make` keeps from others."""
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("umask")
def test_roles_are_what_the_house_wants(folder: Path) -> None:
    folder.rmdir()
    with Services(folder, durable=False) as run:
        app, owner = run.environment["DATABASE_URL"], run.environment["DATABASE_OWNER_URL"]
        assert ask(app, RIGHTS) == "000"
        assert ask(owner, RIGHTS) == "011"
        with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
            ask(app.replace("portal_app:", "portal_app:x"), "SELECT 1")
    assert not folder.exists()


def test_a_run_that_was_killed_is_swept(folder: Path) -> None:
    """Kill the run and its postmaster's keeper; the next run ends the rest and removes the folder."""
    program = (
        "import sys, time; from pathlib import Path; from rig.services import Services\n"
        f"with Services(Path({str(folder)!r}), durable=False) as run:\n"
        "    print(run.postgres.pid(), run.valkey.program.pid, flush=True); time.sleep(60)\n"
    )
    run = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert run.stdout
    postgres, valkey = map(int, run.stdout.readline().split())
    assert sweep(folder.parent) == [], "a living run was swept"
    run.kill()
    run.wait()
    run.stdout.close()
    assert psutil.pid_exists(postgres)
    assert psutil.pid_exists(valkey)
    assert folder in sweep(folder.parent)
    assert not folder.exists()
    assert not _alive(postgres)
    assert not _alive(valkey)


def test_a_run_that_was_killed_while_cleaning_up_is_swept_too(folder: Path) -> None:
    (folder / "postgres").mkdir()
    assert folder not in sweep(folder.parent), "its process, this one, lives"
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    dead = folder.rename(folder.with_name(f"test-{process.pid}"))
    assert dead in sweep(folder.parent)


def test_start_after_everything_was_killed_keeps_the_data(folder: Path) -> None:
    server = Postgres(folder, durable=True)
    try:
        server.start()
        _write(server)
        server.kill()
        again = Postgres(folder, durable=True)
        again.start()
        assert ask(again.url("portal_owner"), "SELECT count(*) FROM kept") == 1
    finally:
        server.stop("immediate")
        sweep_one(folder)


def test_what_was_killed_is_started_again_where_it_was(folder: Path) -> None:
    with Services(folder, durable=True, keep=False) as run:
        assert run.postgres
        assert run.valkey
        before = dict(run.environment)
        _write(run.postgres)
        assert list(run.look_after()) == [], "both live"
        run.postgres.kill()
        run.valkey.kill()
        run.valkey.program.wait(5)  # type: ignore[union-attr]  # it runs
        with pytest.raises(psycopg2.OperationalError):
            ask(before["DATABASE_URL"], "SELECT 1")
        assert list(run.look_after()) == ["postgres", "valkey"]
        assert ask(before["DATABASE_OWNER_URL"], "SELECT count(*) FROM kept") == 1
        with redis.Redis.from_url(before["REDIS_URL"]) as client:
            assert client.ping()


def test_a_living_server_is_adopted(folder: Path) -> None:
    server, heir = Postgres(folder), Postgres(folder)
    try:
        server.start()
        heir.start()
        assert heir.port == server.port
        assert ask(heir.url("portal_app"), "SELECT 1") == 1
    finally:
        heir.stop()
        sweep_one(folder)


def test_a_stale_number_of_another_program_does_not_stop_the_start(folder: Path) -> None:
    server = Postgres(folder)
    bystander = Program("bystander", python("-c", "import time; time.sleep(60)"), {}, folder)
    try:
        server.start()
        text = (server.data / "postmaster.pid").read_text()
        server.stop()
        bystander.start()
        (server.data / "postmaster.pid").write_text(text.replace(text.split()[0], str(bystander.pid), 1))
        server.start()
        assert ask(server.url("portal_app"), "SELECT 1") == 1
        assert bystander.alive
    finally:
        server.stop()
        bystander.stop()
        sweep_one(folder)


def test_one_run_per_folder(folder: Path) -> None:
    with lock(folder), pytest.raises(Busy), Services(folder, durable=False):
        pass
    folder.joinpath("lock").unlink()
    folder.rmdir()


def test_addresses_that_are_given_win(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"):
        monkeypatch.setenv(name, f"given-{name}")
    with services.Services(folder, durable=False) as run:
        assert run.environment == {}
        assert run.postgres is None
        assert run.valkey is None


def test_only_what_we_marked_is_ended(folder: Path) -> None:
    mine = Program("mine", python("-c", "import time; time.sleep(60)"), {}, folder)
    theirs = Program("theirs", python("-c", "import time; time.sleep(60)"), {}, folder / "other")
    try:
        mine.start()
        theirs.start()
        assert end_leftovers(folder) == 1
        assert not mine.alive
        assert theirs.alive
    finally:
        theirs.kill(signal.SIGKILL)
        theirs.wait(5)
        sweep_one(folder)


def test_the_next_free_port_is_taken() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert free_port(port) != port


def _write(server: Postgres) -> None:
    connection = psycopg2.connect(server.url("portal_owner"))
    with connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT 1 AS one")
    connection.close()


def _alive(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def sweep_one(folder: Path) -> None:
    (folder / "lock").touch()
    assert folder in sweep(folder.parent)
