"""How long things are kept, and what for: the privacy officer chooses, the administrator sees it."""

from __future__ import annotations

from django.contrib import messages as flash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.rules import administrator, privacy_officer
from portal.desk.domain.change_term import change_term
from portal.desk.forms.privacy import TermForm
from portal.desk.queries.privacy import kept_terms, purposes
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl


@staff(privacy_officer | administrator)
@require_safe
def terms(request: PortalRequest) -> HttpResponse:
    """How long each kind of data stays, and how many went last time."""
    return render(request, "desk/terms.html", {"kept": kept_terms(), "may": privacy_officer(request.roles)})


@staff(privacy_officer)
@require_http_methods(READ_OR_POST)
def change(request: PortalRequest, kind: str) -> HttpResponse:
    """Choose another term within its bounds; it counts from tomorrow on."""
    kept = next((one for one in kept_terms() if one.term.kind == kind and not one.term.fixed), None)
    if kept is None:
        raise Http404(kind)
    form = TermForm(request.POST or None, kept=kept)
    if request.method == "POST" and form.is_valid():
        change_term(term=kept.term, months=form.cleaned_data["months"])
        flash.success(request, _("Saved. It counts from tomorrow on."))
        return redirect(murl("ground:terms"))
    return render(request, "desk/term.html", {"form": form, "kept": kept})


@staff(privacy_officer | administrator)
@require_safe
def register(request: PortalRequest) -> HttpResponse:
    """Why which data of people are kept, until when, and who sees them."""
    return render(request, "desk/register.html", {"purposes": purposes()})
