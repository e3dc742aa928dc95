"""What every page knows: whose page it is, its house style and its navigation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.crypto import salted_hmac

from portal.accounts.queries import Standing, standing
from portal.accounts.sessions import SIGNED_IN, SessionStore
from portal.web.doors import here
from portal.web.house_style import OWN, style_for
from portal.web.registry import nav_items

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import Promise

    from portal.municipalities.models import Municipality


@dataclass(frozen=True)
class Link:
    """A link of the navigation; `current` is "page" on the page itself, "true" on a page below it."""

    label: str | Promise
    url: str
    current: str


class House:
    """Lazy: a page that shows no navigation does not make one."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.portal_name: str = settings.PORTAL_NAME
        self.municipality: Municipality | None = getattr(request, "municipality", None)

    @property
    def style_key(self) -> str:
        """The house style that the municipality chose or made, as the page names it. No query."""
        chosen = self.municipality.house_style if self.municipality else ""
        return chosen if chosen.startswith(OWN) else style_for(chosen).key

    @property
    def style_url(self) -> str:
        """The file of that style; its address changes with what is in it."""
        key = self.style_key
        if self.municipality and key.startswith(OWN):
            at = {"municipality": self.municipality.slug, "digest": key.removeprefix(OWN)}
            return reverse("web:style", kwargs=at)
        return static(style_for(key).path)

    @cached_property
    def signed_in(self) -> bool:
        """Whether staff looks at the page; the session is asked, so that a public page costs no query."""
        return bool(getattr(self._request, "roles", ())) or "_auth_user_id" in getattr(self._request, "session", {})

    @cached_property
    def _standing(self) -> Standing:
        """What somebody who is signed in is here, on public pages too. At most one query, none for visitors."""
        known: frozenset[str] | None = getattr(self._request, "roles", None)
        if known is not None:
            return Standing(known, getattr(self._request, "elsewhere", False))
        if self.municipality is None or not self.signed_in:
            return Standing()
        user_id = self._request.user.pk  # None when the session outlived the account
        if not user_id or not here(self._request, self.municipality.pk):
            return Standing()
        return standing(user_id, self.municipality.pk)

    @property
    def roles(self) -> frozenset[str]:
        """What somebody who is signed in may do here."""
        return self._standing.roles

    @property
    def elsewhere(self) -> bool:
        """Whether somebody who is signed in works in other municipalities too."""
        return self._standing.elsewhere

    @property
    def session_left(self) -> int:
        """For how many seconds somebody stays signed in; 0 for visitors. No query beside that of the session."""
        kept = getattr(self._request, "session", None)
        return kept.left() if isinstance(kept, SessionStore) else 0

    @property
    def session_who(self) -> str:
        """Whose session it is, so that the page of one is not shown to another."""
        return who_is(self._request)

    @property
    def home(self) -> str:
        """Where the name in the header leads: the municipality's own first page, or the portal's."""
        return f"/{self.municipality.slug}/" if self.municipality else "/"

    @cached_property
    def nav(self) -> list[Link]:
        """The main navigation."""
        return self._links("main")

    @cached_property
    def footer(self) -> list[Link]:
        """The links at the foot of the page."""
        return self._links("footer")

    @cached_property
    def new_links(self) -> list[Link]:
        """Where a parent asks for a new link."""
        return self._links("new_link")

    def _links(self, place: str) -> list[Link]:
        if self.municipality is None:
            return []
        return [self._link(item.label, item.url_name) for item in nav_items(self.roles, place)]

    def _link(self, label: str | Promise, url_name: str) -> Link:
        url = reverse(url_name, kwargs={"municipality": self.municipality.slug if self.municipality else ""})
        path = self._request.path
        below = path.startswith(url) and url != self.home
        return Link(label, url, "page" if path == url else "true" if below else "")


def who_is(request: HttpRequest) -> str:
    """Who is signed in, in a way that tells nobody else who that is. No query."""
    user_id = str(request.session.get(SIGNED_IN, ""))
    return salted_hmac("portal.web.who", user_id, algorithm="sha256").hexdigest()[:16]


def house(request: HttpRequest) -> dict[str, House]:
    """Context processor."""
    return {"house": House(request)}
