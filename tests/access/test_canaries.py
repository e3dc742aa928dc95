"""Row T3: whoever walks through a municipality by its links never meets a text of another one."""

from __future__ import annotations

import re
from collections import deque
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from portal.municipalities.backend import cursor as backend
from portal.web.checks import addresses
from tests import cast
from tests.access.matrix import path_of, text_of
from tests.access.world import VISITORS, Town, two_towns

HREF = re.compile(r'(?:href|action|src)="([^"#]+)')
MOST = 150
WRONG = "SELECT set_config('app.municipality', '{}', true);"


@pytest.fixture
def towns(db: None) -> tuple[Town, Town]:
    return two_towns()


def crawl(browser: Client, start: list[str]) -> dict[str, str]:
    """Every page that can be reached by links from here: path to text."""
    waiting = deque(start)
    seen: dict[str, str] = {}
    while waiting and len(seen) < MOST:
        path = waiting.popleft()
        if path in seen or path.startswith(("/static/", "/uitloggen")):
            continue
        response = browser.get(path)
        seen[path] = text_of(response)
        found = [*HREF.findall(seen[path]), *([response["Location"]] if response.has_header("Location") else [])]
        waiting.extend(link for link in (_local(path, found_link) for found_link in found) if link)
    return seen


def _local(page: str, link: str) -> str:
    parts = urlsplit(urljoin(f"http://testserver{page}", link.replace("&amp;", "&")))
    return f"{parts.path}?{parts.query}".removesuffix("?") if parts.netloc == "testserver" else ""


def starts(town: Town) -> list[str]:
    """The front page, the town's first page, and what is known by its links only."""
    behind_links = [path_of(a, town) for a in addresses() if a.access and a.access.kind == "link"]
    return ["/", f"/{town.slug}/", *behind_links]


@pytest.mark.parametrize("role", [*VISITORS, *cast.STAFF])
def test_t03_no_page_shows_a_text_of_another_municipality(towns: tuple[Town, Town], role: str) -> None:
    own, other = towns
    pages = crawl(own.browsers[role], starts(own))
    assert len(pages) > 5
    assert [path for path, text in pages.items() if other.canary in text.casefold()] == []


def test_t03_the_walk_does_meet_the_texts_of_its_own(towns: tuple[Town, Town]) -> None:
    own, _ = towns
    pages = crawl(own.browsers["cjg"], starts(own))
    assert len([path for path, text in pages.items() if own.canary in text.casefold()]) > 5


def test_t03_control_with_statements_sent_for_the_other_its_texts_are_met(
    towns: tuple[Town, Town], monkeypatch: pytest.MonkeyPatch
) -> None:
    own, other = towns
    monkeypatch.setattr(backend, "_prefix", lambda _: WRONG.format(other.municipality.pk))
    pages = crawl(own.browsers["anonymous"], [f"/{own.slug}/agenda/"])
    assert [path for path, text in pages.items() if other.canary in text.casefold()]
