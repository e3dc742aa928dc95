"""Asking another computer something at an address that a person typed: https, a public place, short, once.

The name is looked up once and the connection goes to what was found, so that no second look-up can lead inside.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit

from django.conf import settings

# Seconds for each step, and for all of it however slowly it drips.
STEP = 5
IN_ALL = 10
MOST = 256 * 1024
HTTPS = 443
# Networks that lead on to addresses of another kind, which may be inside.
LEADS_ON = [ipaddress.ip_network(wide) for wide in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")]
# What may stand in an address before its path; it is also named in the policy of a page.
PLACE = re.compile(r"[a-z0-9.-]+(:[0-9]+)?", re.IGNORECASE)

_until: ContextVar[float | None] = ContextVar("until", default=None)


class Unreachable(Exception):
    """Nothing came that can be used: not allowed, not there, too slow, too large or no JSON."""


class NotAllowed(Unreachable):
    """An address that the portal does not ask: not https, or not a public place."""


@contextmanager
def in_all() -> Iterator[None]:
    """Within this block all that is asked shares one deadline, that of a single question."""
    outer = _until.set(_until.get() or time.monotonic() + IN_ALL)
    try:
        yield
    finally:
        _until.reset(outer)


def get_json(url: str) -> tuple[int, dict[str, Any]]:
    """The status and the JSON object at this address; redirects are not followed. Raises Unreachable."""
    return _ask("GET", url)


def post_form(url: str, sent: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
    """The status and the JSON object that a form sent there is answered with. Raises Unreachable."""
    return _ask("POST", url, urlencode(sent), {"Content-Type": "application/x-www-form-urlencoded"})


def allowed(url: str) -> SplitResult:
    """The parts of an address that may be asked, as far as it shows without asking. Raises NotAllowed."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise NotAllowed(url) from error
    plain = PLACE.fullmatch(parts.netloc) and not parts.fragment and url.isascii() and url.isprintable()
    if not (plain and parts.scheme == "https" and port in (None, HTTPS)) and not _is_local(parts):
        raise NotAllowed(url)
    return parts


def _is_local(parts: SplitResult) -> bool:
    """The provider that a test started itself; nothing is, anywhere else."""
    return bool(settings.OPENID_LOCAL) and f"{parts.scheme}://{parts.netloc}" == settings.OPENID_LOCAL


def _ask(method: str, url: str, body: str | None = None, more: Mapping[str, str] | None = None) -> tuple[int, Any]:
    parts = allowed(url)
    with in_all():
        connection = _connection(parts)
        cut = threading.Timer(_left(), connection.cut)
        cut.start()
        try:
            connection.request(method, _path(parts), body, {"Accept": "application/json", **(more or {})})
            response = connection.getresponse()
            told = json.loads(response.read(MOST))
            _left()
        except (OSError, http.client.HTTPException, ValueError, RecursionError) as error:
            raise Unreachable(parts.hostname) from error
        finally:
            cut.cancel()
            connection.close()
    if not isinstance(told, dict) or 300 <= response.status < 400:  # noqa: PLR2004 - redirects
        raise Unreachable(parts.hostname)
    return response.status, told


def _left() -> float:
    """The seconds that are left. Raises Unreachable when none are."""
    left = (_until.get() or 0) - time.monotonic()
    if left <= 0:
        raise Unreachable("too slow")
    return left


def _path(parts: SplitResult) -> str:
    return f"{parts.path or '/'}?{parts.query}".removesuffix("?")


def _connection(parts: SplitResult) -> _To:
    host = parts.hostname or ""
    if _is_local(parts):
        return _To(host, [host], parts.port or 80)
    return _SafelyTo(host, public_addresses(host), HTTPS)


def public_addresses(host: str) -> list[str]:
    """Where this name leads, when all of where it leads is public. Raises Unreachable, NotAllowed."""
    found = _looked_up(host)
    if not found or not all(map(_is_public, found)):
        raise NotAllowed(host)
    return found


def _looked_up(host: str) -> list[str]:
    """The addresses of a name. Nothing cuts a look-up short, so it is left behind when it is too slow."""
    told: list[list[str]] = []

    def look() -> None:
        try:
            told.append([str(entry[4][0]) for entry in socket.getaddrinfo(host, HTTPS, type=socket.SOCK_STREAM)])
        except (OSError, UnicodeError):
            return

    beside = threading.Thread(target=look, daemon=True)
    beside.start()
    beside.join(min(STEP, _left()))
    if not told:
        raise Unreachable(host)
    return told[0]


def _is_public(address: str) -> bool:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return False
    known = getattr(known, "ipv4_mapped", None) or known
    inside = known.is_multicast or getattr(known, "is_site_local", False)
    return known.is_global and not inside and not any(known in wide for wide in LEADS_ON)


class _To(http.client.HTTPConnection):
    """To the first of these addresses that answers, and no other."""

    def __init__(self, host: str, addresses: list[str], port: int) -> None:
        super().__init__(host, port, timeout=STEP)
        self._addresses = addresses
        # `sock` is gone as soon as an answer says that it is the last one, while it still drips.
        self._kept: socket.socket | None = None

    def connect(self) -> None:
        """What was looked up before, not what the name says now."""
        for number, address in enumerate(self._addresses, 1):
            try:
                self.sock = socket.create_connection((address, self.port), timeout=min(STEP, _left()))
                break
            except OSError:
                if number == len(self._addresses):
                    raise
        self._keep()

    def _keep(self) -> None:
        self._kept = self.sock
        _left()

    def cut(self) -> None:
        """End it in the midst of whatever it does; called beside it."""
        if self._kept:
            try:
                socket.socket.shutdown(self._kept, socket.SHUT_RDWR)  # below TLS, which would wait for an answer
            except OSError:
                return


class _SafelyTo(_To):
    """With the certificate of that name."""

    default_port = HTTPS

    def connect(self) -> None:
        """The socket is kept before the handshake: it drips too."""
        super().connect()
        safe = ssl.create_default_context().wrap_socket(
            self.sock, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.sock = safe
        self._keep()
        safe.do_handshake()
