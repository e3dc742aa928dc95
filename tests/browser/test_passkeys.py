"""Passkeys in a real browser with an authenticator, under the strict policy for content; and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from tests import cast
from tests.accounts.factors import PATHS, code_of, with_app
from tests.accounts.people import PASSWORD, with_password
from tests.browser.axe import violations
from tests.browser.portal import press

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

    from portal.accounts.models import User

PAGE = "/sliedrecht/vandaag/"
OWN = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def town(transactional_db: None) -> Iterator[Municipality]:
    made = cast.municipality()
    with tenant.use(made):
        yield made


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A browser that has an authenticator, and tells what the policy for content refused."""
    context = browser.new_context(base_url=live_server.url, locale="nl-NL", viewport={"width": 1280, "height": 800})
    context.set_default_timeout(90_000)
    made = context.new_page()
    session = context.new_cdp_session(made)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": OWN})
    refused: list[str] = []
    made.on("console", lambda message: refused.append(message.text) if "Security Policy" in message.text else None)
    yield made
    context.close()
    assert refused == []


def with_words(page: Page, user: User) -> None:
    page.goto(f"/inloggen/?next={PAGE}")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    press(page, "main form:has([name=password]) [type=submit]")


def path(page: Page) -> str:
    return "/" + page.url.split("/", 3)[3]


def test_a_passkey_is_made_named_used_and_taken_away(town: Municipality, page: Page) -> None:
    with_words(page, with_password("cjg"))
    assert path(page) == PATHS.overview
    press(page, "text=Passkey toevoegen")
    assert violations(page) == []
    page.fill("[name=name]", "laptop van het werk")
    press(page, "text=Deze passkey toevoegen")
    assert page.locator(".house-codes li").count() == 10
    assert violations(page) == []
    page.goto(PATHS.overview)
    assert violations(page) == []
    press(page, "text=Andere naam")
    page.fill("[name=name]", "werklaptop")
    press(page, "main [type=submit]")
    assert "werklaptop" in page.inner_text("main")
    press(page, "header button")
    page.goto(f"/inloggen/?next={PAGE}")
    press(page, "text=Inloggen met een passkey")
    assert path(page) == PAGE
    page.goto(PATHS.overview)
    press(page, "text=Weghalen")
    press(page, "main [type=submit]")
    assert "werklaptop" not in page.inner_text("main")
    page.goto(PAGE)
    assert path(page) == PATHS.overview


def test_it_takes_the_place_of_the_code(town: Municipality, page: Page) -> None:
    user = with_password("cjg")
    with_words(page, user)
    page.goto(PATHS.passkey)
    press(page, "text=Deze passkey toevoegen")
    press(page, "header button")
    with_words(page, user)
    assert path(page) == PATHS.step
    assert violations(page) == []
    press(page, "text=Uw passkey gebruiken")
    assert path(page) == PAGE


def test_a_passkey_that_is_not_there_is_told_on_the_page(town: Municipality, page: Page) -> None:
    page.goto("/inloggen/")
    page.evaluate(
        "() => { navigator.credentials.get = async () => { throw new DOMException('none', 'NotAllowedError') } }"
    )
    page.click("text=Inloggen met een passkey")
    page.wait_for_selector("text=Dat lukte niet. Probeer het nog eens")
    assert path(page) == "/inloggen/"


def test_without_scripts_the_code_is_offered(town: Municipality, browser: Browser, live_server: LiveServer) -> None:
    user, secret = with_app()
    context = browser.new_context(base_url=live_server.url, locale="nl-NL", java_script_enabled=False)
    context.set_default_timeout(90_000)
    page = context.new_page()
    page.goto("/inloggen/")
    assert not page.locator("text=Inloggen met een passkey").is_visible()
    assert page.locator("text=Voor een passkey moet uw browser scripts toestaan").is_visible()
    with_words(page, user)
    page.fill("[name=code]", code_of(secret))
    press(page, "main form:has([name=code]) [type=submit]")
    assert path(page) == PAGE
    page.goto(PATHS.passkey)
    assert page.locator("text=Gebruik een app op uw telefoon").is_visible()
    context.close()


def test_an_app_is_set_up_on_a_phone(town: Municipality, browser: Browser, live_server: LiveServer) -> None:
    size: Any = {"width": 320, "height": 700}
    context = browser.new_context(base_url=live_server.url, locale="nl-NL", viewport=size)
    context.set_default_timeout(90_000)
    page = context.new_page()
    with_words(page, with_password("cjg"))
    assert violations(page) == []
    press(page, "text=Een app gebruiken")
    assert violations(page) == []
    secret = page.inner_text(".house-qr__key").replace(" ", "").replace("\n", "")
    page.fill("[name=code]", "000000")
    press(page, "main [type=submit]")
    assert page.locator(".house-summary").count() == 1
    page.fill("[name=code]", code_of(secret))
    press(page, "main [type=submit]")
    assert path(page) == PATHS.codes
    assert violations(page) == []
    page.goto(reverse("mfa_generate_recovery_codes"))
    assert violations(page) == []
    context.close()
