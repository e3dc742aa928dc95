"""Asking another computer something at an address that a person typed: https, a public place, short, once.

The name is looked up once and the connection goes to what was found, so that no second look-up can lead inside.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
import threading
from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit

from django.conf import settings

# Seconds for each step, and for all of it however slowly it drips.
STEP = 5
IN_ALL = 10
MOST = 256 * 1024
HTTPS = 443
# Networks that lead on to addresses of another kind, which may be inside.
LEADS_ON = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("2002::/16"))


class Unreachable(Exception):
    """Nothing came that can be used: not allowed, not there, too slow, too large or no JSON."""


class NotAllowed(Unreachable):
    """An address that the portal does not ask: not https, or not a public place."""


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
    plain = parts.hostname and "@" not in parts.netloc and not parts.fragment and url.isascii() and url.isprintable()
    if not (plain and parts.scheme == "https" and port in (None, HTTPS)) and not _is_local(parts):
        raise NotAllowed(url)
    return parts


def _is_local(parts: SplitResult) -> bool:
    """The provider that a test started itself; nothing is, anywhere else."""
    return bool(settings.OPENID_LOCAL) and f"{parts.scheme}://{parts.netloc}" == settings.OPENID_LOCAL


def _ask(method: str, url: str, body: str | None = None, more: Mapping[str, str] | None = None) -> tuple[int, Any]:
    parts = allowed(url)
    connection = _connection(parts)
    cut = threading.Timer(IN_ALL, _cut, [connection])
    cut.start()
    try:
        connection.request(method, _path(parts), body, {"Accept": "application/json", **(more or {})})
        response = connection.getresponse()
        told = json.loads(response.read(MOST))
    except (OSError, http.client.HTTPException, ValueError, RecursionError) as error:
        raise Unreachable(parts.hostname) from error
    finally:
        cut.cancel()
        connection.close()
    if not isinstance(told, dict) or 300 <= response.status < 400:  # noqa: PLR2004 - redirects
        raise Unreachable(parts.hostname)
    return response.status, told


def _path(parts: SplitResult) -> str:
    return f"{parts.path or '/'}?{parts.query}".removesuffix("?")


def _connection(parts: SplitResult) -> http.client.HTTPConnection:
    host = parts.hostname or ""
    if _is_local(parts):
        return http.client.HTTPConnection(host, parts.port or 80, timeout=STEP)
    return _To(host, public_address(host))


def public_address(host: str) -> str:
    """Where this name leads, when all of where it leads is public. Raises Unreachable, NotAllowed."""
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, HTTPS, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise Unreachable(host) from error
    if not found or not all(map(_is_public, found)):
        raise NotAllowed(host)
    return found[0]


def _is_public(address: str) -> bool:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return False
    known = getattr(known, "ipv4_mapped", None) or known
    return known.is_global and not known.is_multicast and not any(known in wide for wide in LEADS_ON)


class _To(http.client.HTTPSConnection):
    """To this address and no other, with the certificate of that name."""

    def __init__(self, host: str, address: str) -> None:
        self._safe = ssl.create_default_context()
        super().__init__(host, HTTPS, timeout=STEP, context=self._safe)
        self._address = address

    def connect(self) -> None:
        """What was looked up before, not what the name says now."""
        plain = socket.create_connection((self._address, HTTPS), timeout=STEP)
        self.sock = self._safe.wrap_socket(plain, server_hostname=self.host)


def _cut(connection: http.client.HTTPConnection) -> None:
    if connection.sock:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return
