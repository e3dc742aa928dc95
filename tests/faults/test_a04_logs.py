"""A4: no link that lets somebody in, no password and no address of a person stands in a log."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import IntegrityError, transaction

from portal.municipalities.models import Municipality
from portal.web import links
from portal.web.logging import LOGGING, JsonFormatter, Redact
from portal.web.redact import redact, redact_path
from rig.place import free_port
from rig.processes import Program, web
from tests import cast

PASSWORD = "correct-Horse-7"
PERSON = "fatima.el.amrani@example.org"


@pytest.fixture
def token(municipality: Municipality) -> str:
    return links.make("registration", {"registration": "12", "stamp": "abc"}, days=1)


def record(text: str, **extra: object) -> str:
    made = logging.LogRecord("x", logging.INFO, "x.py", 1, text, None, None)
    made.__dict__.update(extra)
    Redact().filter(made)
    return JsonFormatter().format(made)


def test_a_link_is_taken_out_wherever_it_stands(token: str) -> None:
    for text in (token, f"GET /sliedrecht/a/{token}/", f"?t={quote(token)}&x=1", f'"{token}"', f"Referer: {token}"):
        assert redact(text) != text
        for part in token.split(":"):
            assert part not in redact(text)


def test_the_key_of_a_new_password_is_taken_out() -> None:
    assert redact("/wachtwoord/3-cxyz9a-0123456789abcdef0123456789abcdef/") == "/wachtwoord/[link]/"


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        (f"password={PASSWORD}&next=/", PASSWORD),
        (f'{{"password": "{PASSWORD}"}}', PASSWORD),
        (f"{{'new_password1': '{PASSWORD}'}}", PASSWORD),
        (f"Authorization: Bearer {PASSWORD}", PASSWORD),
        ("Cookie: sessionid=abc123def", "abc123def"),
        (f"cannot reach redis://:{PASSWORD}@127.0.0.1:6379/0", PASSWORD),
        (f"cannot reach postgresql://portal_app:{PASSWORD}@db/portal", PASSWORD),
        (f"<{PERSON}>: mailbox unavailable", PERSON),
        (f"next={quote(PERSON, safe='')}", "fatima"),
        ("called +31612345678 twice", "+31612345678"),
        ("called 06-12345678 twice", "12345678"),
    ],
)
def test_what_belongs_to_people_is_taken_out(text: str, secret: str) -> None:
    assert secret in text
    assert secret not in redact(text)
    assert secret not in record(text)
    assert secret not in record("x", facts={"object": text})


def test_the_row_that_the_database_refused_is_taken_out(municipality: Municipality) -> None:
    """Of a table with a policy PostgreSQL shows none; of those that all municipalities share it does."""
    user = cast.member("cjg", name="Fatima El\nAmrani")
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        type(user).objects.filter(pk=user.pk).update(email=None)
    secrets = ("Fatima", "Amrani", user.password)
    assert all(secret in str(refused.value) for secret in secrets)
    made = logging.LogRecord("x", logging.ERROR, "x.py", 1, "x", None, (refused.type, refused.value, refused.tb))
    Redact().filter(made)
    line = JsonFormatter().format(made)
    assert not [secret for secret in secrets if secret in line]
    assert 'column "email"' in json.loads(line)["error"]


def test_an_error_and_its_arguments_are_redacted_too(token: str) -> None:
    error = ValueError(token, PERSON)
    made = logging.LogRecord("x", logging.ERROR, "x.py", 1, "to %s", (PERSON,), (ValueError, error, None))
    Redact().filter(made)
    line = JsonFormatter().format(made)
    assert PERSON not in line
    assert token not in line
    assert "ValueError" in line


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24T07:25:55.877+00:00",
        "seal 12 a5f967d090f88d2e65ad5683c2616382b027bff818d3a461389e7f05a24db173",
        "/sliedrecht/taken/6f0c4a63-9c4e-4f6f-9a59-1f0d6d3b7f10/",
        "job 8 failed after 00:01:02",
        "GET activities:session 200",
    ],
)
def test_what_says_nothing_of_people_stays(text: str) -> None:
    assert redact(text) == text


def test_a_long_piece_of_a_path_may_be_a_key_and_a_public_id_is_none() -> None:
    assert redact_path("/s/x/" + "k" * 43 + "/") == "/s/x/[link]/"
    public = "/s/x/6f0c4a63-9c4e-4f6f-9a59-1f0d6d3b7f10/"
    assert redact_path(public) == public


def test_a_long_text_does_not_keep_the_log_busy() -> None:
    assert len(redact("a-" * 500_000 + "@" * 50_000)) < 100_000


def test_every_handler_redacts() -> None:
    assert all("redact" in handler["filters"] for handler in LOGGING["handlers"].values())


@contextmanager
def served(environment: dict[str, str], folder: Path) -> Iterator[tuple[Program, int]]:
    port = free_port()
    program = web(port, environment, folder, workers=1, threads=2)
    program.start()
    try:
        yield program, port
    finally:
        program.stop()


def ask(port: int, method: str, path: str, body: str = "") -> int:
    headers = {"Referer": f"http://127.0.0.1{path}", "Content-Type": "application/x-www-form-urlencoded"}
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, path, body or None, headers)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status


def wait_for(port: int) -> None:
    import time

    for _ in range(200):
        try:
            ask(port, "GET", "/static/none.css")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the web server did not come up")


@pytest.mark.django_db(transaction=True)
def test_the_log_of_a_real_web_server_holds_none_of_it(
    portal_environment: dict[str, str], tmp_path: Path, token: str
) -> None:
    cast.member("cjg", email=PERSON)
    with served(portal_environment, tmp_path) as (program, port):
        wait_for(port)
        for method in ("GET", "HEAD", "POST"):
            ask(port, method, f"/sliedrecht/a/{token}/")
            ask(port, method, f"/sliedrecht/a/?token={quote(token)}")
        ask(port, "GET", f"/inloggen/?next=/sliedrecht/&login={quote(PERSON)}")
        ask(port, "POST", "/inloggen/", f"login={quote(PERSON)}&password={PASSWORD}")
    log = program.log.read_text()
    assert len(re.findall(r'"portal\.request"', log)) >= 8, log[-2000:]
    for secret in (*token.split(":"), quote(token), PERSON, quote(PERSON), "fatima", PASSWORD):
        assert secret not in log
    assert [line for line in log.splitlines() if not line.startswith("{")] == [], "JSON, also what gunicorn says"


def test_control_without_the_filter_it_would_be_there(token: str) -> None:
    made = logging.LogRecord("x", logging.INFO, "x.py", 1, f"GET /a/{token}/ by {PERSON}", None, None)
    line = JsonFormatter().format(made)
    assert token in line
    assert PERSON in line
