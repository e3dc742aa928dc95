"""X5: every error page is styled, Dutch and says what to do; not one of them needs the database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import OperationalError, connection
from django.http import HttpRequest
from django.test import Client

from portal.web import errors
from tests.looks.urls import with_navigation

PAGES = {
    400: "We konden dit niet lezen",
    403: "Deze pagina is voor andere collega's",
    404: "Deze pagina is er niet",
    413: "Dit is te groot om te versturen",
    429: "Wacht u even",
    500: "Er ging bij ons iets mis",
    503: "We zijn zo terug",
}
pytestmark = pytest.mark.urls("tests.looks.urls")


@pytest.fixture(autouse=True)
def _no_database(django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with_navigation(monkeypatch)
    with django_db_blocker.block():
        yield


@pytest.fixture
def visitor(settings: Any) -> Client:
    settings.DEBUG = False
    return Client(raise_request_exception=False)


def words(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", page).replace("&#x27;", "'")


@pytest.mark.parametrize("status", PAGES)
def test_says_what_happened_and_what_to_do_without_a_database(visitor: Client, status: int) -> None:
    answer = visitor.get(f"/fails/{status}/")
    page = answer.content.decode()
    assert answer.status_code == status
    assert re.search(r'<html lang="nl"', page)
    assert PAGES[status] in words(page)
    assert "Wat u kunt doen" in page
    assert 'href="/static/css/house.css"' in page
    assert not re.search(r"\b(40[034]|413|429|50[03]|Traceback|Exception|odd|broken|gone)\b", words(page))


@pytest.mark.parametrize("status", [429, 503])
def test_says_when_to_come_back(visitor: Client, status: int) -> None:
    assert int(visitor.get(f"/fails/{status}/")["Retry-After"]) > 0


def test_an_address_that_does_not_exist(visitor: Client) -> None:
    assert PAGES[404] in visitor.get("/nergens/").content.decode()


def test_a_body_that_is_too_big(visitor: Client) -> None:
    body = "vraag=" + "x" * (django_settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    answer = visitor.post("/looks/form/", body, content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, PAGES[413] in answer.content.decode()) == (413, True)


def test_too_many_fields(visitor: Client) -> None:
    body = "&".join(f"a{at}=" for at in range(10_000))
    answer = visitor.post("/looks/form/", body, content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, PAGES[400] in answer.content.decode()) == (400, True)


def test_a_form_that_stood_open_too_long(settings: Any) -> None:
    settings.DEBUG = False
    answer = Client(enforce_csrf_checks=True).post("/looks/form/", {"naam": "Ada"})
    assert answer.status_code == 403
    assert "Dit formulier stond te lang open" in answer.content.decode()


def test_a_database_that_fails_below_the_views_is_no_error_of_ours() -> None:
    def answer() -> int:
        try:
            connection.cursor()
        except RuntimeError as refusal:
            # What Django does around a handler: the page is made while the error is being handled.
            raise OperationalError from refusal
        return 0

    try:
        answer()
    except OperationalError:
        assert errors.server_error(HttpRequest()).status_code == 503
    assert errors.server_error(HttpRequest()).status_code == 500


def test_even_a_broken_template_leaves_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise ValueError("no manifest")

    errors.static_page.cache_clear()
    monkeypatch.setattr(errors, "render_to_string", broken)
    assert "Het lukt nu even niet" in errors.static_page(500)
    errors.static_page.cache_clear()


def test_the_database_is_out_of_reach_here() -> None:
    """Negative control: a page that wants the database cannot pass these tests."""
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.ensure_connection()


@pytest.mark.parametrize("status", PAGES)
def test_an_error_is_never_kept(visitor: Client, status: int) -> None:
    assert "no-store" in visitor.get(f"/fails/{status}/")["Cache-Control"]
