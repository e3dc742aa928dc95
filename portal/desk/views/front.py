from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.accounts.models import User
from portal.desk.forms import FindForm, FindOwnForm
from portal.desk.queries.front import Places, places_by_region
from portal.municipalities.queries import municipalities_named
from portal.web.access import public


@public
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The page outside every municipality: what this is, where to sign in, and the way to each municipality."""
    form, own = FindForm(request.GET or None), FindOwnForm(request.GET or None)
    name = form.cleaned_data["gemeente"] if form.is_valid() else ""
    part = own.cleaned_data["werk"] if own.is_valid() else ""
    mine = places_by_region(request.user, part) if isinstance(request.user, User) else Places()
    found = {"form": form, "name": name, "found": municipalities_named(name)}
    return render(request, "desk/front.html", {**found, "mine": mine, "own": own, "part": part})
