from __future__ import annotations

from collections import defaultdict
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.accounts.rules import cjg, policy_officer
from portal.web import registry
from portal.web.registry import NavItem, Tile, nav, nav_items, tile, tiles


@pytest.fixture(autouse=True)
def _empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_items", {})
    monkeypatch.setattr(registry, "_makers", defaultdict(list))


def asked(*roles: str) -> Any:
    return cast("Any", SimpleNamespace(roles=frozenset(roles)))


def names(*roles: str, place: str = "main") -> list[str]:
    return [item.url_name for item in nav_items(frozenset(roles), place)]


def test_everyone_sees_what_has_no_rule_and_others_only_theirs() -> None:
    nav(NavItem("Ouders", "parents", cjg | policy_officer, order=20))
    nav(NavItem("Agenda", "agenda", order=10))
    nav(NavItem("Privacy", "privacy", place="footer"))
    assert names() == names("partner") == ["agenda"]
    assert names("cjg") == ["agenda", "parents"]
    assert names(place="footer") == ["privacy"]


def test_an_address_stands_in_the_navigation_once() -> None:
    nav(NavItem("Agenda", "agenda"))
    with pytest.raises(ImproperlyConfigured, match="agenda"):
        nav(NavItem("Ook agenda", "agenda"))


def test_tiles_come_in_order_and_a_shared_one_once() -> None:
    def late(_: Any) -> Tile:
        return Tile("Later", "", "#", order=90)

    def soon(_: Any) -> Tile:
        return Tile("Nu", "", "#", 3, order=1)

    for role in ("cjg", "partner"):
        tile(role, late)
    tile("cjg", soon)
    tile("cjg", lambda _: None)
    assert [found.title for found in tiles(asked("cjg", "partner"))] == ["Nu", "Later"]
    assert tiles(asked("privacy_officer")) == []
    with pytest.raises(ImproperlyConfigured, match="late"):
        tile("cjg", late)
