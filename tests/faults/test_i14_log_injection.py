"""I14: nothing that a stranger writes can forge a line of the log or colour a terminal."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from portal.web.logging import JsonFormatter, Redact

FORGED = '"}\n{"event": "forged", "actor": "user:1"}\r\n'
NASTY = (FORGED, "\x1b[2J\x1b[31mred", "\u2028\u2029\x85\x9b31m", "\x00\x08\x7f", "\udce9", "%s %d {0.__class__}")


def lines_of(tell: Callable[[logging.Logger], None], formatter: logging.Formatter) -> list[str]:
    """What a handler like the console's writes for these records."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(formatter)
    handler.addFilter(Redact())
    logger = logging.getLogger("tests.i14")
    logger.handlers, logger.propagate = [handler], False
    tell(logger)
    # Every kind of line end that a viewer of logs may know.
    return written.getvalue().removesuffix("\n").splitlines()


@pytest.mark.parametrize("text", NASTY)
def test_one_event_is_one_line_of_plain_letters(text: str) -> None:
    def tell(logger: logging.Logger) -> None:
        logger.warning("name %s", text, extra={"facts": {"object": text}})

    (line,) = lines_of(tell, JsonFormatter())
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["object"] == text


@given(st.text())
def test_whatever_the_text(text: str) -> None:
    (line,) = lines_of(lambda logger: logger.error("%s", text), JsonFormatter())
    assert line.isascii()
    assert line.isprintable()


def test_an_error_with_its_trace_is_one_line_too() -> None:
    def tell(logger: logging.Logger) -> None:
        try:
            int(FORGED)
        except ValueError:
            logger.exception("it broke")

    (line,) = lines_of(tell, JsonFormatter())
    assert "Traceback" in json.loads(line)["error"]
    assert "event" in json.loads(line)


def test_control_a_plain_formatter_would_be_forged() -> None:
    plain = logging.Formatter("%(message)s")
    assert len(lines_of(lambda logger: logger.warning("name %s", FORGED), plain)) > 1


@pytest.fixture
def console() -> Iterator[io.StringIO]:
    """What the portal's own console handler writes."""
    handler = next(h for h in logging.getLogger().handlers if any(isinstance(f, Redact) for f in h.filters))
    assert isinstance(handler, logging.StreamHandler)
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before or handler.stream)


@pytest.mark.django_db
def test_a_request_is_one_line_whatever_it_brings(client: Client, console: io.StringIO) -> None:
    client.get(
        "/nergens/%0A%7B%22event%22%3A%22forged%22%7D/%1B%5B31m/",
        headers={"user-agent": "x\x1b[31m", "x-request-id": 'a"\n{"event":"forged"}'},
    )
    (line,) = (line for line in console.getvalue().splitlines() if '"portal.request"' in line)
    told = json.loads(line)
    assert told["event"] == "request"
    assert told["result"] == 404
    assert told["request_id"].isalnum()
    assert {"action", "object", "result", "origin", "actor", "time"} <= told.keys(), "BIO2's six"
    assert "\x1b" not in console.getvalue()


@pytest.mark.django_db
def test_a_made_up_name_of_the_site_is_a_line_and_no_alarm(client: Client, console: io.StringIO) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
    (told,) = (json.loads(line) for line in console.getvalue().splitlines())
    assert (told["logger"], told["level"], told["result"]) == ("portal.request", "info", 400)
