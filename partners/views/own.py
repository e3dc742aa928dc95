"""A parent's own page, behind a signed link: what is kept, change it, take it along, be removed."""

from __future__ import annotations

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners import queries
from partners.domain.change_parent import Known, change_parent
from partners.domain.give_consent import give_consent
from partners.domain.own_file import own_file
from partners.domain.remove_parent import remove_parent
from partners.domain.send_own_page import send_own_page
from partners.domain.stay_known import stay_known
from partners.domain.stop import stop
from partners.domain.take_address import ask_address, take_address
from partners.domain.withdraw import withdraw
from partners.forms import AnswerForm, DetailsForm, OwnPageForm
from partners.messages.own_page import NEW_ADDRESS, OWN_PAGE, asked_address, own_path
from partners.models import Parent
from portal.audit.domain.record import record_read
from portal.web.access import READ_OR_POST, PortalRequest, link, public
from portal.web.addresses import murl
from portal.web.limits import allow_mail, steady
from portal.web.links import refused_page
from portal.web.meanwhile import ChangedMeanwhile

MOST_CONTACTS = 50


@public
@steady
@require_http_methods(READ_OR_POST)
def ask(request: PortalRequest) -> HttpResponse:
    """The link by mail; the answer is the same whether we know the address or not."""
    form = OwnPageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if allow_mail(form.cleaned_data["email"]):
            send_own_page(email=form.cleaned_data["email"])
        return redirect(murl("partners:own_page_asked"))
    return render(request, "partners/own_ask.html", {"form": form})


@public
@require_safe
def asked(request: PortalRequest) -> HttpResponse:
    """What happens next, the same for everyone."""
    return render(request, "partners/own_asked.html")


@link(OWN_PAGE)
@require_safe
def own_page(request: PortalRequest) -> HttpResponse:
    """What we keep of you and why, who looked, and what you can do. Looking is no sign of life: scanners look too."""
    found = queries.own_parent(request.link.data)
    if found is None:
        return refused_page(request, OWN_PAGE)
    record_read(found)
    shown = {"kept": queries.kept_about(found), "looks": queries.looks_at(found), "answers": queries.answers_of(found)}
    shown["promises"] = list(queries.promises_to(found))
    shown["contacts"] = list(queries.every_contact_of(found)[:MOST_CONTACTS])
    return render(request, "partners/own_page.html", {**_links(request, found), **shown})


def _links(request: PortalRequest, parent: Parent) -> dict[str, object]:
    pages = ("own_page", "own_change", "own_answer", "own_stay", "own_file", "own_remove")
    return {"parent": parent, **{page: _path(request, parent, page) for page in pages}}


def _path(request: PortalRequest, parent: Parent, page: str = "own_page") -> str:
    """No link that a link leads to lives longer than the one in the mail."""
    return own_path(parent, page, until=request.link.until)


@link(OWN_PAGE)
@require_http_methods(READ_OR_POST)
def change(request: PortalRequest) -> HttpResponse:
    """Your details, to change; a new e-mail address counts once it was confirmed."""
    found = queries.own_parent(request.link.data)
    if found is None:
        return refused_page(request, OWN_PAGE)
    form = DetailsForm(request.POST or None, parent=found)
    try:
        if request.method == "POST" and form.is_valid() and _changed(request, found, form):
            return redirect(_path(request, found))
    except ChangedMeanwhile:
        return change(request)
    return render(request, "partners/own_change.html", {**_links(request, found), "form": form})


def _changed(request: PortalRequest, found: Parent, form: DetailsForm) -> bool:
    details = form.details()
    email = details["email"]
    new = bool(email and email != found.email)
    if new:
        del details["email"]  # counts once it was confirmed from its own mailbox
    try:
        change_parent(parent=found, details=details, seen=form.stamp, shown=form.shown)
    except Known:
        form.add_error("phone", _("We cannot keep this as it is. Please call us."))
        return False
    if new:
        if allow_mail(email):
            ask_address(parent=found, email=email)
        flash.info(request, _("We sent a mail to the new address. Use the link in it, then we write to that address."))
    found.refresh_from_db()
    flash.success(request, _("Your details have been changed."))
    return True


@link(NEW_ADDRESS)
@require_http_methods(READ_OR_POST)
def new_address(request: PortalRequest) -> HttpResponse:
    """Looking changes nothing; the button takes the new address in."""
    found = queries.own_parent(request.link.data)
    if found is None:
        return refused_page(request, NEW_ADDRESS)
    email = asked_address(request.link.data)
    if not email:
        return refused_page(request, NEW_ADDRESS)
    if request.method != "POST":
        return render(request, "partners/own_address.html", {"email": email})
    changed = take_address(parent=found, email=email)
    if changed is None:
        return refused_page(request, NEW_ADDRESS)
    flash.success(request, _("From now on we write to this address."))
    return redirect(own_path(changed))


@link(OWN_PAGE)
@require_POST
def answer(request: PortalRequest) -> HttpResponse:
    """Say yes or no to one purpose, each with one button; or no to everything at once."""
    found = queries.own_parent(request.link.data)
    form = AnswerForm(request.POST)
    if found is None:
        return refused_page(request, OWN_PAGE)
    if "everything" in request.POST:
        stop(parent=found, source="own_page")
        flash.success(request, _("We leave you alone from now on. You are always welcome."))
    elif form.is_valid():
        purpose, yes = form.cleaned_data["purpose"], form.cleaned_data["answer"] == "yes"
        say = give_consent if yes else withdraw
        say(parent=found, source="own_page", purpose=purpose)
        flash.success(request, _("Thank you. We keep to that from now on."))
    return redirect(_path(request, found))


@link(OWN_PAGE)
@require_POST
def stay(request: PortalRequest) -> HttpResponse:
    """Say that you are there still, so that what is kept stays."""
    found = queries.own_parent(request.link.data)
    if found is None:
        return refused_page(request, OWN_PAGE)
    stay_known(parent=found)
    flash.success(request, _("Thank you. We keep your details."))
    return redirect(_path(request, found))


@link(OWN_PAGE)
@require_POST
def file(request: PortalRequest) -> HttpResponse:
    """Everything about you in one archive."""
    found = queries.own_parent(request.link.data)
    return archive(found) if found else refused_page(request, OWN_PAGE)


def archive(parent: Parent) -> HttpResponse:
    """The file of a parent, to save."""
    response = HttpResponse(own_file(parent=parent), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="mijn-gegevens.zip"'
    return response


@link(OWN_PAGE)
@require_http_methods(READ_OR_POST)
def remove(request: PortalRequest) -> HttpResponse:
    """What happens when you are removed; only the button on this page does it."""
    found = queries.own_parent(request.link.data)
    if found is None:
        return refused_page(request, OWN_PAGE)
    if request.method == "POST":
        remove_parent(parent=found)
        return redirect(murl("partners:own_removed"))
    return render(request, "partners/own_remove.html", _links(request, found))


@public
@require_safe
def removed(request: PortalRequest) -> HttpResponse:
    """It is done."""
    return render(request, "partners/own_removed.html")
