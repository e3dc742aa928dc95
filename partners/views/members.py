"""Who works for an organisation and signs in."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from partners import queries, rules
from partners.domain.add_organisation import add_member
from partners.domain.end_member import end_member
from partners.forms import MemberForm
from partners.views.organisation import around, found
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl


@staff(rules.keep_organisations)
@require_http_methods(READ_OR_POST)
def members(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The people of an organisation; add one, or take one off."""
    one = found(request, public_id)
    form = MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = add_member(organisation=one, membership=form.cleaned_data["membership"])
        flash.success(request, _("%(name)s works for %(organisation)s now.") % {"name": added, "organisation": one})
        return redirect(murl("partners:members", public_id=public_id))
    shown = {**around(request, one), "form": form, "members": queries.members_of(one)}
    return render(request, "partners/members.html", shown)


@staff(rules.keep_organisations)
@require_POST
def end(request: PortalRequest, public_id: UUID, member: UUID) -> HttpResponse:
    """Somebody works here no more."""
    one = found(request, public_id)
    end_member(member=queries.member_of(one, member))
    flash.success(request, _("Done. The account itself stays."))
    return redirect(murl("partners:members", public_id=public_id))
