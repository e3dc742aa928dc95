"""Parents who may be in twice: lay them side by side, make one of them, and take that back within a week."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as flash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners import queries, rules
from partners.domain.change_parent import Known
from partners.domain.merge_parents import Missing, TooLate, Two, merge_parents, say_two, undo_merge
from portal.audit.domain.record import record_read
from portal.audit.registry import word_for
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl
from portal.web.pages import numbered


@staff(rules.see_parents)
@require_safe
def doubles(request: PortalRequest) -> HttpResponse:
    """Who may be in twice, the surest first."""
    record_read(request.municipality)
    return render(request, "partners/doubles.html", {"page": numbered(queries.Doubles(), request.GET)})


@staff(rules.see_parents)
@require_http_methods(READ_OR_POST)
def merge(request: PortalRequest, public_id: UUID, other: UUID) -> HttpResponse:
    """Two parents side by side; the button makes one of them."""
    if public_id == other:
        raise Http404("one parent is not two")
    kept, gone = queries.parent_by_id(public_id), queries.parent_by_id(other)
    if request.method == "POST":
        try:
            merge_parents(kept=kept, gone=gone, by=request.user_id)
            flash.success(request, _("They are one now. You can take that back for a week."))
        except Two:
            flash.error(request, _("They signed up for the same meeting, so these are two people."))
            return redirect(murl("partners:doubles"))
        except Missing:
            flash.error(request, _("One of these two is not here any more. Perhaps they are one already."))
            return redirect(murl("partners:doubles"))
        return redirect(murl("partners:parent", public_id=public_id))
    for parent in (kept, gone):
        record_read(parent)
    shown = {"kept": kept, "gone": gone, "alike": queries.alike(kept, gone)}
    return render(request, "partners/merge.html", shown)


@staff(rules.see_parents)
@require_POST
def two(request: PortalRequest, public_id: UUID, other: UUID) -> HttpResponse:
    """They are two people: do not show them any more."""
    one, second = queries.parent_by_id(public_id), queries.parent_by_id(other)
    if one != second:
        say_two(one=one, other=second)
        flash.success(request, _("We do not show these two any more."))
    return redirect(murl("partners:doubles"))


@staff(rules.see_parents)
@require_POST
def undo(request: PortalRequest, public_id: UUID, merge: UUID) -> HttpResponse:
    """Make two of one again."""
    found = queries.merge_by_id(public_id, merge)
    try:
        undone = undo_merge(merge=found)
        flash.success(request, _("They are two parents again."))
        if undone.left:
            words = _("Not everything could come back, as what it belonged to was removed since: %(what)s.")
            flash.warning(request, words % {"what": ", ".join(word_for(name) for name in undone.left)})
    except TooLate:
        flash.error(request, _("This can be taken back for a week only."))
    except Known:
        flash.error(request, _("Another parent has the e-mail address or phone number by now. Change that first."))
    return redirect(murl("partners:parent", public_id=public_id))
