"""No more invitations, or nothing any more: a button each, one request for a mail program (RFC 8058)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from partners import queries
from partners.domain.stop import stop as stop_everything
from partners.domain.withdraw import withdraw
from partners.messages import STOP
from portal.web.access import READ_OR_POST, PortalRequest, link


# A mail program that unsubscribes for a parent has no page of ours, and so no token against forged requests:
# the signed link in the address is what only the parent has, and leaving is all it can do.
@csrf_exempt
@link(STOP)
@require_http_methods(READ_OR_POST)
def stop(request: PortalRequest) -> HttpResponse:
    """Looking changes nothing; the button, or List-Unsubscribe=One-Click, stops; twice is as good as once."""
    parent = queries.linked_parent(request.link.data)
    if request.method == "POST" and parent:
        say = stop_everything if request.POST.get("what") == "everything" else withdraw
        say(parent=parent, source="link")
    shown = {"everything": bool(parent and parent.stopped_at)}
    page = "stopped" if request.method == "POST" or not parent or queries.said_stop(parent) else "stop"
    return render(request, f"partners/{page}.html", shown)
