from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.accounts.rules import administrator, privacy_officer
from portal.audit.queries import entries
from portal.desk.forms import AuditFilter
from portal.desk.queries import lines
from portal.web.access import PortalRequest, staff
from portal.web.pages import numbered


@staff(administrator | privacy_officer)
@require_safe
def log(request: PortalRequest) -> HttpResponse:
    """Who did and read what: ids and names of fields, never a value."""
    form = AuditFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    page = numbered(entries(chosen.get("wat", ""), chosen.get("vanaf"), chosen.get("tot")), request.GET, size=50)
    return render(request, "desk/audit.html", {"form": form, "page": page, "lines": lines(page.rows)})
