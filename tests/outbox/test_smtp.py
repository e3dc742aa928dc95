"""The SMTP channel: deadlines that hold, one kept connection, and sign-in only where nobody listens in."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings

from portal.outbox import smtp
from portal.outbox.smtp import NoAnswer, Relay, RelayDown
from rig.place import free_port
from rig.sink_client import Control

# Far beyond the short deadlines, far under the real ones: a busy machine may take a while.
IN_TIME = 10
MAIL = b"From: <a@example.org>\r\nSubject: Dag\r\n\r\n.\r\n.punt\r\n"
ME, YOU = "samenspel@example.org", "ouder@example.org"


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "ANSWER", 0.5)
    monkeypatch.setattr(smtp, "DELIVERY", 1.0)


@pytest.fixture
def relay(sink: Control) -> Iterator[Relay]:
    made = Relay(settings.EMAIL_URL, "test.example")
    yield made
    made.close()


@contextmanager
def says(*pieces: bytes, pause: float) -> Iterator[str]:
    """A server that says these pieces with a pause between, whatever it hears."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            caller, _ = server.accept()
            with caller:
                for piece in pieces:
                    try:
                        caller.sendall(piece)
                    except OSError:
                        return
                    time.sleep(pause)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"smtp://127.0.0.1:{server.getsockname()[1]}"
        thread.join(1)


silence = pytest.mark.usefixtures("short")


def test_keeps_one_connection_and_dots_survive(relay: Relay, sink: Control) -> None:
    for _ in range(3):
        assert relay.send(ME, YOU, MAIL).code == 250
    assert sink.stats()["most"] == 1
    assert sink.body(3).endswith(b"\r\n\r\n.\r\n.punt\r\n")


def test_a_connection_that_ended_while_idle_is_no_fault(relay: Relay, sink: Control) -> None:
    relay.send(ME, YOU, MAIL)
    assert relay._connection is not None  # noqa: SLF001 - breaks it as an idle relay would
    assert relay._connection.sock is not None  # noqa: SLF001 - idem
    relay._connection.sock.shutdown(socket.SHUT_RDWR)  # noqa: SLF001 - idem
    assert relay.send(ME, YOU, MAIL).code == 250


@silence
@pytest.mark.parametrize("where", ["connect", "ehlo"])
def test_silence_before_a_mail_ends_in_time(relay: Relay, sink: Control, where: str) -> None:
    sink.behave(hang=where)
    started = time.monotonic()
    with pytest.raises(RelayDown, match="timeout"):
        relay.open()
    assert time.monotonic() - started < IN_TIME


@silence
def test_a_relay_that_is_down_is_left_alone_for_a_while(relay: Relay, sink: Control) -> None:
    sink.behave(hang="connect")
    with pytest.raises(RelayDown):
        relay.open()
    sink.behave(hang="")
    with pytest.raises(RelayDown):
        relay.open()


@silence
@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_a_relay_that_fell_silent_is_left_alone_for_a_while(relay: Relay, sink: Control, where: str) -> None:
    relay.send(ME, YOU, MAIL)
    sink.behave(hang=where)
    with pytest.raises((RelayDown, NoAnswer), match="timeout"):
        relay.send(ME, YOU, MAIL)
    assert sink.stats()["came"] == 1, "a second connection was tried"
    sink.behave(hang="")
    with pytest.raises(RelayDown, match="timeout"):
        relay.open()
    relay._down = (0.0, RelayDown("timeout"))  # noqa: SLF001 - the while is over
    assert relay.send(ME, YOU, MAIL).code == 250


@silence
def test_silence_after_a_mail_is_no_answer(relay: Relay, sink: Control) -> None:
    sink.behave(hang="data")
    started = time.monotonic()
    with pytest.raises(NoAnswer, match="timeout"):
        relay.send(ME, YOU, MAIL)
    assert time.monotonic() - started < IN_TIME
    assert sink.count() == 1


@silence
@pytest.mark.parametrize("pieces", [(b"2",) * 40, (b"250-x\r\n",) * 40, (b"220 hi\r\n250 x\r\n", *(b"2",) * 40)])
def test_an_answer_in_drips_does_not_stretch_the_deadline(pieces: tuple[bytes, ...]) -> None:
    with says(*pieces, pause=0.5) as url:
        relay, started = Relay(url, "test.example"), time.monotonic()
        with pytest.raises((RelayDown, NoAnswer)):
            relay.send(ME, YOU, MAIL)
        assert time.monotonic() - started < IN_TIME


def test_an_answer_without_end_is_cut_off() -> None:
    with says(*(b"250-" + b"x" * 60_000 + b"\r\n",) * 30, pause=0) as url, pytest.raises(RelayDown):
        Relay(url, "test.example").open()


def test_reads_its_address() -> None:
    relay = Relay("smtp://piet%40x:ge%3Aheim@mail.example?tls=starttls", "test.example")
    assert (relay.host, relay.port, relay.user, relay.password) == ("mail.example", 587, "piet@x", "ge:heim")
    assert Relay("smtps://mail.example", "x").port == 465
    assert Relay("smtp://mail.example", "x").port == 25


def test_no_password_travels_in_the_open() -> None:
    relay = Relay("smtp://piet:geheim@mail.example", "test.example")
    with pytest.raises(RelayDown, match="without tls"):
        relay._sign_in(smtp._Connection("test.example"))  # noqa: SLF001 - no real server may hear this


def test_nobody_there_is_down_not_broken() -> None:
    with pytest.raises(RelayDown, match="connection"):
        Relay(f"smtp://127.0.0.1:{free_port()}", "test.example").open()
