"""How often a form may do something, and answers that tell nothing by how long they take."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponseBase

from portal.accounts.domain import limit
from portal.web.origin import client_address, network

HOUR = 60 * 60
DAY = 24 * HOUR
PER_ADDRESS = {"per_hour": 3, "per_day": 10}
# Longer than looking somebody up and storing a message takes, short enough not to be felt.
STEADY_SECONDS = 0.15
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def allow(key: str, *, per_hour: int, per_day: int) -> bool:
    """Count one more of this key and say whether it may; the key is kept as a hash only, for a day.

    For mail that a form causes: allow(f"mail:{address}", per_hour=3, per_day=10), over all municipalities together.
    Say the same to the visitor whether it may or not.
    """
    return limit.take(key=key.casefold(), limits=_limits(per_hour, per_day))


def _limits(per_hour: int, per_day: int) -> tuple[limit.Limit, ...]:
    return limit.Limit(per_hour, HOUR), limit.Limit(per_day, DAY)


def allow_network(what: str, request: HttpRequest, *, per_hour: int, per_day: int) -> bool:
    """Count one more of this from the network of the visitor; keep it wide, for many may share one."""
    return allow(f"{what}:network:{network(client_address(request))}", per_hour=per_hour, per_day=per_day)


def steady(view: View, *, times: int = 1) -> View:
    """Answer a POST no sooner than STEADY_SECONDS (or some times that), for known and unknown addresses alike."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        started = time.monotonic()
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            time.sleep(max(0.0, times * STEADY_SECONDS - (time.monotonic() - started)))
        return response

    return cast("View", answer)


def allow_mail(address: str) -> bool:
    """May a form cause one more mail to this address? At most 3 in an hour and 10 in a day; no address, no mail."""
    return bool(allow_mails([address]))


def allow_mails(addresses: Iterable[str]) -> set[str]:
    """Those of these addresses that may get one more mail that a form causes, each counted once. One query."""
    keys = {address: f"mail:{address.strip()}".casefold() for address in addresses if address.strip()}
    may = limit.take_each(keys=keys.values(), limits=_limits(**PER_ADDRESS)) if keys else set()
    return {address for address, key in keys.items() if key in may}
