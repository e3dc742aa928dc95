"""What higher storeys add to every page: navigation, and tiles on the home page of a role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.core.exceptions import ImproperlyConfigured

from portal.accounts.rules import Rule

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from portal.web.access import PortalRequest


@dataclass(frozen=True)
class NavItem:
    """One link of the navigation; without a rule everyone sees it, parents too.

    In the place "new_link" it is offered to a parent whose link came to its end.
    """

    label: str | Promise
    url_name: str
    rule: Rule | None = None
    order: int = 50
    place: Literal["main", "footer", "new_link"] = "main"


@dataclass(frozen=True)
class Tile:
    """One card of the home page: what waits, how many, and where to go."""

    title: str | Promise
    text: str | Promise
    url: str
    count: int | None = None
    order: int = 50


TileMaker = Callable[["PortalRequest"], "Tile | None"]

_items: dict[str, NavItem] = {}
_makers: defaultdict[str, list[TileMaker]] = defaultdict(list)


def nav(item: NavItem) -> None:
    """Add a link to the navigation; raises ImproperlyConfigured when its address is already there."""
    if item.url_name in _items:
        raise ImproperlyConfigured(f"the navigation already has {item.url_name}")
    _items[item.url_name] = item


def tile(role: str, maker: TileMaker) -> None:
    """Let `maker` offer a tile to this role; raises ImproperlyConfigured when it does already."""
    if maker in _makers[role]:
        raise ImproperlyConfigured(f"{role} already has the tile {maker.__qualname__}")
    _makers[role].append(maker)


def nav_items(roles: frozenset[str], place: str = "main") -> list[NavItem]:
    """The links that somebody with these roles sees, in order."""
    seen = (item for item in _items.values() if item.place == place and (item.rule is None or item.rule(roles)))
    return sorted(seen, key=lambda item: (item.order, item.url_name))


def tiles(request: PortalRequest) -> list[Tile]:
    """The tiles of all roles of the request, in order; one that two roles share stands there once."""
    makers = dict.fromkeys(maker for role in sorted(request.roles) for maker in _makers.get(role, ()))
    made = (maker(request) for maker in makers)
    return sorted((found for found in made if found), key=lambda found: found.order)
