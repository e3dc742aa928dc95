"""Row T14: no cache keeps what somebody saw while signed in."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from django.test import Client

from portal.web import access
from portal.web.checks import addresses
from tests import cast
from tests.access.matrix import path_of
from tests.access.world import two_towns

# A cache in between that knows nothing of sessions: it looks at the address and at Cache-Control only.
BLIND = "tests.faults.test_t14_caches.BlindCache"


# The house style of a municipality: nothing of anybody, and another look has another address.
LOOKS = {"web:style"}


class BlindCache:
    """Keeps each page for everyone, unless its Cache-Control says not to."""

    kept: ClassVar[dict[str, Any]] = {}

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        if request.path not in self.kept:
            response = self.get_response(request)
            if "no-store" in response.get("Cache-Control", ""):
                return response
            self.kept[request.path] = response
        return self.kept[request.path]


def test_t14_every_page_of_somebody_signed_in_says_no_store(db: None) -> None:
    town, _ = two_towns()
    paths = [path_of(address, town) for address in addresses() if address.name not in LOOKS]
    kept = [
        f"{path} as {role}"
        for path in paths
        for role in cast.STAFF
        if "no-store" not in town.browsers[role].get(path).get("Cache-Control", "")
    ]
    assert kept == []
    assert "no-store" in town.browsers["cjg"].get(f"/{town.slug}/bestaat-niet/")["Cache-Control"]


def mixed(times: int, municipality: Any, other: Any) -> int:
    """Two people look at the same addresses in turn; how often one saw the other's page."""
    here, there = cast.member("cjg", at=municipality), cast.member("cjg", at=other)
    browsers = {"Sliedrecht": cast.sign_in(Client(), here), "Zwolle": cast.sign_in(Client(), there)}
    names = set(browsers)
    BlindCache.kept.clear()
    wrong = 0
    for _ in range(times):
        for name, browser in browsers.items():
            page = browser.get("/").content.decode()
            wrong += name not in page or (names - {name}).pop() in page
    return wrong


def test_t14_two_people_in_turn_see_their_own(municipality: Any, other: Any, settings: Any) -> None:
    settings.MIDDLEWARE = [BLIND, *settings.MIDDLEWARE]
    assert mixed(200, municipality, other) == 0


def test_t14_control_without_the_header_a_cache_mixes_them(
    municipality: Any, other: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MIDDLEWARE = [BLIND, *settings.MIDDLEWARE]
    monkeypatch.setattr(access, "_private", lambda response: response)
    assert mixed(20, municipality, other) == 20


def test_t14_a_public_page_with_the_menu_of_staff_stays_theirs(municipality: Any, settings: Any) -> None:
    settings.MIDDLEWARE = [BLIND, *settings.MIDDLEWARE]
    BlindCache.kept.clear()
    address, cjg = "/sliedrecht/privacy/", cast.sign_in(Client(), cast.member("cjg", name="Testpersoon Zes"))
    theirs = cjg.get(address)
    assert "Testpersoon Zes" in theirs.content.decode()
    assert "no-store" in theirs["Cache-Control"]
    assert "Cookie" in theirs["Vary"]
    assert BlindCache.kept == {}
    assert "Testpersoon Zes" not in Client().get(address).content.decode()
