"""Row X8: two minutes before the end somebody is told, may stay, and loses nothing; with and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.sessions.models import Session as Kept
from django.utils import timezone

from activities.models import Session
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from tests import cast
from tests.accounts.people import PASSWORD, with_password
from tests.browser.axe import violations
from tests.browser.portal import press

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page
    from pytest_django.live_server_helper import LiveServer

    from portal.accounts.models import User

REASON = "Er is lekkage op school."
SOON, OVER = "#session-soon[open]", "#session-over[open]"
A_SHORT_DAY = 125


@pytest.fixture(autouse=True)
def short(settings: Any) -> None:
    """The warning comes when two minutes are left: five seconds after signing in."""
    settings.SESSION_COOKIE_AGE = A_SHORT_DAY
    settings.SECOND_FACTOR = False


@pytest.fixture
def town(transactional_db: None) -> Iterator[Municipality]:
    made = cast.municipality()
    with tenant.use(made):
        yield made


@pytest.fixture
def user(town: Municipality) -> User:
    return with_password("policy_officer")


@pytest.fixture
def form(town: Municipality) -> str:
    """A page on which something is typed."""
    return f"/sliedrecht/bijeenkomsten/{cast.session().public_id}/afzeggen/"


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=live_server.url, locale="nl-NL", viewport={"width": 320, "height": 700})
    made.set_default_timeout(90_000)
    yield made
    made.close()


def sign_in(page: Page, user: User, then: str = "/sliedrecht/vandaag/") -> None:
    page.goto(f"/inloggen/?next={then}")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    press(page, "main form:has([name=password]) [type=submit]")


def end() -> None:
    """All sessions have come to their end."""
    Kept.objects.update(expire_date=timezone.now())


def test_x08_somebody_is_told_and_stays(desk: BrowserContext, user: User, form: str) -> None:
    page = desk.new_page()
    sign_in(page, user, form)
    page.fill("[name=reason]", REASON)
    page.wait_for_selector(SOON)
    assert violations(page) == []
    assert page.evaluate("document.activeElement.textContent") == "Ingelogd blijven"
    before = Kept.objects.get().expire_date
    page.keyboard.press("Enter")
    page.wait_for_selector(SOON, state="detached")
    assert Kept.objects.get().expire_date > before
    assert page.evaluate("document.activeElement.name") == "reason"
    assert page.input_value("[name=reason]") == REASON
    press(page, "main [type=submit]")
    assert Session.objects.get().cancelled_at


def test_x08_what_was_typed_is_covered_and_sent_after_signing_in_in_another_tab(
    desk: BrowserContext, user: User, form: str
) -> None:
    page = _too_late(desk, user, form)
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.click("text=Ik ben weer ingelogd")
    page.wait_for_selector("text=U bent nog niet ingelogd")
    assert page.locator(OVER).count() == 1
    other = desk.new_page()
    sign_in(other, user)
    page.click("text=Ik ben weer ingelogd")
    page.wait_for_selector(OVER, state="detached")
    assert page.input_value("[name=reason]") == REASON
    press(page, "main [type=submit]")
    assert Session.objects.get().cancelled_at


def test_x08_what_one_typed_is_not_seen_by_the_next(desk: BrowserContext, user: User, form: str) -> None:
    page = _too_late(desk, user, form)
    sign_in(desk.new_page(), with_password("policy_officer"))
    with page.expect_navigation():
        page.click("text=Ik ben weer ingelogd")
    assert page.input_value("[name=reason]") == ""


def test_x08_after_a_quarter_of_an_hour_the_page_is_empty(desk: BrowserContext, user: User, form: str) -> None:
    page = _too_late(desk, user, form)
    with page.expect_navigation():
        page.clock.fast_forward("16:00")
    assert page.locator("[name=password]").count() == 1


def test_x08_nothing_of_it_is_stored_in_the_browser(desk: BrowserContext, user: User, form: str) -> None:
    page = _too_late(desk, user, form)
    kept = page.evaluate("[sessionStorage.length, localStorage.length]")
    assert kept == [0, 0]
    assert "lekkage" not in str(desk.cookies())


def _too_late(desk: BrowserContext, user: User, form: str) -> Page:
    page = desk.new_page()
    page.clock.install()
    sign_in(page, user, form)
    page.fill("[name=reason]", REASON)
    end()
    page.clock.fast_forward("02:10")
    page.wait_for_selector(OVER)
    return page


def test_x08_without_scripts_a_form_sent_too_late_is_sent_once_more(
    browser: Browser, live_server: LiveServer, user: User, form: str
) -> None:
    context = browser.new_context(base_url=live_server.url, locale="nl-NL", java_script_enabled=False)
    context.set_default_timeout(90_000)
    page = context.new_page()
    sign_in(page, user, form)
    assert not page.locator("#session-soon").is_visible()
    page.fill("[name=reason]", REASON)
    end()
    press(page, "main [type=submit]")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    press(page, "main form:has([name=password]) [type=submit]")
    press(page, "text=Nu versturen")
    assert Session.objects.get().cancelled_at
    context.close()
