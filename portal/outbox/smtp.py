"""Talks SMTP over one kept connection: each answer within 30 seconds, a whole delivery within 60."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

ANSWER = 30.0
DELIVERY = 60.0
LONGEST_ANSWER = 65_536
MOST_LINES = 100
ENHANCED = re.compile(rb"\s*([245]\.\d{1,3}\.\d{1,3})")
GO_AHEAD = 354
AWAY = 421
DOWN = 20.0  # seconds in which a relay that could not be reached, or fell silent, is not tried again
SILENT = "timeout"
LOCAL = {"localhost", "127.0.0.1", "::1"}


class RelayDown(Exception):
    """No conversation with the relay is possible now; nothing was sent. `code` is its answer, where it gave one."""

    def __init__(self, error: str, code: int = 0) -> None:
        super().__init__(error)
        self.error = error
        self.code = code


class NoAnswer(Exception):
    """The connection ended after the message went over and before the answer: nobody knows if it arrived."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The relay's last answer about one message: its code, enhanced status and the command it came after."""

    code: int
    status: str
    after: str

    @property
    def error(self) -> str:
        """Code and status without the relay's words, which may hold an address."""
        return f"{self.code} {self.status}".strip()


class _Connection(smtplib.SMTP):
    """smtplib, but an answer that drips in byte by byte does not stretch the deadline."""

    deadline = 0.0

    def __init__(self, name: str) -> None:
        self._rest = b""
        super().__init__(local_hostname=name, timeout=ANSWER)

    def reach(self, sock: socket.socket, host: str) -> None:
        """Speak over this socket; certificates are checked against the host."""
        self.sock, self._host = sock, host

    def send(self, data: Any) -> None:
        if not self.sock:
            raise smtplib.SMTPServerDisconnected("not connected")
        self.sock.settimeout(self._left(ANSWER))
        self.sock.sendall(data.encode("ascii") if isinstance(data, str) else data)

    def getreply(self) -> tuple[int, bytes]:
        until = min(self.deadline, time.monotonic() + ANSWER)
        lines = []
        while True:
            line = self._line(until)
            lines.append(line[4:].strip())
            if line[3:4] != b"-":
                break
            if len(lines) > MOST_LINES:
                raise smtplib.SMTPServerDisconnected("answer without end")
        code = int(line[:3]) if line[:3].isdigit() else -1
        return code, b"\n".join(lines)

    def encrypt(self, context: ssl.SSLContext) -> None:
        """STARTTLS; what came before the encryption was not said by the relay."""
        self.starttls(context=context)
        self._rest = b""

    def _line(self, until: float) -> bytes:
        while b"\n" not in self._rest:
            if not self.sock:
                raise smtplib.SMTPServerDisconnected("not connected")
            self.sock.settimeout(max(0.001, until - time.monotonic()))
            more = self.sock.recv(4096)
            if not more or len(self._rest) > LONGEST_ANSWER:
                raise smtplib.SMTPServerDisconnected("connection ended")
            self._rest += more
            if time.monotonic() > until:
                raise TimeoutError
        line, _, self._rest = self._rest.partition(b"\n")
        return line

    def _left(self, most: float) -> float:
        return max(0.001, min(most, self.deadline - time.monotonic()))


class Relay:
    """One mail relay, by its address smtp://user:password@host:port?tls=starttls|implicit|none."""

    def __init__(self, url: str, name: str) -> None:
        parts = urlsplit(url)
        self.host, self.name = parts.hostname or "localhost", name
        self.tls = parse_qs(parts.query).get("tls", ["implicit" if parts.scheme == "smtps" else ""])[0]
        self.port = parts.port or (465 if self.tls == "implicit" else 587 if parts.username else 25)
        self.user, self.password = unquote(parts.username or ""), unquote(parts.password or "")
        self._connection: _Connection | None = None
        self._down: tuple[float, RelayDown] | None = None

    def open(self) -> None:
        """Connect unless connected; raises RelayDown, without a try when it was down or silent a moment ago."""
        if self._connection is None:
            self._connection = self._connect(time.monotonic() + DELIVERY / 2)

    def close(self) -> None:
        """Say goodbye and hang up; twice is harmless."""
        connection, self._connection = self._connection, None
        if connection:
            connection.deadline = time.monotonic() + 2
            with suppress(OSError, smtplib.SMTPException):
                connection.quit()
            connection.close()

    def send(self, sender: str, recipient: str, message: bytes) -> Reply:
        """Offer one message and return the relay's answer; raises RelayDown (not sent) or NoAnswer."""
        deadline = time.monotonic() + DELIVERY
        kept = self._connection is not None
        try:
            reply = self._send(sender, recipient, message, deadline)
            ended = reply.code == AWAY and reply.after == "MAIL"
        except RelayDown as down:
            ended = True
            if not kept or down.error == SILENT:
                raise
        # A relay may end a connection that was idle; once is no fault.
        if not (ended and kept):
            return reply
        return self._send(sender, recipient, message, deadline)

    def _send(self, sender: str, recipient: str, message: bytes, deadline: float) -> Reply:
        connection = self._connection = self._connection or self._connect(deadline)
        connection.deadline = deadline
        for command, ready in ((f"MAIL FROM:<{sender}>", 250), (f"RCPT TO:<{recipient}>", 250), ("DATA", GO_AHEAD)):
            try:
                answer = connection.docmd(command)
            except (OSError, smtplib.SMTPException) as error:
                raise RelayDown(self._broken(error)) from error
            if answer[0] // 10 != ready // 10:
                return self._refused(answer, command[:4])
        try:
            connection.send(_for_data(message))
            answer = connection.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise NoAnswer(self._broken(error)) from error
        return self._answered(answer, "DATA")

    def _refused(self, answer: tuple[int, bytes], command: str) -> Reply:
        reply = self._answered(answer, command)
        if self._connection:
            try:
                self._connection.rset()
            except (OSError, smtplib.SMTPException) as error:
                self._broken(error)
        return reply

    def _answered(self, answer: tuple[int, bytes], command: str) -> Reply:
        code, words = answer
        found = ENHANCED.match(words)
        if code in {AWAY, -1}:
            self._hang_up()
        return Reply(code, found[1].decode() if found else "", command)

    def _broken(self, error: Exception) -> str:
        self._hang_up()
        said = _say(error)
        # Else each municipality of a tick would wait for it as long again.
        if said == SILENT:
            self._leave_alone(RelayDown(said))
        return said

    def _leave_alone(self, down: RelayDown) -> None:
        self._down = (time.monotonic() + DOWN, down)

    def _connect(self, deadline: float) -> _Connection:
        if self._down and time.monotonic() < self._down[0]:
            raise self._down[1]
        connection = _Connection(self.name)
        connection.deadline = deadline
        try:
            self._greet(connection)
        except (OSError, smtplib.SMTPException, RelayDown) as error:
            connection.close()
            code = error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0
            down = RelayDown(str(code) if code else _say(error), code)
            self._leave_alone(down)
            raise down from error
        return connection

    def _greet(self, connection: _Connection) -> None:
        sock = socket.create_connection((self.host, self.port), ANSWER)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.reach(sock if self.tls != "implicit" else self._wrapped(sock), self.host)
        answer = connection.getreply()
        if answer[0] // 100 != 2:  # noqa: PLR2004 - 2xx says welcome
            raise smtplib.SMTPConnectError(*answer)
        connection.ehlo_or_helo_if_needed()
        if self.tls == "starttls" or (not self.tls and connection.has_extn("starttls")):
            # Asked for by name it must be the right relay; taken because it was offered it need not be.
            connection.encrypt(ssl.create_default_context() if self.tls else _trusting())
            connection.ehlo_or_helo_if_needed()
        if self.user:
            self._sign_in(connection)

    def _sign_in(self, connection: _Connection) -> None:
        if not self.tls and self.host not in LOCAL:
            raise RelayDown("password without tls")
        connection.login(self.user, self.password)

    def _wrapped(self, sock: socket.socket) -> socket.socket:
        return ssl.create_default_context().wrap_socket(sock, server_hostname=self.host)

    def _hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection:
            connection.close()


class _Own(threading.local):
    relay: Relay | None = None


_own = _Own()


def relay() -> Relay:
    """The relay of settings.EMAIL_URL; each thread has its own connection."""
    if _own.relay is None:
        _own.relay = Relay(settings.EMAIL_URL, urlsplit(settings.SITE_URL).hostname or "localhost")
    return _own.relay


def _for_data(message: bytes) -> bytes:
    """The message with dots doubled at the start of lines, and the line that ends it."""
    dotted = message.replace(b"\r\n.", b"\r\n..")
    return dotted + (b".\r\n" if dotted.endswith(b"\r\n") else b"\r\n.\r\n")


def _trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _say(error: Exception) -> str:
    if isinstance(error, RelayDown):
        return error.error
    return SILENT if isinstance(error, TimeoutError) else "connection"
