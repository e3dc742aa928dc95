"""Pages about programmes: the library of methods, adopting one, whom a programme reaches."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as flash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from activities.forms import NO_SUCH_TIME
from activities.queries import Reach
from activities.rules import logs_attendance
from activities.spec import NoSuchTime
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl
from portal.web.charts import Bar, BarChart
from portal.web.pages import numbered
from programmes import queries, registry, rules
from programmes.domain.adopt import NameTaken, adopt
from programmes.forms import AdoptForm
from programmes.spec import Level, Method, Sessions

LEVELS = {
    Level.DESCRIBED: gettext_lazy("People who do it tell how it goes."),
    Level.FOUNDED: gettext_lazy("There is a theory why it should work."),
    Level.FIRST_SIGNS: gettext_lazy("There are first signs that it works."),
    Level.GOOD_SIGNS: gettext_lazy("There are good signs that it works."),
    Level.STRONG_SIGNS: gettext_lazy("There are strong signs that it works."),
}


@staff(rules.sees_programmes)
@require_safe
def programmes(request: PortalRequest) -> HttpResponse:
    """All programmes of this municipality."""
    page = numbered(queries.programmes(), request.GET)
    context = {"page": page, "steers": rules.steers_programmes(request.roles)}
    return render(request, "programmes/programmes.html", context)


@staff(rules.sees_programmes)
@require_safe
def library(request: PortalRequest) -> HttpResponse:
    """The methods that can be adopted."""
    return render(request, "programmes/library.html", {"methods": registry.methods()})


@staff(rules.sees_programmes)
@require_safe
def method(request: PortalRequest, slug: str) -> HttpResponse:
    """What a method asks and brings, and how well it is known to work."""
    chosen = _method(slug)
    context = {
        "method": chosen,
        "level": LEVELS[chosen.evidence.level],
        "steers": rules.steers_programmes(request.roles),
    }
    return render(request, "programmes/method.html", context)


@staff(rules.steers_programmes)
@require_http_methods(READ_OR_POST)
def start(request: PortalRequest, slug: str) -> HttpResponse:
    """Adopt a method: fill in where and when, get its meetings."""
    chosen = _method(slug)
    form = AdoptForm(request.POST or None, method=chosen, municipality_id=request.municipality.pk)
    if request.method == "POST" and form.is_valid():
        try:
            made = adopt(method=chosen, municipality=request.municipality, wishes=form.wishes())
        except NameTaken:
            form.add_error("name", _("You already have a programme with this name. Choose another name."))
        except NoSuchTime:
            form.add_error("first_day", NO_SUCH_TIME)
        else:
            flash.success(request, _("The programme has started. Now invite parents to the first meeting."))
            return redirect(murl("programmes:programme", public_id=made.public_id))
    context = {"method": chosen, "form": form, "meets": [_meets(sessions) for _phase, sessions in chosen.meetings()]}
    return render(request, "programmes/start.html", context)


def _meets(sessions: Sessions) -> str:
    """When people meet, in words."""
    weeks, odd = divmod(sessions.every_days, 7)
    times = {"start": f"{sessions.start:%-H.%M}", "end": f"{sessions.end:%-H.%M}"}
    if sessions.weekday is None or odd:
        return _("Each time from %(start)s to %(end)s o'clock.") % times
    words = ngettext(
        "Every %(day)s, from %(start)s to %(end)s o'clock.",
        "Every %(n)s weeks on %(day)s, from %(start)s to %(end)s o'clock.",
        weeks,
    )
    return words % {"n": weeks, "day": WEEKDAYS[sessions.weekday], **times}


@staff(rules.sees_programmes)
@require_safe
def programme(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Whom a programme reaches, and what is next."""
    found = queries.programme(public_id)
    reached, sessions = queries.reach_of(found), queries.next_sessions(found)
    context = {
        "programme": found,
        "reach": reached,
        "chart": _chart(reached),
        "sessions": sessions,
        "may_log": logs_attendance(request.roles),
        "open": next((one for one in sessions if one.starts_at > timezone.now() and not one.cancelled_at), None),
    }
    return render(request, "programmes/programme.html", context)


def _chart(reached: Reach) -> BarChart:
    bars = [
        Bar(_("Invited"), reached.invited),
        Bar(_("Signed up"), reached.signed_up),
        Bar(_("Came"), reached.came),
    ]
    return BarChart(_("From invitation to coming"), _("Step"), _("Parents"), bars)


def _method(slug: str) -> Method:
    try:
        return registry.method(slug)
    except registry.UnknownMethod as error:
        raise Http404(slug) from error
