from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.accounts.models import User
from portal.accounts.queries import places_of
from portal.desk.forms import FindForm
from portal.municipalities.queries import municipalities_named
from portal.web.access import public


@public
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The page outside every municipality: what this is, where to sign in, and the way to each municipality."""
    form = FindForm(request.GET or None)
    name = form.cleaned_data["gemeente"] if form.is_valid() else ""
    mine = places_of(request.user) if isinstance(request.user, User) else []
    context = {"form": form, "name": name, "found": municipalities_named(name), "mine": mine}
    return render(request, "desk/front.html", context)
