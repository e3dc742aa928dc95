"""Signed links for people without an account: for one purpose, one municipality, until one moment.

A link's data may carry a `stamp` (for example of the address it was sent to): views compare it, so that a
link dies when the address changes. Signed with SECRET_KEY; keys in SECRET_KEY_FALLBACKS are still read.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.municipalities import tenant

DAY = 24 * 60 * 60
GONE = 410
NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Link:
    """What a valid link said: its purpose, its data and when it ends (unix seconds)."""

    purpose: str
    data: Mapping[str, str]
    until: int


def make(purpose: str, data: Mapping[str, str], *, days: int = 0, until: int | None = None) -> str:
    """A token for this purpose in the municipality in use, valid for so many days, or `until` another link ends.

    Raises NoMunicipality.
    """
    until = int(time.time()) + days * DAY if until is None else until
    return signing.dumps({**data, "_u": until}, salt=_salt(purpose), compress=False)


def read(purpose: str, token: str) -> Link | None:
    """What the token says, or None when it is forged, meant for something else, of elsewhere, no link, or over."""
    try:
        data: Any = signing.loads(token, salt=_salt(purpose))
    except (signing.BadSignature, ValueError, zlib.error):
        return None
    until = data.pop("_u", None) if isinstance(data, dict) else None
    if not isinstance(until, int) or not all(isinstance(value, str) for value in data.values()):
        return None
    return Link(purpose, data, until) if time.time() < until else None


def key(data: Mapping[str, str], name: str) -> UUID:
    """The public id that a link's data has under this name; NOBODY when there is none."""
    try:
        return UUID(data.get(name, ""))
    except ValueError:
        return NOBODY


def url(path: str) -> str:
    """The whole address of a path, as it stands in mails."""
    return f"{settings.SITE_URL}{path}"


def refused_page(request: HttpRequest, purpose: str) -> HttpResponse:
    """A helpful page instead of the one that an old or broken link asked for, with a way to a new link."""
    return render(request, "web/link_refused.html", {"purpose": purpose}, status=GONE)


def _salt(purpose: str) -> str:
    return f"portal.link.{purpose}.{tenant.require()}"
