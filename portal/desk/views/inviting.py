"""Asking colleagues to join, by mail; asking again, and taking it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.domain.revoke_invitation import revoke_invitation
from portal.accounts.queries import invitations_waiting
from portal.accounts.rules import administrator
from portal.desk.domain.invite_colleague import AlreadyHere, invite_again, invite_colleague
from portal.desk.forms import InviteForm
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl
from portal.web.limits import allow, allow_mail

PER_PERSON = {"per_hour": 30, "per_day": 100}


@staff(administrator)
@require_http_methods(READ_OR_POST)
def invite(request: PortalRequest) -> HttpResponse:
    """Whom to ask, and in which role."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _invited(request, form):
        told = _("The invitation is on its way to %(email)s.") % {"email": form.cleaned_data["email"]}
        flash.success(request, told)
        return redirect(murl("ground:people"))
    return render(request, "desk/invite.html", {"form": form})


def _invited(request: PortalRequest, form: InviteForm) -> bool:
    refused = _refused(request, form.cleaned_data["email"])
    if refused:
        form.add_error(None, refused)
        return False
    try:
        invite_colleague(**form.cleaned_data, invited_by=request.user_id)
    except AlreadyHere:  # they accepted a moment ago
        form.add_error("email", InviteForm.HERE)
    return not form.errors


def _refused(request: PortalRequest, email: str) -> str:
    """Why no mail may go out now; empty when it may."""
    if not allow(f"invite:{request.user_id}", **PER_PERSON):
        return _("You have sent many invitations in a short time. Go on in an hour.")
    if not allow_mail(email):
        return _("Several mails went to this address just now. Try again in an hour.")
    return ""


@staff(administrator)
@require_POST
def again(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The same invitation once more, with a new last day."""
    found = get_object_or_404(invitations_waiting(), public_id=public_id)
    refused = _refused(request, found.email)
    if refused:
        flash.error(request, refused)
    elif invite_again(invitation=found, invited_by=request.user_id):
        flash.success(request, _("The invitation is on its way to %(email)s.") % {"email": found.email})
    return redirect(murl("ground:people"))


@staff(administrator)
@require_POST
def take_back(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The link in the mail opens nothing any more."""
    found = get_object_or_404(invitations_waiting(), public_id=public_id)
    if revoke_invitation(invitation=found):
        flash.success(request, _("The invitation has been taken back."))
    return redirect(murl("ground:people"))
