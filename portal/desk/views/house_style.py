"""What the pages of a municipality look like, and what parents see of it."""

from __future__ import annotations

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.rules import administrator
from portal.desk.domain.save_contact import FIELDS, save_contact
from portal.desk.domain.save_style import reset_style, save_style
from portal.desk.forms import ContactForm, StyleForm
from portal.municipalities.models import Municipality, OwnStyle
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl
from portal.web.house_style import OWN, HouseStyle, style_for, style_of


def _now(municipality: Municipality) -> HouseStyle:
    own = OwnStyle.objects.first() if municipality.house_style.startswith(OWN) else None
    return style_of(own) if own else style_for(municipality.house_style)


@staff(administrator)
@require_http_methods(READ_OR_POST)
def house_style(request: PortalRequest) -> HttpResponse:
    """Choose the colours, the corners and the letter; look at them first, or save them."""
    form = StyleForm(request.POST or None, style=_now(request.municipality))
    fine, preview = form.is_valid(), ""
    if request.method == "POST" and fine and form.style and "preview" not in request.POST:
        save_style(municipality=request.municipality, style=form.style)
        flash.success(request, _("The house style has been saved. Every page looks like this now."))
        return redirect(murl("ground:house_style"))
    if form.style:
        asked = request.POST.copy()
        asked.pop("csrfmiddlewaretoken", None)
        preview = f"{murl('ground:style_preview')}?{asked.urlencode()}"
    own = request.municipality.house_style.startswith(OWN)
    return render(request, "desk/house_style.html", {"form": form, "preview": preview, "own": own})


@staff(administrator)
@require_safe
def preview(request: PortalRequest) -> HttpResponse:
    """The style of an example: what was chosen and not saved; that of now for what is no style."""
    now = _now(request.municipality)
    form = StyleForm(request.GET, style=now)
    form.is_valid()
    shown = form.style or HouseStyle("preview", now.values, now.font)
    return HttpResponse(shown.css(), content_type="text/css; charset=utf-8")


@staff(administrator)
@require_POST
def reset(request: PortalRequest) -> HttpResponse:
    """Back to the look that came with the portal."""
    reset_style(municipality=request.municipality)
    flash.success(request, _("The pages look as they did in the beginning."))
    return redirect(murl("ground:house_style"))


@staff(administrator)
@require_http_methods(READ_OR_POST)
def contact(request: PortalRequest) -> HttpResponse:
    """The name, phone number and address that parents see."""
    now = {field: getattr(request.municipality, field) for field in FIELDS}
    form = ContactForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        save_contact(municipality=request.municipality, told=form.cleaned_data)
        flash.success(request, _("Saved. Parents see it on each page."))
        return redirect(murl("ground:contact"))
    return render(request, "desk/contact.html", {"form": form})
