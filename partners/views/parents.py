"""Who the parents are: names for those who work with them, numbers for the others."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partners import queries, rules
from partners.forms import SearchForm
from portal.audit.domain.record import record_read
from portal.web.access import PortalRequest, staff
from portal.web.pages import after


@staff(rules.count_parents)
@require_safe
def parents(request: PortalRequest) -> HttpResponse:
    """The parents by name, or for a policy officer how many there are."""
    context = {"counts": queries.parent_counts(), "may_read_in": rules.import_parents(request.roles)}
    if not rules.see_parents(request.roles):
        return render(request, "partners/counts.html", context)
    form = SearchForm(request.GET)
    search = form.cleaned_data["zoek"] if form.is_valid() else ""
    page = after(queries.parents_like(search), request.GET, by="name_key")
    record_read(request.municipality)
    return render(request, "partners/parents.html", {**context, "form": form, "page": page, "search": search})
