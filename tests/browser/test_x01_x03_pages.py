"""X1 and X3 over every page: each address as somebody who may, full, empty and with mistakes; no page has a script.

Pairwise: every page meets every width and every state, every state every width and both house styles; `make soak`
takes all that are left. A 320 px window is a desktop at 400 % zoom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import reverse

from portal.web.checks import Address, addresses
from tests import cast
from tests.access.expected import EXPECTED
from tests.access.matrix import NoSample, arguments, may
from tests.access.world import Town
from tests.browser.axe import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page
    from pytest_django.live_server_helper import LiveServer

WIDTHS = {"desktop": 1280, "phone": 360, "small": 320}
SIGHTS = [
    ("full", "desktop", "zee"), ("full", "phone", "klei"), ("full", "small", "zee"),
    ("empty", "desktop", "klei"), ("empty", "phone", "zee"), ("empty", "small", "klei"),
    ("mistakes", "desktop", "zee"), ("mistakes", "phone", "klei"), ("mistakes", "small", "klei"),
]  # fmt: skip
# Of the pages full of rows each width sees all; without rows and with mistakes it sees a third, each another third.
THIRDS = [pytest.param(*sight, 1 if sight[0] == "full" else 3, id="-".join(sight)) for sight in SIGHTS]
ALL = [pytest.param(*sight, 1, id=f"{'-'.join(sight)}-all", marks=pytest.mark.soak) for sight in SIGHTS[3:]]
NOT_PAGES = {
    "activities:calendar", "desk:health", "ground:saved_list", "ground:style_preview", "web:style",
    "mfa_login_webauthn", "account_session", "partners:kept_photo", "partners:photo",
}  # fmt: skip
# A script only saves a press of a button there, or is for passkeys, beside which there is a code.
WITH_SCRIPT = {"ground:house_style", "account_login", "mfa_add_webauthn"}
# The warning before somebody is signed out; test_x08_session.py does without.
SCRIPTS = "script:not([src^='/static/js/session.']), [onclick], [onchange], [onload]"
# One unbroken word in every text: what is too long must wrap, not push.
LONG = "kanarievoorbeeldstedewijkburenlang"


def _town(style: str, *, full: bool) -> Town:
    municipality = cast.municipality(house_style=style, contact_phone="0000 00 00 01")
    town = Town(municipality, LONG)
    if full:
        town.fill()
    return town


def _visits(town: Town, *, full: bool) -> list[tuple[str, str, str]]:
    """Name, role and path of every page that this town can show."""
    found = []
    for address in addresses():
        role = _role(address)
        if role is None or not _is_page(address, role) or not (full or _without_rows(address, town)):
            continue
        at = {"municipality": town.slug} if address.inside else {}
        found.append((address.name, role, reverse(address.name, kwargs={**at, **arguments(address, town)})))
    return found


def _is_page(address: Address, role: str) -> bool:
    told = EXPECTED.get(address.name, {})
    kind = "anonymous" if role == "anonymous" else "signed_in"
    return address.name not in NOT_PAGES and told.get(f"GET {kind}", told.get("GET", "200")) == "200"


def _role(address: Address) -> str | None:
    """The first role that sees this page; some may ask for it and find nothing of theirs there."""
    told = EXPECTED.get(address.name, {})
    seen = ("anonymous", *cast.STAFF)
    return next((role for role in seen if may(address, role) and told.get(f"GET {role}", "200") == "200"), None)


def _without_rows(address: Address, town: Town) -> bool:
    if not address.inside:
        return True
    try:
        return all(isinstance(value, str) and value == "kids-en-koffie" for value in arguments(address, town).values())
    except NoSample:
        return False


def _context(browser: Browser, live_server: LiveServer, town: Town, role: str, width: int) -> BrowserContext:
    size: Any = {"width": width, "height": 800}
    made = browser.new_context(viewport=size, locale="nl-NL", base_url=live_server.url)
    made.set_default_timeout(15_000)
    morsel = town.browsers[role].cookies.get(settings.SESSION_COOKIE_NAME)
    if morsel:
        made.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": morsel.value, "url": live_server.url}])
    return made


@pytest.mark.parametrize(("state", "width", "style", "share"), THIRDS + ALL)
@pytest.mark.django_db(transaction=True)
def test_every_page_is_for_everyone(
    browser: Browser, live_server: LiveServer, state: str, width: str, style: str, share: int
) -> None:
    town = _town(style, full=state != "empty")
    wrong: list[str] = []
    contexts: dict[str, BrowserContext] = {}
    for name, role, path in _visits(town, full=state != "empty")[list(WIDTHS).index(width) % share :: share]:
        if role not in contexts:
            contexts[role] = _context(browser, live_server, town, role, WIDTHS[width])
        page = contexts[role].new_page()
        answer = page.goto(path)
        assert answer
        if state != "mistakes" or _make_mistakes(page):
            wrong += [f"{name} as {role}: {line}" for line in _problems(page, answer.status, name)]
        page.close()
    for context in contexts.values():
        context.close()
    assert wrong == []


def _make_mistakes(page: Page) -> bool:
    """Send the page's form with nothing or nonsense in it; False when it has no box, or when that is no mistake."""
    form = page.locator("main form.house-form[method=post]").first
    boxes = form.locator("input:visible, textarea:visible").all() if form.count() else []
    if not boxes:
        return False  # a press of a button that means what it says, such as to sign out
    for box in boxes:
        kind = box.get_attribute("type") or "text"
        if kind in {"text", "email", "number", "password"}:
            box.fill("" if kind != "number" else "-3")
    form.locator("[type=submit]").first.click()
    return bool(page.locator(".house-summary").count())


def _problems(page: Page, status: int, name: str) -> list[str]:
    found = violations(page)
    if urlsplit(page.url).path == "/inloggen/" and not name.startswith("account_"):
        found.append("was signed out")
    if status not in {200, 410}:
        found.append(f"answered {status}")
    if name not in WITH_SCRIPT and (scripts := page.locator(SCRIPTS)).count():
        found.append(f"{scripts.first.evaluate('one => one.outerHTML.slice(0, 99)')}: what would be left without it?")
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} headings of the first level")
    return found
