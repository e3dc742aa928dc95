"""R5: PostgreSQL restarts, kindly and as a crash does, while parents sign up through the real web server.

On a cluster of the test's own. Who was told that they come, comes; who was not sees a page that says to try again.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from activities.domain.invite import invite_batch
from activities.messages.addresses import invitation_path
from activities.models import Capacity, Registration, Session
from portal.municipalities.models import Municipality
from portal.outbox.models import Message
from rig.backup import twin
from rig.postgres import Postgres
from rig.testdatabase import environment, lives_at
from rig.testing import RUN
from tests import cast
from tests.faults.rounds import Toll, keep
from tests.faults.visitor import Visitor, served

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [pytest.param(20, 4, "off", id="small"), pytest.param(2000, 25, "on", id="full", marks=pytest.mark.soak)]
TO_TRY = ("We zijn zo terug", "Dit konden we nog niet bewaren")
# What is not on the disk yet when the answer goes out is lost when it crashes.
CARELESS = {"synchronous_commit": "off", "wal_writer_delay": "10s"}


@pytest.fixture
def own(municipality: Municipality, request: pytest.FixtureRequest) -> Iterator[Postgres]:
    made = twin(Path(os.environ[RUN]) / f"r05-{os.getpid()}", fsync=getattr(request, "param", "off"))
    with lives_at(made.port):
        yield made
    made.stop("immediate")
    shutil.rmtree(made.folder, ignore_errors=True)


@dataclass
class Stream:
    """Parents who keep coming, each until they are told that they are signed up; and what all of them saw."""

    port: int
    told: set[str] = field(default_factory=set)
    seen: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def come(self, path: str) -> None:
        visitor, deadline, away = Visitor(self.port), time.monotonic() + 120, 0.0
        while time.monotonic() < deadline:
            answer = visitor.post(path, adults=1, children=0)
            what = self._what(answer.status, answer.text)
            with self.lock:
                self.seen[what] += 1
            if what == "signed up":
                self.told.add(path)
                self.longest = max(self.longest, time.monotonic() - away if away else 0)
                return
            away = away or time.monotonic()
            time.sleep(0.1)

    def _what(self, status: int, text: str) -> str:
        if status == 302:
            return "signed up"
        if status == 503 and any(words in text for words in TO_TRY):
            return "try again"
        return f"{status} {text[:200]}"


def wait_for(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 90
    while not true():
        assert time.monotonic() < deadline, "nobody signs up"
        time.sleep(0.02)


def signs_up(port: int, path: str) -> bool:
    return Visitor(port).post(path, adults=1, children=0).leads != ""


def again(own: Postgres, mode: str, stream: Stream, come: Callable[[list[str]], None], paths: list[str]) -> None:
    """Stop it as told once half of these parents are on their way, let the others come, and start it where it was."""
    before, half = len(stream.told), len(paths) // 2
    come(paths[:half])
    wait_for(lambda: len(stream.told) > before)
    own.stop(mode)
    refused = stream.seen["try again"]
    come(paths[half:])
    wait_for(lambda: stream.seen["try again"] > refused)
    own.revive()
    connection.close()


def laid(total: int) -> tuple[Session, list[str]]:
    session = cast.session(places=total)
    parents = cast.parents(total)
    invite_batch(session=session)
    return session, [invitation_path(session, parent) for parent in parents]


@pytest.mark.parametrize(("total", "crowd", "own"), SIZES, indirect=["own"])
def test_nobody_who_was_told_is_missing_and_nothing_is_half_written(
    municipality: Municipality, own: Postgres, total: int, crowd: int
) -> None:
    session, paths = laid(total)
    begun = time.monotonic()
    with served(environment()) as visitor, ThreadPoolExecutor(crowd) as pool:
        stream, coming = Stream(visitor.port), list[Future[None]]()

        def come(these: list[str]) -> None:
            coming.extend(pool.submit(stream.come, path) for path in these)

        # Nobody of the second half comes before the first restart is over, however slow that is.
        again(own, "fast", stream, come, paths[: total // 2])
        again(own, "immediate", stream, come, paths[total // 2 :])
        for one in coming:
            one.result()
        assert stream.seen.keys() == {"signed up", "try again"}
        assert stream.told == set(paths)
        keep("R5", Toll(total, 2, 0, 0, 0, round(time.monotonic() - begun, 1)), longest_away=round(stream.longest, 1))
        _whole(session, total)
        _forgets(own, visitor)


def _whole(session: Session, total: int) -> None:
    """Each parent once, each with one confirmation, and as many places taken."""
    here = Registration.objects.filter(session=session, state=Registration.State.CONFIRMED)
    assert (here.count(), here.values("parent").distinct().count()) == (total, total)
    told = Message.objects.filter(kind="activities.confirmation")
    wanted = {str(key) for key in here.values_list("parent__public_id", flat=True)}
    assert set(told.values_list("recipient_key", flat=True)) == wanted
    assert told.count() == total
    assert Capacity.objects.get(session=session).taken == total


def _forgets(own: Postgres, visitor: Visitor) -> None:
    """Negative control: the same crash finds a missing parent where PostgreSQL answers before it wrote."""
    session, paths = laid(8)
    own.extra |= CARELESS
    own.restart()
    connection.close()
    for number, path in enumerate(paths, start=1):
        wait_for(partial(signs_up, visitor.port, path))
        own.stop("immediate")
        own.revive()
        connection.close()
        if Registration.objects.filter(session=session).count() < number:
            return
    pytest.fail("nobody was ever missing: this test would see nothing")
