"""Asking another computer something: it is over in time whatever that one does, and it goes where it was looked up."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from portal.web import fetch

# Far beyond the short deadline, far under the time that the drips take: a busy machine may take a while.
IN_TIME = 15
NAME = "https://login.voorbeeld.example/"
HEAD = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
OF_LENGTH = b"HTTP/1.1 200 OK\r\nContent-Length: 82\r\n\r\n"
DRIPS = (b" ",) * 80
A_RECORD = b"\x16\x03\x03\x40\x00"


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "IN_ALL", 1)
    monkeypatch.setattr(fetch, "STEP", 60)


@contextmanager
def says(*pieces: bytes, pause: float = 0.5) -> Iterator[int]:
    """A server that says these pieces with a pause between, whatever it hears; its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            caller, _ = server.accept()
            with caller:
                caller.recv(65_536)
                for piece in pieces:
                    try:
                        caller.sendall(piece)
                    except OSError:
                        return
                    time.sleep(pause)

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]


@contextmanager
def too_slow() -> Iterator[None]:
    started = time.monotonic()
    with pytest.raises(fetch.Unreachable):
        yield
    assert time.monotonic() - started < IN_TIME


def local(settings: Any, port: int) -> str:
    settings.OPENID_LOCAL = f"http://127.0.0.1:{port}"
    return f"{settings.OPENID_LOCAL}/x"


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param((HEAD, *DRIPS, b"{}"), id="a body without a length"),
        pytest.param((OF_LENGTH, *DRIPS, b"{}"), id="a body with one"),
        pytest.param((b"HTTP/1.1 200 OK\r\n", *(b"x",) * 80), id="a header"),
    ],
)
def test_an_answer_in_drips_is_cut_off(settings: Any, short: None, pieces: tuple[bytes, ...]) -> None:
    with says(*pieces) as port:
        url = local(settings, port)
        with too_slow():
            fetch.get_json(url)


def test_control_the_same_without_a_pause_is_read(settings: Any) -> None:
    with says(HEAD, *DRIPS, b"{}", pause=0) as port:
        assert fetch.get_json(local(settings, port)) == (200, {})


def test_a_handshake_in_drips_is_cut_off(monkeypatch: pytest.MonkeyPatch, short: None) -> None:
    monkeypatch.setattr(fetch, "public_addresses", lambda _host: ["127.0.0.1"])
    with says(A_RECORD, *DRIPS) as port:
        monkeypatch.setattr(fetch, "HTTPS", port)
        with too_slow():
            fetch.get_json(NAME)


def test_a_slow_look_up_is_left_behind(monkeypatch: pytest.MonkeyPatch, short: None) -> None:
    over = threading.Event()

    def slow(*_: Any, **__: Any) -> list[Any]:
        over.wait(40)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    with too_slow():
        fetch.get_json(NAME)
    over.set()


def test_questions_in_one_block_share_one_deadline(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.OPENID_LOCAL = "http://127.0.0.1:1"
    asked: list[Any] = []
    monkeypatch.setattr(fetch, "IN_ALL", 0.1)
    monkeypatch.setattr(socket, "create_connection", lambda *to, **_: asked.append(to))
    with fetch.in_all():
        time.sleep(0.2)
        with pytest.raises(fetch.Unreachable, match="too slow"):
            fetch.get_json("http://127.0.0.1:1/")
    assert asked == []


def test_each_address_that_was_found_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def note(to: Any, **_: Any) -> None:
        asked.append(to)
        raise OSError

    found = [(0, 0, 0, "", (address, 443)) for address in ("2620:fe::fe", "9.9.9.9")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(socket, "create_connection", note)
    with pytest.raises(fetch.Unreachable):
        fetch.get_json(NAME)
    assert asked == [("2620:fe::fe", 443), ("9.9.9.9", 443)]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.8", "172.16.4.4", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",  # noqa: S104
        "::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::",
        "64:ff9b:1::7f00:1", "::7f00:1", "fec0::1",
    ],
)  # fmt: skip
def test_a_name_that_leads_inside_is_not_asked(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    asked: list[object] = []
    for found in ([address], ["9.9.9.9", address]):
        monkeypatch.setattr(
            socket, "getaddrinfo", lambda *_, found=found, **__: [(0, 0, 0, "", (one, 443)) for one in found]
        )
        monkeypatch.setattr(socket, "create_connection", lambda *to, **_: asked.append(to))
        with pytest.raises(fetch.NotAllowed):
            fetch.get_json("https://login.voorbeeld.example/")
    assert asked == []


def test_control_a_public_name_is_asked_at_the_address_that_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def note(to: Any, **_: Any) -> None:
        asked.append(to)
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("9.9.9.9", 443))])
    monkeypatch.setattr(socket, "create_connection", note)
    with pytest.raises(fetch.Unreachable):
        fetch.get_json("https://login.voorbeeld.example/")
    assert asked == [("9.9.9.9", 443)]


@pytest.mark.parametrize(
    "url",
    [
        "http://9.9.9.9/",
        "gopher://9.9.9.9/",
        "https://x@9.9.9.9/",
        "https:///x",
        "https://é.example/",
        "https://9.9.9.9:22/",
        "https://a.example; sandbox/x",
    ],
)
def test_only_plain_https_is_asked(url: str) -> None:
    with pytest.raises(fetch.NotAllowed):
        fetch.get_json(url)
