"""Where a request comes from, seen through the proxies that we run ourselves."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the visitor: what our outermost proxy saw, or the direct peer without one."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    trusted = settings.TRUSTED_PROXIES
    return hops[-trusted][:45] if trusted and len(hops) >= trusted else direct


def network(address: str) -> str:
    """What counts as one visitor's network: an IPv4 address, or the /64 that one IPv6 customer gets."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    # A server that listens on IPv6 alone sees each IPv4 visitor like this, all in one /64.
    known = getattr(known, "ipv4_mapped", None) or known
    wide = 64 if known.version == 6 else 32  # noqa: PLR2004 - IP versions and prefix lengths
    return str(ipaddress.ip_network(f"{known}/{wide}", strict=False).network_address)
