"""How long somebody stays signed in, and what they sent when that was over."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.models import User
from portal.accounts.sessions import SessionStore
from portal.web import typed
from portal.web.access import READ_OR_POST, account, own_account
from portal.web.context import who_is


@account
@require_http_methods(READ_OR_POST)
def session(request: HttpRequest) -> HttpResponse:
    """For the warning on each page: what is left, of whose session; a POST starts the time anew."""
    kept = request.session
    if not (isinstance(kept, SessionStore) and request.user.is_authenticated):
        return JsonResponse({"left": 0})
    if request.method == "POST":
        kept.go_on()
    return JsonResponse({"left": kept.left(), "who": who_is(request), "token": get_token(request)})


@own_account
@require_safe
def once_more(request: HttpRequest) -> HttpResponseBase:
    """What was sent after the end of a session, ready to send once more."""
    found = typed.take(request, request.user.email) if isinstance(request.user, User) else None
    if found is None:
        messages.warning(request, _("What you sent is not here any more. Please fill it in again."))
        return redirect("/")
    path, sent = found
    return render(request, "desk/once_more.html", {"path": path, "sent": sent})
