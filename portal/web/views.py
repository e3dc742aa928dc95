from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from portal.municipalities.models import OwnStyle
from portal.web.access import FOREVER, public
from portal.web.house_style import style_of


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


@public
@require_safe
def style(request: HttpRequest, digest: str) -> HttpResponse:  # noqa: ARG001 - a view
    """The house style that this municipality made itself; another look has another address, so it may be kept."""
    found = style_of(get_object_or_404(OwnStyle, digest=digest))
    return HttpResponse(found.css(), content_type="text/css; charset=utf-8", headers={"Cache-Control": FOREVER})
