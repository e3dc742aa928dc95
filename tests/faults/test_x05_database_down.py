"""X5, with R5's error: no connection can be made, and every page is the same static 503."""

from __future__ import annotations

import io
import socket
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory

from portal.web import errors

if TYPE_CHECKING:
    from portal.municipalities.models import Municipality


@pytest.fixture
def gone(transactional_db: None, municipality: Municipality) -> Iterator[None]:
    """The database answers on another address than the one we know."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        wrong = {"HOST": "127.0.0.1", "PORT": str(taken.getsockname()[1])}  # bound, but nobody listens
        right = {name: connection.settings_dict[name] for name in wrong}
        connection.close()
        connection.settings_dict.update(wrong)
        yield
        connection.close()
        connection.settings_dict.update(right)


@pytest.mark.parametrize("path", ["/sliedrecht/privacy/", "/sliedrecht/agenda/", "/", "/inloggen/"])
def test_every_page_asks_to_come_back(gone: None, path: str, settings: Any) -> None:
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    answer = client.get(path)
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert "We zijn zo terug" in answer.content.decode()


def test_what_somebody_sent_stands_ready_and_is_no_script(gone: None) -> None:
    """Row R22 too."""
    page = Client(raise_request_exception=False).post("/sliedrecht/agenda/?van=1", {"vraag": '"><script>x', "n": "2"})
    shown = page.content.decode()
    assert (page.status_code, 'action="/sliedrecht/agenda/?van=1"' in shown, 'name="n" value="2"' in shown) == (
        503, True, True,
    )  # fmt: skip
    assert "<script>x" not in shown


@pytest.mark.parametrize(
    "sent",
    [{"password": "geheim-geheim"}, {"oldpassword": "geheim-geheim"}, {"credential": "geheim"}, {"secret": "geheim"},
     {"list": io.BytesIO(b"x")}, {"vraag": "x" * 100_001}],
)  # fmt: skip
def test_secrets_and_files_are_not_shown_back(gone: None, sent: dict[str, Any]) -> None:
    """And the negative control: without anything that was typed the page is the plain one."""
    page = Client(raise_request_exception=False).post("/sliedrecht/agenda/", {"login": "iemand@example.org", **sent})
    assert page.status_code == 503
    assert "We zijn zo terug" in page.content.decode()
    assert "iemand@example.org" not in page.content.decode()


MANY = "&".join(f"a{at}=" for at in range(10_000)), "application/x-www-form-urlencoded"
ODD = "niets", "multipart/form-data"  # without a boundary


@pytest.mark.parametrize(("body", "kind"), [MANY, ODD])
def test_what_cannot_be_read_gets_the_plain_page(body: str, kind: str) -> None:
    """The database failed before anybody read what was sent."""
    page = errors.unavailable(RequestFactory().generic("POST", "/sliedrecht/agenda/", body, kind))
    assert (page.status_code, "We zijn zo terug" in page.content.decode()) == (503, True)


def test_with_the_database_there_is_a_page(municipality: Municipality) -> None:
    """Negative control."""
    assert Client().get("/sliedrecht/privacy/").status_code == 200
