"""What is said when a work account is not to be had, and when an administrator saves how it is."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests import cast
from tests.accounts.people import sign_in, with_password
from tests.accounts.work import Provider, connect, running
from tests.provider import CLIENT, SECRET, TENANT

SETTINGS = "/sliedrecht/werkaccount/"
LINK = "/account/veilig-inloggen/werkaccount/sliedrecht/koppelen/"


@pytest.fixture(scope="module")
def process() -> Iterator[Provider]:
    with running() as provider:
        yield provider


@pytest.fixture
def provider(process: Provider, settings: Any, municipality: Any) -> Provider:
    settings.OPENID_LOCAL = process.origin
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    process.forge()
    return process


def text(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def test_who_links_is_not_told_to_sign_in(provider: Provider, municipality: Any) -> None:
    connect(provider, municipality, is_on=False)
    page = text(sign_in(with_password("partner")).client.post(LINK, follow=True))
    assert "Uw werkaccount koppelen lukt nu niet" in page
    assert "Log in met uw wachtwoord" not in page


def test_control_who_comes_in_is_told_to_use_the_password(provider: Provider, municipality: Any) -> None:
    connect(provider, municipality, is_on=False)
    page = text(Client().get("/inloggen/werkaccount/sliedrecht/", follow=True))
    assert "Log in met uw wachtwoord" in page


def test_only_what_is_on_is_still_to_be_tested(provider: Provider) -> None:
    browser = cast.sign_in(Client(), cast.member("administrator"))
    told = {"issuer": provider.issuer, "directory": TENANT, "client_id": CLIENT, "secret": SECRET}
    on = text(browser.post(SETTINGS, {**told, "is_on": "on"}, follow=True))
    assert "nog niet getest" in on
    assert 'href="#test"' in on
    off = text(browser.post(SETTINGS, told, follow=True))
    assert "Opgeslagen." in off
    assert "nog niet getest" not in off
    assert 'href="#test"' not in off
