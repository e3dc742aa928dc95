"""A web server under measurement, and somebody who asks it for pages."""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from bench._measure import cpu_seconds
from rig.place import free_port
from rig.processes import Program, web

PATIENCE = 30.0


class Server:
    """Gunicorn as in production, with the portal or another application."""

    def __init__(self, name: str, application: str, path: str) -> None:
        self.path = path
        self.port = free_port()
        folder = Path(os.environ["SAMENSPEL_RUN"])
        self.program: Program = web(self.port, {}, folder, application=application)
        self.program.name = name

    def start(self) -> None:
        """Start and wait until it answers; raises RuntimeError when it does not."""
        self.program.start()
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.program.alive:
            with suppress(OSError, HTTPException):
                self.page()
                return
            time.sleep(0.1)
        raise RuntimeError(f"{self.program.name} does not answer; see {self.program.log}")

    def stop(self) -> None:
        self.program.stop()

    def page(self) -> bytes:
        """Ask once; raises RuntimeError for anything but 200."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            return _ask(connection, self.path)
        finally:
            connection.close()

    def cpu_per_request(self, requests: int, askers: int = 2) -> float:
        """Milliseconds of CPU of all its processes per request, asked over kept connections."""
        before = cpu_seconds([self.program.pid])
        threads = [threading.Thread(target=self._ask_many, args=(requests // askers,)) for _ in range(askers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return (cpu_seconds([self.program.pid]) - before) * 1000 / (requests // askers * askers)

    def _ask_many(self, count: int) -> None:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        for _ in range(count):
            _ask(connection, self.path)
        connection.close()


def _ask(connection: HTTPConnection, path: str) -> bytes:
    connection.request("GET", path)
    answer = connection.getresponse()
    content = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return content
