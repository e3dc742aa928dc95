"""An SMTP server that keeps what it gets and misbehaves on request; `python -m rig.sink` runs it by itself.

A second port takes one JSON object per line and answers each with one: {"do": "has", "message_id": "<...>"},
"set", "count", "records", "body", "stats", "forget", "reset". The same port answers a browser's GET with the mails.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import random
import signal
import socket
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, ClassVar

from aiosmtpd.smtp import SMTP, Envelope, Session

from rig.mailbox import page
from rig.mailstore import Store

FOREVER = 3600.0
TEMPORARY = ("421 4.3.2 Try again later", "450 4.2.0 Mailbox busy", "451 4.3.0 Try again", "452 4.3.1 Out of room")


@dataclass
class Behaviour:
    """How the server treats mail; `for_recipient` holds other settings per piece of an address."""

    reply: str = "250 2.0.0 Kept"
    reply_at: str = "data"  # data, rcpt: where a reply other than 250 is given
    delay: float = 0.0  # seconds between keeping a mail and saying so
    hang: str = ""  # connect, ehlo, rcpt, data: say nothing more from there on; a hung data is kept
    drop: str = ""  # before, after: break the connection in the place of a reply, without or with the mail kept
    fail_rate: float = 0.0  # share of mails refused with a random 4xx
    fail_most: int = 0  # how often one recipient may meet that; 0 means any number
    max_connections: int = 0  # more at once are sent away with a 421; 0 means any number
    for_recipient: dict[str, dict[str, Any]] = field(default_factory=dict)

    def towards(self, recipients: list[str]) -> Behaviour:
        """Return the behaviour that holds for a mail to these addresses."""
        for piece, changed in self.for_recipient.items():
            if any(piece in address for address in recipients):
                return Behaviour(**{**self.as_dict(), **changed})
        return self

    def as_dict(self) -> dict[str, Any]:
        return {one.name: getattr(self, one.name) for one in fields(self)}


@dataclass
class Sink:
    """What the protocol handlers share."""

    store: Store
    behaviour: Behaviour = field(default_factory=Behaviour)
    open: int = 0
    most: int = 0
    came: int = 0
    sent_away: int = 0
    refused: int = 0
    failed: Counter[str] = field(default_factory=Counter)

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Carry out one request of the control port. Raises KeyError for one that it does not know."""
        known: dict[str, Callable[..., dict[str, Any]]] = {
            "set": self._set, "reset": self._reset, "has": self._has, "count": self._count, "forget": self._forget,
            "records": self._records, "body": self._body, "stats": self._stats,
        }  # fmt: skip
        return known[request.pop("do")](**request)

    def _set(self, **changed: Any) -> dict[str, Any]:
        self.behaviour = Behaviour(**{**self.behaviour.as_dict(), **changed})
        return self.behaviour.as_dict()

    def _reset(self) -> dict[str, Any]:
        self.behaviour = Behaviour()
        self.most, self.came, self.sent_away, self.refused = self.open, 0, 0, 0
        self.failed.clear()
        return self._forget()

    def _has(self, message_id: str) -> dict[str, Any]:
        return {"has": self.store.has(message_id)}

    def _count(self) -> dict[str, Any]:
        return {"count": len(self.store.records), "distinct": self.store.distinct()}

    def _records(self, start: int = 0) -> dict[str, Any]:
        return {"records": [record.as_dict() for record in self.store.records[start:]]}

    def _body(self, number: int) -> dict[str, Any]:
        return {"body": self.store.bodies[number - 1].decode("latin-1")}

    def _stats(self) -> dict[str, Any]:
        told = ("open", "most", "came", "sent_away", "refused")
        return {name: getattr(self, name) for name in told}

    def _forget(self) -> dict[str, Any]:
        return {"forgotten": self.store.forget()}


class Door(SMTP):
    """One SMTP connection, counted, and silent from the start when told so."""

    sink: ClassVar[Sink]
    counted = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.counted = True
        self.sink.open += 1
        self.sink.came += 1
        self.sink.most = max(self.sink.most, self.sink.open)
        super().connection_made(transport)

    def eof_received(self) -> bool | None:
        # A client that died: what it sent whole is still kept, but its place is free.
        self._uncount()
        return super().eof_received()

    def connection_lost(self, error: Exception | None) -> None:
        self._uncount()
        super().connection_lost(error)

    def _uncount(self) -> None:
        self.sink.open -= self.counted
        self.counted = False

    async def _handle_client(self) -> None:
        limit = self.sink.behaviour.max_connections
        if self.sink.behaviour.hang == "connect":
            await asyncio.sleep(FOREVER)
        if limit and self.sink.open > limit:
            self.sink.sent_away += 1
            await self.push("421 4.7.0 Too many connections")
            self._writer.close()
            return
        await super()._handle_client()


class Handler:
    """aiosmtpd's hooks."""

    def __init__(self, sink: Sink) -> None:
        self.sink = sink

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        if self.sink.behaviour.hang == "ehlo":
            await asyncio.sleep(FOREVER)
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        behaviour = self.sink.behaviour.towards([address])
        if behaviour.hang == "rcpt":
            await asyncio.sleep(FOREVER)
        if behaviour.reply_at == "rcpt" and not behaviour.reply.startswith("2"):
            self.sink.refused += 1
            return behaviour.reply
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        behaviour = self.sink.behaviour.towards(envelope.rcpt_tos)
        reply = self._verdict(behaviour, envelope.rcpt_tos[0])
        if behaviour.drop != "before" and reply.startswith("2"):
            self.sink.store.keep(envelope.original_content or b"", envelope.rcpt_tos)
        else:
            self.sink.refused += 1
        if behaviour.drop and isinstance(server.transport, asyncio.WriteTransport):
            server.transport.abort()
        await asyncio.sleep(FOREVER if behaviour.hang == "data" else behaviour.delay)
        return reply

    def _verdict(self, behaviour: Behaviour, recipient: str) -> str:
        enough = behaviour.fail_most and self.sink.failed[recipient] >= behaviour.fail_most
        if not enough and random.random() < behaviour.fail_rate:  # noqa: S311 - a dice, not a secret
            self.sink.failed[recipient] += 1
            return random.choice(TEMPORARY)  # noqa: S311 - idem
        return behaviour.reply if behaviour.reply_at == "data" else Behaviour.reply


async def control(sink: Sink, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Serve one connection of the control port."""
    while line := await reader.readline():
        if line.startswith(b"GET "):
            # Read to the end first, or closing would break off the answer.
            while (await reader.readline()).strip():
                pass
            writer.write(page(sink.store, line.split()[1].decode()))
            break
        try:
            answer = sink.answer(json.loads(line))
        except (LookupError, TypeError, ValueError) as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        writer.write(json.dumps(answer).encode() + b"\n")
        await writer.drain()
    writer.close()


async def serve(smtp: socket.socket, talk: socket.socket, folder: Path | None) -> None:
    """Run both ports until a signal."""
    sink = Sink(Store(folder))
    door = type("ThisDoor", (Door,), {"sink": sink})
    loop = asyncio.get_running_loop()
    done = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, done.set)
    limit = {"data_size_limit": 50_000_000, "timeout": FOREVER, "enable_SMTPUTF8": True}
    await loop.create_server(lambda: door(Handler(sink), loop=loop, **limit), sock=smtp)
    await asyncio.start_server(lambda reader, writer: control(sink, reader, writer), sock=talk, limit=1_000_000)
    await done.wait()


def listen(port: int) -> socket.socket:
    return socket.create_server(("127.0.0.1", port), backlog=512)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--smtp-port", type=int, default=0)
    parser.add_argument("--control-port", type=int, default=0)
    parser.add_argument("--ready", type=Path, help="file that gets both ports as JSON")
    parser.add_argument("--folder", type=Path, help="keep each mail as an .eml file here")
    wanted = parser.parse_args()
    # It logs every line of every mail.
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    smtp, talk = listen(wanted.smtp_port), listen(wanted.control_port)
    ports = {"smtp": smtp.getsockname()[1], "control": talk.getsockname()[1]}
    if wanted.ready:
        half = wanted.ready.with_suffix(".half")
        half.write_text(json.dumps(ports))
        half.rename(wanted.ready)
    asyncio.run(serve(smtp, talk, wanted.folder))


if __name__ == "__main__":
    main()
