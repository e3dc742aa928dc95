"""Pages for everyone: the agenda, one meeting, signing up."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from activities import queries
from activities.domain.register import Full, Over
from activities.domain.sign_up import sign_up
from activities.forms import SignUpForm
from activities.messages.calendar import calendar_file
from activities.models import Registration, Session
from partners.models import Parent
from portal.web.access import READ_OR_POST, PortalRequest, public
from portal.web.addresses import murl
from portal.web.limits import allow, allow_mail, allow_network, steady
from portal.web.pages import after

# Wide: a community centre signs its families up from one network, and somebody comes to eight evenings of a course.
PER_NETWORK = {"per_hour": 30, "per_day": 120}
PER_ROAD = {"per_hour": 12, "per_day": 30}
TOO_OFTEN = _("There were very many sign-ups from here. Please try again in an hour, or call us.")


@public
@require_safe
def agenda(request: PortalRequest) -> HttpResponse:
    """What is on, soonest first; `?wijk=` keeps one neighbourhood."""
    asked = request.GET.get("wijk", "")
    areas = queries.agenda_areas(request.municipality.pk, asked)
    chosen = next((area for area in areas if area.code == asked), None)
    page = after(queries.agenda(chosen.pk if chosen else None), request.GET, by="starts_at", size=20)
    return render(request, "activities/agenda.html", {"page": page, "areas": areas, "chosen": chosen})


@public
@steady
@require_http_methods(READ_OR_POST)
def session(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """One meeting with everything a parent wants to know before coming, and the form."""
    found = queries.public_session(public_id)
    context = queries.session_context(found)
    form = _form(request, found, most=context["most"])
    if request.method == "POST" and form.is_valid():
        return _sign_up(request, found, form)
    return render(request, "activities/session.html", {**context, "form": form})


def _form(request: HttpRequest, found: Session, *, most: int) -> SignUpForm:
    form = SignUpForm(request.POST or None, most=most)
    # The form that got its place gets the same answer, also when there are fewer places since.
    if form.has_error("adults", "too_many") and len(form.errors) == 1 and (before := _before(found, form)):
        return SignUpForm(request.POST, most=max(most, before.adults))
    return form


def _sign_up(request: PortalRequest, found: Session, form: SignUpForm) -> HttpResponse:
    if not _allowed(request, form) and not _before(found, form):
        form.add_error(None, TOO_OFTEN)
        return _page(request, found, form, status=429)
    try:
        sign_up(session=found, person=form.person(), coming=form.coming(), confirm=allow_mail)
    except (Full, Over):
        return _page(request, queries.public_session(found.public_id), form, full=True)
    return redirect(murl("activities:signed_up", public_id=found.public_id))


def _before(found: Session, form: SignUpForm) -> Registration | None:
    sent = form.person()
    wanted = Parent(name=sent.name, email=sent.email, phone=sent.phone)
    return queries.sent_before(found, wanted, form.cleaned_data["form_key"])


def _allowed(request: PortalRequest, form: SignUpForm) -> bool:
    """Counted here for a road to somebody, then for a network; a link in an invitation has no such limit.

    In this order: what is refused for one person must not use up what all visitors of a community centre share.
    """
    what = f"sign_up:{request.municipality.pk}"
    return allow(f"{what}:{form.road()}", **PER_ROAD) and allow_network(what, request, **PER_NETWORK)


def _page(
    request: HttpRequest, found: Session, form: SignUpForm, *, full: bool = False, status: int = 200
) -> HttpResponse:
    context = queries.session_context(found, form=form, full=full)
    return render(request, "activities/session.html", context, status=status)


@public
@require_safe
def signed_up(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Thanks, the same for everyone: it says nothing about who is known here."""
    return render(request, "activities/signed_up.html", {"session": queries.public_session(public_id)})


@public
@require_safe
def session_calendar(_request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The meeting as a calendar file."""
    found = queries.public_session(public_id)
    content = calendar_file(found, cancelled=found.cancelled_at is not None)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="bijeenkomst.ics"'
    return response
