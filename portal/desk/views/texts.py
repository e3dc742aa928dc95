"""The municipality's own words, where the portal speaks as the municipality, and the languages parents may choose."""

from __future__ import annotations

from django.contrib import messages as flash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.rules import administrator, privacy_officer
from portal.desk.domain.save_texts import reset_text, save_languages, save_text
from portal.desk.forms.texts import LanguagesForm, OwnTextForm
from portal.desk.queries import texts as queries
from portal.municipalities.words import DUTCH, LANGUAGES, TEXTS, OwnText
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl


@staff(administrator | privacy_officer)
@require_safe
def texts(request: PortalRequest) -> HttpResponse:
    """What the portal says as this municipality, and where."""
    shown = {"texts": queries.texts_now(request.municipality), "may": administrator(request.roles)}
    return render(request, "desk/texts.html", shown)


def _text(key: str) -> OwnText:
    try:
        return TEXTS[key]
    except KeyError:
        raise Http404(key) from None


@staff(administrator)
@require_http_methods(READ_OR_POST)
def text(request: PortalRequest, key: str) -> HttpResponse:
    """Write one of them; the example shows it in its place before it is saved."""
    found = _text(key)
    form = OwnTextForm(request.POST or None, text=found, municipality=request.municipality)
    # Without any words it is the ordinary text again, for which there is a button.
    if request.method == "POST" and request.POST and form.is_valid() and "preview" not in request.POST:
        save_text(municipality=request.municipality, key=key, said=form.cleaned_data)
        flash.success(request, _("Saved. It stands there from now on."))
        return redirect(murl("ground:texts"))
    asked = "preview" in request.POST and form.is_valid()
    said = form.cleaned_data if asked else request.municipality.own_texts.get(key, {})
    others = [(language, said[code]) for code, language in LANGUAGES.items() if code != DUTCH and said.get(code)]
    example = said.get(DUTCH) or queries.ordinary(found, request.municipality)
    now = queries.text_now(found, request.municipality)
    shown = {"form": form, "now": now, "example": example, "others": others, "asked": asked}
    return render(request, "desk/text.html", shown)


@staff(administrator)
@require_POST
def reset(request: PortalRequest, key: str) -> HttpResponse:
    """Back to the ordinary text."""
    reset_text(municipality=request.municipality, key=_text(key).key)
    flash.success(request, _("The ordinary text stands there again."))
    return redirect(murl("ground:texts"))


@staff(administrator | privacy_officer)
@require_safe
def languages(request: PortalRequest) -> HttpResponse:
    """Which languages parents may choose here, and what works in each of them."""
    shown = {"languages": queries.languages_now(request.municipality), "most": queries.texts_of_languages()}
    return render(request, "desk/languages.html", {**shown, "may": administrator(request.roles)})


@staff(administrator)
@require_http_methods(READ_OR_POST)
def choose_languages(request: PortalRequest) -> HttpResponse:
    """Say which."""
    form = LanguagesForm(request.POST or None, initial={"languages": request.municipality.languages})
    # None is a choice too: an empty form is sent with its button.
    if request.method == "POST" and request.POST and form.is_valid():
        save_languages(municipality=request.municipality, languages=form.cleaned_data["languages"])
        flash.success(request, _("Saved. Parents can choose these languages from now on."))
        return redirect(murl("ground:languages"))
    return render(request, "desk/choose_languages.html", {"form": form})
