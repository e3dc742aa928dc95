"""X1, X3, X6 for the components: every piece in every state, in both house styles, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.axe import violations
from tests.looks.server import serving
from tests.looks.urls import with_navigation

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = {"desktop": 1280, "phone": 360, "small": 320}
# Pairwise: each page meets each width and each style, and each width each style.
SIGHTS = [
    ("lists", "desktop", "zee"), ("lists", "phone", "klei"), ("lists", "small", "zee"),
    ("overview", "desktop", "klei"), ("overview", "phone", "zee"), ("overview", "small", "klei"),
    ("agenda", "desktop", "zee"), ("agenda", "phone", "klei"), ("agenda", "small", "zee"),
    ("form", "desktop", "klei"), ("form", "phone", "zee"), ("form", "small", "klei"),
]  # fmt: skip

SEEN_WHOLE = """() => {
  const focused = document.activeElement, place = focused.getClientRects()[0];
  const top = document.elementFromPoint(place.x + place.width / 2, place.y + place.height / 2);
  return focused.contains(top) && getComputedStyle(focused).outlineStyle === "solid";
}"""


RING = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  const ring = [style.outlineStyle, style.outlineWidth, style.outlineOffset, style.outlineColor].join(" ");
  // The button inside a box for a day is the browser's own, with the browser's own ring.
  return at.matches(":focus-visible") && [at.type || at.localName, ring];
}"""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch, serving() as address:
        with_navigation(patch)
        yield address


def seen(browser: Browser, width: int, **more: Any) -> Page:
    return browser.new_context(viewport={"width": width, "height": 900}, locale="nl-NL", **more).new_page()


@pytest.mark.parametrize(("name", "width", "style"), SIGHTS)
def test_nothing_stands_in_anybodys_way(browser: Browser, site: str, name: str, width: str, style: str) -> None:
    page = seen(browser, WIDTHS[width])
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Security Policy" in message.text else None)
    page.goto(f"{site}/looks/{name}/?style={style}")
    assert violations(page) == []
    assert refused == []
    page.context.close()


@pytest.mark.parametrize(("width", "style"), [("desktop", "zee"), ("phone", "klei"), ("small", "zee")])
def test_a_form_with_mistakes_works_without_scripts(browser: Browser, site: str, width: str, style: str) -> None:
    page = seen(browser, WIDTHS[width], java_script_enabled=False)
    page.goto(f"{site}/looks/form/?style={style}")
    page.fill("[name=naam]", "Ada")
    page.fill("[name=email]", "geen adres")
    page.click(".house-form button[type=submit]")
    assert page.locator(".house-summary a").count() == 5
    assert page.input_value("[name=naam]") == "Ada"
    page.locator(".house-summary a").first.click()
    assert page.url.endswith("#id_email")
    page.context.close()


@pytest.mark.parametrize("width", WIDTHS.values())
def test_a_form_with_mistakes_is_told_to_all(browser: Browser, site: str, width: int) -> None:
    page = seen(browser, width)
    page.goto(f"{site}/looks/form/")
    page.click(".house-form button[type=submit]")
    # The browser moves the focus when the page has been drawn; of a page that is on its way it knows none.
    page.wait_for_function("document.activeElement?.classList.contains('house-summary')")
    assert violations(page) == []
    page.context.close()


@pytest.mark.parametrize("status", [400, 403, 404, 413, 429, 500, 503])
def test_error_pages_too(browser: Browser, site: str, status: int) -> None:
    page = seen(browser, 320 if status % 2 else 1280)
    page.goto(f"{site}/fails/{status}/")
    assert violations(page) == []
    page.context.close()


def test_axe_finds_what_is_wrong(browser: Browser, site: str) -> None:
    """Negative control."""
    page = seen(browser, 320)
    page.goto(f"{site}/looks/lists/")
    page.evaluate("document.querySelector('#id_q').labels[0].remove()")
    page.evaluate("document.querySelector('main').append(Object.assign(document.createElement('img'), {src: 'x'}))")
    page.evaluate("document.querySelector('h1').style.minWidth = '50rem'")
    found = violations(page)
    assert {line.split(":")[0] for line in found} >= {"label", "image-alt"}
    assert found[-1].endswith("wider than the window")
    page.context.close()


def test_every_stop_of_the_tab_key_can_be_seen(browser: Browser, site: str) -> None:
    page = seen(browser, 360)
    page.goto(f"{site}/looks/lists/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    stops = page.locator("a:visible, button:visible, input:visible, select:visible, summary:visible").count()
    for _ in range(stops - 1):
        page.keyboard.press("Tab")
        page.wait_for_function(SEEN_WHOLE)  # the window may still be gliding to it
    page.context.close()


def rings(page: Page) -> set[tuple[str, str]]:
    """Each kind of stop of the tab key on the page, with the ring that is drawn around it."""
    stops = page.locator("main :is(a, button, input, select, textarea, summary):visible").count()
    found = set()
    page.locator("h1").click()
    for _ in range(stops):
        page.keyboard.press("Tab")
        if stop := page.evaluate(RING):
            found.add(tuple(stop))
    return found


@pytest.mark.parametrize("style", ["zee", "klei"])
def test_every_kind_of_box_has_the_ring_of_the_house(browser: Browser, site: str, style: str) -> None:
    page = seen(browser, 1280)
    page.goto(f"{site}/looks/form/?style={style}")
    found = rings(page)
    assert {kind for kind, _ in found} >= {"checkbox", "radio", "text", "email", "select-one", "submit"}
    assert len({ring for _, ring in found}) == 1, found
    assert "solid 3px 2px" in found.pop()[1]
    page.context.close()


def test_a_box_with_the_browsers_own_ring_is_found(browser: Browser, site: str) -> None:
    """Negative control."""
    page = seen(browser, 1280)
    page.goto(f"{site}/looks/form/")
    rule = ".house.house input[type=checkbox]:focus-visible { outline: revert }"
    page.evaluate(f"() => {{ const own = new CSSStyleSheet(); own.insertRule('{rule}');"
                  " document.adoptedStyleSheets = [own]; }")  # fmt: skip
    assert {"auto" in ring for kind, ring in rings(page) if kind == "checkbox"} == {True}
    page.context.close()


def test_what_is_pressed_is_large_enough_for_a_thumb(browser: Browser, site: str) -> None:
    page = seen(browser, 360)
    page.goto(f"{site}/looks/lists/")
    small = page.evaluate("""() => [...document.querySelectorAll("button, summary, select, .house-actions a, nav a")]
        .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 43.9)
        .map(each => each.outerHTML)""")
    assert small == []
    page.context.close()
