"""Where an administrator says how colleagues sign in with the account of their work."""

from __future__ import annotations

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.queries import work_provider
from portal.accounts.rules import administrator
from portal.desk.domain.save_work_provider import save_work_provider
from portal.desk.forms.work_provider import WorkProviderForm
from portal.desk.openid.flow import back
from portal.desk.openid.provider import Unusable, try_out
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl
from portal.web.limits import allow


@staff(administrator)
@require_http_methods(READ_OR_POST)
def provider(request: PortalRequest) -> HttpResponse:
    """Its address, our number and secret there, and whether it is used."""
    kept = work_provider()
    form = WorkProviderForm(request.POST or None, provider=kept)
    if request.method == "POST" and form.is_valid():
        municipality, secret = request.municipality, form.cleaned_data["secret"]
        now = save_work_provider(municipality=municipality, told=form.told, secret=secret)
        flash.success(request, _untested() if now.is_on else _("Saved."))
        return redirect(murl("ground:work_provider"))
    context = {"form": form, "provider": kept, "back_address": back(request.municipality.slug)}
    return render(request, "desk/work_provider.html", context)


@staff(administrator)
@require_POST
def test(request: PortalRequest) -> HttpResponse:
    """Ask the provider everything that can be asked without a person, and say what is wrong."""
    kept = work_provider()
    if kept is None:
        flash.error(request, _("First fill in the form and save it."))
    elif not allow(f"work_provider:{request.municipality.pk}", per_hour=30, per_day=100):
        flash.error(request, _("You tested many times in a short time. Go on in an hour."))
    else:
        try:
            try_out(kept, back=back(request.municipality.slug))
            flash.success(request, _("The connection works. As the last proof, sign in with a work account yourself."))
        except Unusable as error:
            flash.error(request, str(error.why.label))
    return redirect(murl("ground:work_provider"))


def _untested() -> str:
    words = _("Saved. It was not tested yet: do that before you tell your colleagues.")
    link = '{} <a class="utrecht-link utrecht-link--html-a" href="#test">{}</a>'
    return format_html(link, words, _("To “Test the connection”"))
