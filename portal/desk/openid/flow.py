"""One sign-in on its way: what only this browser knows, good for a short time and once."""

from __future__ import annotations

import hashlib
import secrets
import time
from base64 import urlsafe_b64encode
from dataclasses import asdict, dataclass, field
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from portal.accounts.domain.limit import Limit, take
from portal.accounts.models import WorkProvider
from portal.desk.openid.provider import Endpoints
from portal.web.links import url

FLOW = "work_account"
SECONDS = 10 * 60
ONCE = (Limit(1, 24 * 60 * 60),)


def _made_up() -> str:
    return secrets.token_urlsafe(32)


@dataclass(frozen=True)
class Flow:
    """What a sign-in began with: the municipality, who links (nobody: they sign in), and where to go on to."""

    place: str
    user: int | None = None
    onward: str = ""
    state: str = field(default_factory=_made_up)
    nonce: str = field(default_factory=_made_up)
    verifier: str = field(default_factory=_made_up)
    began: float = field(default_factory=time.time)


def back(place: str) -> str:
    """Where the provider of this municipality sends people back to: one each, so that none can pose as another."""
    return url(reverse("work_account_back", kwargs={"place": place}))


def begin(request: HttpRequest, flow: Flow, provider: WorkProvider, endpoints: Endpoints) -> str:
    """Keep this sign-in in the session, in the place of one that was on its way, and say where it goes on."""
    request.session[FLOW] = asdict(flow)
    digest = hashlib.sha256(flow.verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "response_mode": "query",
        "scope": "openid profile",  # without "profile" Entra ID leaves the number of the person out
        "client_id": provider.client_id,
        "redirect_uri": back(flow.place),
        "state": flow.state,
        "nonce": flow.nonce,
        "code_challenge": urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        **({"prompt": "select_account"} if flow.user else {}),
    }
    joined = "&" if "?" in endpoints.authorization_endpoint else "?"
    return f"{endpoints.authorization_endpoint}{joined}{urlencode(asked)}"


def take_up(request: HttpRequest, place: str) -> Flow | None:
    """The sign-in that this browser began and that comes back now; None when it is another, too late, or a second time.

    Whatever came, what was on its way is over then.
    """
    kept = request.session.pop(FLOW, None)
    if not kept:
        return None
    flow = Flow(**kept)
    ours = constant_time_compare(request.GET.get("state", ""), flow.state) and flow.place == place
    # Two requests at once may both have read the session; the database lets one of them through.
    fresh = time.time() - flow.began < SECONDS and take(key=f"work_account:{flow.state}", limits=ONCE)
    return flow if ours and fresh else None
