from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.web.access import public


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How well everyone can use the portal, and whom to tell when not."""
    return render(request, "web/accessibility.html")


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is written down about parents, for how long, and what they may ask."""
    return render(request, "web/privacy.html")
