"""Pages behind a signed link in a mail: looking changes nothing, only the button does."""

from __future__ import annotations

from contextlib import suppress

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from activities import queries
from activities.domain.register import Coming, Full, Over, cancel, change, register
from activities.domain.send_new_link import send_new_link
from activities.forms import ComingForm, NewLinkForm
from activities.messages.addresses import INVITATION_LINK, REGISTRATION_LINK, registration_path, way_back
from activities.models import Registration
from portal.web.access import READ_OR_POST, PortalRequest, link, public
from portal.web.addresses import murl
from portal.web.limits import allow_mail, steady
from portal.web.links import refused_page


@link(INVITATION_LINK)
@require_http_methods(READ_OR_POST)
def invited(request: PortalRequest) -> HttpResponse:
    """Sign up from an invitation: we know who it is, so only how many come is asked."""
    found = queries.linked_invitation(request.link.data)
    if found is None:
        return refused_page(request, INVITATION_LINK)
    known = queries.registration_of(found.session, found.parent)
    if known:
        return redirect(registration_path(known))
    context = queries.session_context(found.session)
    form = ComingForm(request.POST or None, most=context["most"])
    if request.method == "POST" and form.is_valid():
        try:
            made = register(session=found.session, parent=found.parent, coming=_coming(form), confirm=allow_mail)
            return redirect(registration_path(made))
        except Full:
            context["full"] = True
        except Over:
            return redirect(request.path)
    return render(request, "activities/invited.html", {**context, "form": form})


def _coming(form: ComingForm) -> Coming:
    return Coming(form.cleaned_data["adults"], form.cleaned_data["children"], source="invitation")


@link(REGISTRATION_LINK)
@require_http_methods(READ_OR_POST)
def registration(request: PortalRequest) -> HttpResponse:
    """Your sign-up: see it, come with more or fewer, or let us know that you cannot come."""
    found = queries.linked_registration(request.link.data)
    if found is None:
        return refused_page(request, REGISTRATION_LINK)
    again = way_back(found) if found.state == Registration.State.CANCELLED else ""
    context = queries.session_context(found.session, registration=found, again=again)
    now = {"adults": found.adults, "children": found.children}
    form = ComingForm(request.POST or None, initial=now, most=max(context["most"], found.adults))
    if request.method == "POST" and "cancel" in request.POST:
        with suppress(Over):  # the page then shows that it has been
            cancel(registration=found, confirm=allow_mail)
        return redirect(registration_path(found))
    if request.method == "POST" and form.is_valid() and _changed(request, found, form):
        return redirect(registration_path(found))
    return render(request, "activities/registration.html", {**context, "form": form})


def _changed(request: PortalRequest, found: Registration, form: ComingForm) -> bool:
    try:
        change(registration=found, **form.cleaned_data, confirm=allow_mail)
    except Full:
        form.add_error("adults", _("There are not that many places left."))
        return False
    except Over:
        return True  # the page then shows how it stands now
    flash.success(request, _("Your sign-up has been changed."))
    return True


@public
@steady
@require_http_methods(READ_OR_POST)
def new_link(request: PortalRequest) -> HttpResponse:
    """A new link by mail; the answer is the same whether we know the address or not."""
    form = NewLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if allow_mail(form.cleaned_data["email"]):
            send_new_link(email=form.cleaned_data["email"])
        return redirect(murl("activities:new_link_sent"))
    return render(request, "activities/new_link.html", {"form": form})


@public
@require_safe
def new_link_sent(request: PortalRequest) -> HttpResponse:
    """What happens next, the same for everyone."""
    return render(request, "activities/new_link_sent.html")
