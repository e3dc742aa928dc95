"""Nobody forgets to say who may enter: a view without a declaration stops the start (row T1 of the fault list)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.core.checks import CheckMessage, Error
from django.urls import URLPattern, URLResolver, get_resolver

from portal.web.access import Access

INSIDE = "<slug:municipality>/"
OUTSIDE_KINDS = {"public", "account", "service"}
INSIDE_KINDS = {"public", "staff", "link", "service"}


class Address(NamedTuple):
    """One pattern of the URLconf: where it stands, its full name, its pattern."""

    route: str
    name: str
    pattern: URLPattern

    @property
    def access(self) -> Access | None:
        """Who may enter, or None when nobody said so."""
        found = getattr(self.pattern.callback, "access", None)
        return found if isinstance(found, Access) else None

    @property
    def inside(self) -> bool:
        """Whether it stands under a municipality."""
        return self.route.startswith(INSIDE)

    def __str__(self) -> str:
        return f"/{self.route} ({self.name or 'without a name'})"


def addresses(resolver: URLResolver | None = None, route: str = "", space: str = "") -> Iterator[Address]:
    """Every pattern of the URLconf, in order."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = f"{route}{entry.pattern}"
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from addresses(entry, here, inner)
        else:
            yield Address(here, f"{space}{entry.name}" if entry.name else "", entry)


def views_say_who_may_enter(app_configs: Any = None, **_: Any) -> list[CheckMessage]:  # noqa: ARG001 - Django's signature
    """Every view declares who may enter, has a name, and stands where its declaration can be kept."""
    return [problem for address in addresses() for problem in _problems(address)]


def _problems(address: Address) -> Iterator[CheckMessage]:
    if not address.name:
        yield Error(f"{address} needs a name.", hint="path(..., name=...)", id="portal.E011")
    access = address.access
    if access is None:
        hint = "Decorate the view with public, account, staff(rule), link(purpose) or service of portal.web.access."
        yield Error(f"{address} does not say who may enter.", hint=hint, id="portal.E010")
        return
    if access.kind not in (INSIDE_KINDS if address.inside else OUTSIDE_KINDS):
        where = "under a municipality" if address.inside else "outside a municipality"
        yield Error(f"{address} is for {access.kind} and cannot stand {where}.", id="portal.E012")
    if access.kind == "link" and "token>" not in address.route:
        yield Error(f"{address} is for a link and has no <token> in its address.", id="portal.E013")
