"""The example beside the house style: at once with scripts, by a button without, and never style in the page itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client

from tests import cast
from tests.browser.axe import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

PAGE = "/sliedrecht/huisstijl/"
BROWN, RGB = "#8f3a1c", "rgb(143, 58, 28)"


@pytest.fixture
def opened(browser: Browser, live_server: LiveServer, transactional_db: None) -> Any:
    key = cast.sign_in(Client(), cast.member("administrator", at=cast.municipality()))
    cookie: Any = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": key.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": live_server.url,
    }

    def open_page(*, scripts: bool = True, width: int = 1280) -> Page:
        size: Any = {"width": width, "height": 800}
        context = browser.new_context(viewport=size, base_url=live_server.url, java_script_enabled=scripts)
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto(PAGE)
        return page

    return open_page


def button_colour(page: Page) -> str:
    return str(page.locator(".house-preview__button").evaluate("one => getComputedStyle(one).backgroundColor"))


def test_a_choice_shows_at_once_and_nothing_is_saved(opened: Any) -> None:
    page, refused = opened(), []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    assert button_colour(page) != RGB
    page.fill("[name=button]", BROWN)
    assert button_colour(page) == RGB
    page.check("[name=font][value=serif]")
    assert "Georgia" in page.locator(".house-preview").evaluate("one => getComputedStyle(one).fontFamily")
    page.reload()
    assert button_colour(page) != RGB
    assert refused == []


def test_without_scripts_a_button_shows_it(opened: Any) -> None:
    page = opened(scripts=False)
    page.fill("[name=button]", BROWN)
    page.click("main form [name=preview]")
    assert page.locator(".house-style__example h2").inner_text() == "Voorbeeld: nog niet opgeslagen"
    href = page.locator("head link[href*='huisstijl/voorbeeld']").get_attribute("href")
    assert href
    assert f"{BROWN};" in page.request.get(href).text()
    assert page.input_value("[name=button]") == BROWN


@pytest.mark.parametrize("width", [1280, 320])
def test_what_cannot_be_read_is_told_on_a_page_that_everyone_can_read(opened: Any, width: int) -> None:
    page = opened(width=width)
    page.fill("[name=button]", "#dddddd")
    page.click("main form [type=submit] >> nth=0")
    assert "contrast" in page.locator(".house-summary").inner_text()
    found = [line for line in violations(page) if "house-preview" not in line]
    assert found == []
