"""What somebody promised, to whom and by when: a list that empties."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners import queries, rules
from partners.domain.make_promise import keep_promise, make_promise, pass_on
from partners.forms.promises import ColleagueForm, PromiseForm
from partners.models import Parent, Promise
from portal.accounts.rules import anyone_signed_in, partner
from portal.audit.domain.record import record, record_read
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl
from portal.web.pages import numbered

MOST_TO_US = 50


@staff(anyone_signed_in)
@require_safe
def promises(request: PortalRequest) -> HttpResponse:
    """What I promised and have not done yet, what is late first; for CJG also what those promised who left."""
    names = rules.see_parents(request.roles)
    page = numbered(queries.open_promises(request.user_id, left=names), request.GET)
    if names and any(promise.parent_id for promise in page.rows):
        record("read", request.municipality, fields=("promises",))
    shown = {
        "page": page,
        "names": names,
        "me": request.user_id,
        "today": timezone.localdate(),
        "to_us": _to_us(request),
    }
    return render(request, "partners/promises.html", shown)


def _to_us(request: PortalRequest) -> list[Promise]:
    return list(queries.promised_to(request.user_id)[:MOST_TO_US]) if partner(request.roles) else []


@staff(anyone_signed_in)
@require_http_methods(READ_OR_POST)
def add(request: PortalRequest) -> HttpResponse:
    """A promise to an organisation, or to nobody in particular."""
    return _add(request, None, murl("partners:promises"))


@staff(rules.see_parents)
@require_http_methods(READ_OR_POST)
def add_for_parent(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """A promise to this parent."""
    found = queries.parent_by_id(public_id)
    record_read(found)
    return _add(request, found, murl("partners:parent", public_id=public_id))


def _add(request: PortalRequest, parent: Parent | None, back: str) -> HttpResponse:
    organisations = None if parent or not rules.keep_organisations(request.roles) else queries.organisations()
    form = PromiseForm(
        request.POST or None,
        initial={"by": request.user_id},
        colleagues=queries.colleagues(request.user_id, request.roles, of_parent=bool(parent)),
        organisations=organisations,
    )
    if request.method == "POST" and form.is_valid():
        make_promise(parent=parent, **form.cleaned_data)
        flash.success(request, _("The promise has been written down."))
        return redirect(back)
    return render(request, "partners/add_promise.html", {"form": form, "parent": parent, "back": back})


def _on_my_list(request: PortalRequest, public_id: UUID) -> Promise:
    return queries.own_promise(public_id, request.user_id, left=rules.see_parents(request.roles))


@staff(anyone_signed_in)
@require_POST
def keep(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """It is done."""
    if keep_promise(promise=_on_my_list(request, public_id)):
        flash.success(request, _("Well done. It is off your list."))
    return redirect(murl("partners:promises"))


@staff(anyone_signed_in)
@require_http_methods(READ_OR_POST)
def hand_over(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """A colleague keeps it."""
    found = _on_my_list(request, public_id)
    asked = queries.colleagues(request.user_id, request.roles, of_parent=bool(found.parent_id))
    others = asked.exclude(pk=request.user_id)
    form = ColleagueForm(request.POST or None, colleagues=others)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["by"]
        pass_on(promise=found, to=to)
        flash.success(request, _("%(name)s keeps this promise now. Tell them too.") % {"name": to.name})
        return redirect(murl("partners:promises"))
    return render(request, "partners/pass_on.html", {"form": form, "promise": found, "alone": not others.exists()})
