"""R4: Redis forgets everything, dies and comes back: nothing is lost or doubled, and pages do not notice."""

from __future__ import annotations

import os
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from portal.municipalities.models import Municipality
from portal.outbox.domain.queue import queue
from rig.place import free_port
from rig.processes import Program, web
from rig.sink_client import Control
from rig.testing import RUN
from rig.valkey import Valkey
from tests.faults.crew import Crew, open_messages
from tests.faults.rounds import fill, keep, toll
from tests.outbox.kinds import NOTE

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [
    pytest.param(600, 2, 5, id="small"),
    pytest.param(10_000, 60, 60, id="full", marks=pytest.mark.soak),
]
RESUMED = 90


@pytest.fixture
def valkey(crew: Crew) -> Iterator[Valkey]:
    """One of its own, because other tests need theirs; the crew uses it."""
    made = Valkey(Path(os.environ[RUN]) / "r04")
    made.start()
    crew.environment["REDIS_URL"] = made.url
    crew.bells = redis.Redis.from_url(made.url)
    yield made
    made.stop()


def die(valkey: Valkey) -> None:
    """As kill -9 does it."""
    valkey.kill()
    if valkey.program:
        valkey.program.wait(5)


@pytest.mark.parametrize(("mails", "seconds", "minute"), SIZES)
def test_nothing_is_lost_or_doubled(
    municipality: Municipality, crew: Crew, sink: Control, valkey: Valkey, mails: int, seconds: int, minute: int
) -> None:
    fill(municipality, mails)
    crew.start()
    crew.start_beat(minute)
    crew.wait_for(lambda: sink.count() > mails // 10, RESUMED + 60)
    crew.bells.flushall()
    die(valkey)
    fill(municipality, 100, after=mails)
    time.sleep(seconds)
    valkey.start()
    back = time.monotonic()
    crew.wait_for(lambda: not open_messages(), RESUMED + mails / 50)
    found = toll(sink, mails + 100, 0, time.monotonic() - back)
    keep("R4", found)
    assert (found.lost, found.extra) == (0, 0)


def test_what_was_queued_without_redis_goes_with_the_next_tick(
    municipality: Municipality, crew: Crew, sink: Control, valkey: Valkey
) -> None:
    crew.start(1)
    die(valkey)
    fill(municipality, 20)
    valkey.start()
    time.sleep(3)
    assert sink.count() == 0, "red without the tick: no bell was heard"
    crew.start_beat(2)
    crew.wait_for(lambda: sink.count() == 20, RESUMED)


def test_queueing_does_not_wait_for_redis(
    municipality: Municipality, settings: object, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.REDIS_URL = f"redis://127.0.0.1:{free_port()}/0"  # type: ignore[attr-defined]  # pytest-django's
    monkeypatch.setattr("portal.jobs.broker._quiet_until", 0.0)
    for number in range(50):
        queue(NOTE, subject=municipality, address="ouder@example.org", recipient_key=str(number))
    assert open_messages() == 50
    assert len([one for one in caplog.records if "could not be rung" in one.getMessage()]) == 1, "it was tried again"


def test_pages_do_not_notice(municipality: Municipality, portal_environment: dict[str, str]) -> None:
    port = free_port()
    nobody = f"redis://127.0.0.1:{free_port()}/0"
    server = web(port, {**portal_environment, "REDIS_URL": nobody}, Path(os.environ[RUN]))
    server.start()
    try:
        assert _status(server, f"http://127.0.0.1:{port}/inloggen/") == 200
        assert _status(server, f"http://127.0.0.1:{port}/sliedrecht/agenda/") == 200
    finally:
        server.stop()


def _status(server: Program, address: str) -> int:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server
                return int(answer.status)
        except urllib.error.URLError:
            if time.monotonic() > deadline or not server.alive:
                raise
            time.sleep(0.2)
