"""Somebody who visits the real web server: cookies, forms with their hidden fields, and nothing else of a browser."""

from __future__ import annotations

import html
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from rig.place import free_port, tail
from rig.processes import web
from rig.testing import RUN

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    """What came back: status, text, and where it leads."""

    status: int
    text: str
    leads: str


@dataclass
class Visitor:
    """One person with one browser."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, **typed: object) -> Answer:
        """Press the button of the form on that page, with what was typed in it; a page that is away is the answer."""
        page = self.get(path)
        return self.press(page, path, **typed) if page.status == 200 else page

    def press(self, page: Answer, path: str, **typed: object) -> Answer:
        """Send the form of a page that is in front of somebody already."""
        hidden = {name: html.unescape(value) for name, value in HIDDEN.findall(page.text)}
        return self._ask("POST", path, urlencode({**hidden, **typed}))

    def _ask(self, method: str, path: str, body: str = "") -> Answer:
        talk = HTTPConnection("127.0.0.1", self.port, timeout=90)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        talk.request(method, path, body or None, headers | ({"Content-Type": FORM} if body else {}))
        got = talk.getresponse()
        for line in got.headers.get_all("Set-Cookie") or []:
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(line).items()})
        answer = Answer(got.status, got.read().decode(), got.getheader("Location") or "")
        talk.close()
        return answer


@contextmanager
def served(environment: dict[str, str]) -> Iterator[Visitor]:
    """The real web server on the database of this environment, and its first visitor."""
    port = free_port()
    server = web(port, environment, Path(os.environ[RUN]))
    server.start()
    visitor = Visitor(port)
    deadline = time.monotonic() + 90
    try:
        while True:
            try:
                assert visitor.get("/inloggen/").status == 200
                break
            except OSError:
                assert time.monotonic() < deadline, f"the web server does not come up: {tail(server.log)}"
                time.sleep(0.2)
        yield visitor
    finally:
        server.stop()
