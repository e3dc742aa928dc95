from __future__ import annotations

from partners.models import Parent
from portal.web import links
from portal.web.addresses import murl

STOP = "stop"
# Longer than a mail is likely to be found back.
STOP_DAYS = 730


def stop_url(parent: Parent) -> str:
    """The whole address of this parent's one-click unsubscribe, for the mail and for its header (RFC 8058)."""
    token = links.make(STOP, {"parent": parent.public_id.hex}, days=STOP_DAYS)
    return links.url(murl("partners:stop", token=token))
