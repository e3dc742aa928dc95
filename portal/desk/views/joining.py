"""Where an invited colleague comes in: by the link in the mail, which only tells who may press the button."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts import queries
from portal.accounts.domain import accept_invitation as accepting
from portal.accounts.models import StaffInvitation, User
from portal.desk.forms import JoinForm
from portal.desk.messages import JOIN
from portal.web import links
from portal.web.access import READ_OR_POST, PortalRequest, link
from portal.web.addresses import murl


@link(JOIN)
@require_http_methods(READ_OR_POST)
def join(request: PortalRequest) -> HttpResponse:
    """Accept an invitation: as who is signed in, or with a new account."""
    found = queries.invitation(links.key(request.link.data, "invitation"))
    if found is None:
        return links.refused_page(request, JOIN)
    try:
        if isinstance(request.user, User):
            return _as_myself(request, found, request.user)
        return _as_new(request, found)
    except accepting.Over:
        found.refresh_from_db()
        return _over(request, found)


def _as_myself(request: PortalRequest, found: StaffInvitation, user: User) -> HttpResponse:
    if not found.open:
        return _over(request, found)
    if user.email != found.email:
        return render(request, "desk/join_other.html", {"invitation": found})
    if request.method == "POST":
        accepting.accept_invitation(invitation=found, user=user)
        flash.success(request, _("Welcome. You can begin."))
        return redirect(murl("ground:today"))
    return render(request, "desk/join.html", {"invitation": found})


def _as_new(request: PortalRequest, found: StaffInvitation) -> HttpResponse:
    account = queries.account_of(User.objects.filter(email=found.email).first())
    if not found.open or account.closed:
        return _over(request, found, closed=account.closed)
    if account.known:
        return render(request, "desk/join_known.html", {"invitation": found, "here": quote(request.path)})
    form = JoinForm(request.POST or None, email=found.email)
    if request.method == "POST" and form.is_valid():
        try:
            accepting.accept_as_new(invitation=found, **form.account)
        except (accepting.HasAccount, accepting.Closed):  # a moment ago
            return redirect(request.path)
        flash.success(request, _("Your account is ready. Sign in with your e-mail address and your new password."))
        return redirect(f"/inloggen/?next={murl('ground:today')}")
    return render(request, "desk/join_new.html", {"invitation": found, "form": form})


def _over(request: PortalRequest, found: StaffInvitation, *, closed: bool = False) -> HttpResponse:
    """Why it does not work any more, and whom to ask."""
    used = found.accepted_at is not None
    context = {"invitation": found, "used": used, "closed": closed}
    return render(request, "desk/join_over.html", context, status=200 if used else links.GONE)
