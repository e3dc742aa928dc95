"""A request that says it is written in rot13 gets words and all headers, never an error of ours."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections

from portal.web.charset import readable
from portal.wsgi import application
from tests.faults.test_a14_headers import missing

FORM = b'--x\r\nContent-Disposition: form-data; name="login"\r\n\r\na@example.org\r\n--x--\r\n'
ODD = [
    "rot13", "base64", "hex", "zlib", "bz2", "uu", "quopri", "punycode", "undefined", "idna", "a\0b",
    "unicode_escape", "utf-7", "utf-16",
]  # fmt: skip
PLAIN = ["utf-8", '"UTF-8"', "us-ascii", "latin-1", "x-foo", "..%2fx", ""]


@pytest.fixture(autouse=True)
def connection(db: None) -> Iterator[None]:
    """Keep the connection of the test, which the start of a request would close."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


def ask(portal: Any, content_type: str, *, query: str = "", form: bytes = b"") -> Any:
    """What the portal says, asked as the web server does."""
    environ: dict[str, Any] = {
        "CONTENT_TYPE": content_type, "QUERY_STRING": query, "HTTP_HOST": "localhost", "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(form), "CONTENT_LENGTH": str(len(form)),
        "REQUEST_METHOD": "POST" if form else "GET", "PATH_INFO": "/inloggen/" if form else "/",
    }  # fmt: skip
    setup_testing_defaults(environ)
    said: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        said.update(status_code=int(status[:3]), headers=dict(headers))

    body = b"".join(portal(environ, start)).decode()
    return SimpleNamespace(body=body, **said)


@pytest.mark.parametrize("charset", ODD)
def test_an_alphabet_that_nobody_reads_is_refused_in_words(charset: str) -> None:
    for answer in (
        ask(application, f"text/plain; charset={charset}", query="gemeente=a"),
        ask(application, f"multipart/form-data; boundary=x; charset={charset}", form=FORM),
    ):
        assert answer.status_code == 400
        assert "We konden dit niet lezen" in answer.body
        assert missing(answer) == []


@pytest.mark.parametrize("header", ["text/plain; charset*=idna''%ff.a", "text/plain; charset*=undefined''%ff"])
def test_a_header_that_cannot_be_read_itself_is_refused_too(header: str) -> None:
    assert ask(application, header, query="gemeente=a").status_code == 400


@pytest.mark.parametrize("charset", PLAIN)
def test_what_can_be_read_is_read(charset: str) -> None:
    assert ask(application, f"text/plain; charset={charset}", query="gemeente=a").status_code == 200
    assert ask(application, f"multipart/form-data; boundary=x; charset={charset}", form=FORM).status_code == 403


def test_a_form_without_one_is_read() -> None:
    assert readable("")
    assert readable("application/x-www-form-urlencoded")


def test_control_without_it_django_fails() -> None:
    with pytest.raises(LookupError):
        ask(WSGIHandler(), "text/plain; charset=rot13", query="gemeente=a")
