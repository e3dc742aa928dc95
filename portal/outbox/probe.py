"""Asks a mail relay whether a message arrived, for the moments when its answer got lost."""

from __future__ import annotations

import json
import socket
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings

SECONDS = 3.0


class Probe(Protocol):
    """Whoever can look into a relay's log."""

    def arrived(self, message_id: str) -> bool | None:
        """True or False when the relay knows for certain; None when it cannot tell now."""


class SinkProbe:
    """Asks the mail sink of the demo and the tests, one JSON line over a socket."""

    def __init__(self, host: str, port: int) -> None:
        self.address = (host, port)

    def arrived(self, message_id: str) -> bool | None:
        """True or False as the sink says; None when it does not answer in time."""
        question = json.dumps({"do": "has", "message_id": message_id}).encode() + b"\n"
        try:
            with socket.create_connection(self.address, SECONDS) as talk, talk.makefile("rb") as lines:
                talk.sendall(question)
                has = json.loads(lines.readline(1000)).get("has")
        except (OSError, ValueError):
            return None
        return has if isinstance(has, bool) else None


def probe() -> Probe | None:
    """The probe of settings.OUTBOX_PROBE_URL (tcp://host:port), or None where there is none."""
    parts = urlsplit(settings.OUTBOX_PROBE_URL)
    return SinkProbe(parts.hostname, parts.port) if parts.hostname and parts.port else None
