"""No more invitations: a button for a parent, one request for their mail program (RFC 8058)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from partners import queries
from partners.domain.stop import stop as stop_inviting
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
        stop_inviting(parent=parent, source="link")
    stopped = request.method == "POST" or not parent or parent.stopped_at
    return render(request, "partners/stopped.html" if stopped else "partners/stop.html")
