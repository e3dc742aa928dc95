"""Row A11: after signing in nobody is sent off the site."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from portal.desk.adapter import AccountAdapter
from portal.web import tries
from tests.accounts.people import PASSWORD, sign_in, with_password

SITE = "http://testserver"
PAYLOADS = (
    "https://evil.example", "http://evil.example/", "//evil.example", "///evil.example", "////evil.example/x",
    "/\\evil.example", "\\/evil.example", "\\\\evil.example", "/\\/evil.example", "\\evil.example",
    "https:evil.example", "https:/evil.example", "https:///evil.example", "HTTPS://evil.example", "hTtP://evil.example",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
    "ftp://evil.example", "//evil.example%2F@testserver", "https://testserver@evil.example",
    "https://testserver.evil.example", "//testserver@evil.example", "https://evil.example#testserver",
    "https://evil.example?testserver", " https://evil.example", "\thttps://evil.example", "\nhttps://evil.example",
    "/\t/evil.example", "/\n/evil.example", "/\r/evil.example", "\x00//evil.example", "\u2028//evil.example",
    "https://[::1]:8080", "//127.0.0.1", "http://evil\u3002example", "//\u2024evil.example", "blob:https://evil.example/x",
    "https://evil.example\\@testserver", "mailto:x@evil.example",
)  # fmt: skip


def lands_on(payload: str, **data: Any) -> str:
    """Where a browser is after signing in with this `next`."""
    user = with_password()
    sent = {"login": user.email, "password": PASSWORD, **data}
    response = Client().post(f"{reverse('account_login')}?{urlencode({'next': payload})}", sent)
    assert response.status_code == 302, response.status_code
    return urljoin(f"{SITE}{reverse('account_login')}", browser_reads(response["Location"]))


def browser_reads(location: str) -> str:
    """As browsers do: without tabs and line ends, a backslash is a slash."""
    return location.strip().translate({9: None, 10: None, 13: None}).replace("\\", "/")


def on_site(url: str) -> bool:
    return urlsplit(url)[:2] == urlsplit(SITE)[:2]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """What is tested here is not how a password is kept."""
    monkeypatch.setattr(tries.Tries, "allowed", lambda _self: True)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a11_stays_on_the_site(municipality: Any, payload: str) -> None:
    assert on_site(lands_on(payload))
    assert on_site(lands_on("", next=payload))


def test_a11_goes_to_a_page_of_the_site(municipality: Any) -> None:
    assert lands_on("/sliedrecht/vandaag/?pagina=2") == f"{SITE}/sliedrecht/vandaag/?pagina=2"


def test_a11_someone_signed_in_already_stays_too(municipality: Any) -> None:
    client = sign_in(with_password()).client
    location = client.get(f"{reverse('account_login')}?next=//evil.example")["Location"]
    assert on_site(urljoin(SITE, location))


def test_a11_control_believing_every_address_leaves_the_site(
    municipality: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AccountAdapter, "is_safe_url", lambda _self, _url: True)
    assert not on_site(lands_on("https://evil.example"))
