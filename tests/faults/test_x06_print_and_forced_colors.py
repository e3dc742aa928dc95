"""X6: on paper there is content and nothing to press; with the reader's own colours nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.looks.server import serving
from tests.looks.urls import with_navigation

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTH = "selector => getComputedStyle(document.querySelector(selector)).borderTopWidth"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch, serving() as address:
        with_navigation(patch)
        yield address


def test_paper_shows_the_content_only(page: Page, site: str) -> None:
    page.goto(f"{site}/looks/lists/")
    pressed = page.locator(".house-nav__wide, .house-actions, .house-filter, .house-pages, .house-footer")
    assert pressed.first.is_visible()  # negative control: on a screen they are there
    page.emulate_media(media="print")
    assert [each for each in pressed.all() if each.is_visible()] == []
    assert page.locator("h1").is_visible()
    assert page.locator("td").first.is_visible()


def test_paper_can_be_made(page: Page, site: str) -> None:
    page.goto(f"{site}/looks/overview/")
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_own_colours_keep_edges_bars_and_the_place_in_the_menu(page: Page, site: str) -> None:
    current = "() => getComputedStyle(document.querySelector('.house-nav__wide [aria-current]')).borderBottomColor"
    other = "() => getComputedStyle(document.querySelector('.house-nav__wide a')).borderBottomColor"
    page.emulate_media(forced_colors="active")  # before the page comes: colours that change take a moment
    page.goto(f"{site}/looks/lists/")
    assert page.evaluate(WIDTH, ".utrecht-status-badge") == "1px"
    assert page.evaluate(current) != page.evaluate(other)
    page.goto(f"{site}/looks/overview/")
    fill = "name => getComputedStyle(document.querySelector(name)).fill"
    assert page.evaluate(fill, ".house-chart__bar") != page.evaluate(fill, ".house-chart__track")


def test_no_movement_for_who_does_not_want_it(page: Page, site: str) -> None:
    moving = "() => getComputedStyle(document.querySelector('.utrecht-button')).transitionDuration"
    page.goto(f"{site}/looks/lists/")
    assert page.evaluate(moving) != "0s"
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site}/looks/lists/")
    assert page.evaluate(moving) == "0s"
