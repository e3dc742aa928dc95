"""Guessing of passwords and codes: counted per account and per network, in the database.

A browser from which somebody signed in before has its own count: whoever guesses elsewhere cannot lock them out.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

from portal.accounts.domain.limit import Limit, forget, give_back, take
from portal.web.origin import client_address, network

QUARTER = 15 * 60
DAY = 24 * 60 * 60
PER_ACCOUNT = (Limit(5, QUARTER), Limit(50, DAY))
PER_NETWORK = (Limit(30, QUARTER),)
KNOWN_DAYS = 90
SALT = "portal.web.known"
COOKIE = "__Host-known" if settings.PRODUCTION else "known"


@dataclass(frozen=True)
class Tries:
    """The tries of one request for one account; `what` is the kind of secret that is tried."""

    request: HttpRequest
    account: str
    what: str = "password"

    def allowed(self) -> bool:
        """Count this try before the secret is looked at; False when it must be refused unseen."""
        known = self._known()
        if known:
            return take(key=known, limits=PER_ACCOUNT)
        return take(key=self._network(), limits=PER_NETWORK) and take(key=self._account(), limits=PER_ACCOUNT)

    def succeeded(self) -> None:
        """The secret was right: start again from nothing."""
        if not self._known():
            give_back(key=self._network())
        self.forgive()

    def forgive(self) -> None:
        """Start counting this account from nothing: it proved itself in another way."""
        forget(key=self._known() or self._account())

    def remember(self, response: HttpResponseBase) -> None:
        """Let this browser have its own count from now on."""
        value = signing.dumps({"a": self.stamp(), "b": self._browser() or secrets.token_urlsafe(9)}, salt=SALT)
        response.set_cookie(
            COOKIE, value, max_age=KNOWN_DAYS * DAY, secure=settings.PRODUCTION, httponly=True, samesite="Lax"
        )

    def _account(self) -> str:
        return f"{self.what}:account:{self.account.casefold()}"

    def _network(self) -> str:
        return f"{self.what}:network:{network(client_address(self.request))}"

    def _known(self) -> str:
        browser = self._browser()
        return f"{self.what}:browser:{self.stamp()}:{browser}" if browser else ""

    def _browser(self) -> str:
        """The name that this browser got when this account signed in from it; empty when it did not."""
        told = _told(self.request)
        return told["b"] if told.get("a") == self.stamp() else ""

    def stamp(self) -> str:
        """What a browser is given to know this account by; the address cannot be read from it."""
        return salted_hmac(SALT, self.account.casefold(), algorithm="sha256").hexdigest()[:20]


def last_known(request: HttpRequest) -> str:
    """The stamp of the account that signed in from this browser last; empty when none did."""
    return _told(request).get("a", "")


def _told(request: HttpRequest) -> dict[str, str]:
    try:
        told: dict[str, str] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KNOWN_DAYS * DAY)
    except signing.BadSignature:
        return {}
    return told
