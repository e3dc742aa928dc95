"""R11, through the real web server: all press the button of their own invitation at once, for the last places.

How long the last one waited is kept as a figure, not asserted: it is the machine's as much as ours.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from activities.domain.invite import invite_batch
from activities.messages.addresses import invitation_path
from activities.models import Capacity, Registration
from portal.municipalities.models import Municipality
from rig.place import free_port
from rig.processes import web
from rig.testing import RUN
from tests import cast
from tests.faults.rounds import Toll, keep

PLACES = 20
FIELD = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What somebody got after the button: where it led, or what the page said, and after how long."""

    status: int
    location: str
    text: str
    seconds: float


@pytest.fixture
def port(portal_environment: dict[str, str]) -> Iterator[int]:
    made = free_port()
    server = web(made, portal_environment, Path(os.environ[RUN]))
    server.start()
    try:
        _wait(made)
        yield made
    finally:
        server.stop()


def _wait(port: int) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            assert _ask(port, "GET", "/inloggen/").status == 200
        except OSError:
            assert time.monotonic() < deadline, "the web server does not come up"
            time.sleep(0.2)
        else:
            return


def _ask(port: int, method: str, path: str, body: str = "", cookie: str = "") -> Answer:
    begun = time.monotonic()
    talk = HTTPConnection("127.0.0.1", port, timeout=60)
    kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    talk.request(method, path, body or None, {"Cookie": cookie, **kind})
    got = talk.getresponse()
    text, seconds = got.read().decode(), time.monotonic() - begun
    talk.close()
    leads = got.getheader("Location") or (got.getheader("Set-Cookie") or "").partition(";")[0]
    return Answer(got.status, leads, text, seconds)


def _press(port: int, path: str, begin: threading.Barrier) -> Answer:
    page = _ask(port, "GET", path)
    field = FIELD.search(page.text)
    assert field, "everybody sees a button: nobody has pressed yet"
    body = urlencode({"csrfmiddlewaretoken": field[1], "adults": 1, "children": 0})
    begin.wait()
    return _ask(port, "POST", path, body, cookie=page.location)


@pytest.mark.parametrize("total", [60, pytest.param(500, marks=pytest.mark.soak)])
def test_everybody_is_answered(municipality: Municipality, port: int, total: int) -> None:
    session = cast.session(places=PLACES)
    parents = cast.parents(total)
    invite_batch(session=session)
    paths = [invitation_path(session, parent) for parent in parents]
    begin = threading.Barrier(total)
    with ThreadPoolExecutor(total) as pool:
        answers = list(pool.map(lambda path: _press(port, path, begin), paths))
    led = Counter("confirmed" if answer.status == 302 else f"{answer.status}" for answer in answers)
    assert led == {"confirmed": PLACES, "200": total - PLACES}
    assert all("/aanmelding/" in answer.location for answer in answers if answer.status == 302)
    assert all("Alle plaatsen zijn bezet" in answer.text for answer in answers if answer.status == 200)
    keep("R11", Toll(total, 0, 0, 0, 0, max(answer.seconds for answer in answers)))
    assert Registration.objects.filter(session=session, state=Registration.State.CONFIRMED).count() == PLACES
    assert Capacity.objects.get(session=session).taken == PLACES
