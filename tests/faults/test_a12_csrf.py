"""Row A12: no address takes a POST that another site could have sent."""

from __future__ import annotations

import re
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.middleware.csrf import CsrfViewMiddleware
from django.test import Client
from django.urls import reverse

from portal.web.checks import Address, addresses
from tests.access.matrix import path_of
from tests.access.world import Town, two_towns
from tests.accounts.people import PASSWORD, with_password

# The one-click unsubscribe of RFC 8058: a mail program has no page of ours; the signed link is all it takes.
OPEN = {"partners:stop"}
FORBIDDEN = 403


@pytest.fixture
def town(db: None) -> Town:
    return two_towns()[0]


def taken(town: Town) -> set[str]:
    """The addresses that did not refuse a POST without a token, from anybody."""
    return {address.name for address in addresses() for role in town.browsers if post(town, address, role) != FORBIDDEN}


def post(town: Town, address: Address, role: str) -> int:
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.cookies = SimpleCookie(town.browsers[role].cookies)
    return browser.post(path_of(address, town)).status_code


def test_a12_every_address_refuses_a_post_without_token(town: Town) -> None:
    assert taken(town) == OPEN & {address.name for address in addresses()}


def test_a12_control_without_the_middleware_posts_are_taken(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CsrfViewMiddleware, "process_view", lambda *_: None)
    assert "account_login" in taken(town)


def test_a12_the_form_of_the_page_itself_is_taken(municipality: Any) -> None:
    user, browser = with_password(), Client(enforce_csrf_checks=True)
    page = browser.get(reverse("account_login")).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    sent = {"login": user.email, "password": PASSWORD}
    assert browser.post(reverse("account_login"), sent).status_code == FORBIDDEN
    assert browser.post(reverse("account_login"), {**sent, "csrfmiddlewaretoken": token[1]}).status_code == 302
