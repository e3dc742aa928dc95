"""The photo of who is where: for everyone to see, and for their organisation to keep."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners import queries, rules
from partners.domain.keep_photo import drop_photo, keep_photo
from partners.forms import PhotoForm
from partners.models import Presence
from partners.views.organisation import around, page_of
from portal.files.models import File
from portal.web.access import READ_OR_POST, PortalRequest, public, staff
from portal.web.photos import PhotoError

# Short: who takes the yes back is soon gone from other people's screens too.
FOR_A_WHILE = "private, max-age=300"


@public
@require_safe
def photo(request: PortalRequest, public_id: UUID) -> HttpResponse:  # noqa: ARG001 - a view
    """The photo, while everyone may see it."""
    shown = _shown(queries.public_photo(public_id))
    shown["Cache-Control"] = FOR_A_WHILE
    return shown


@staff(rules.see_organisation)
@require_safe
def kept(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The photo, for who keeps it."""
    return _shown(queries.photo_for(public_id, user_id=request.user_id, roles=request.roles))


@staff(rules.see_organisation)
@require_http_methods(READ_OR_POST)
def change(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Choose a photo of somebody who likes that."""
    one = queries.presence_for(public_id, user_id=request.user_id, roles=request.roles)
    shown = {**around(request, one.organisation), "presence": one}
    shown["publishes"] = shown["keeps"] or one.organisation.may_publish
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _taken(form, one, publishes=shown["publishes"]):
        waits = one.public and not shown["publishes"]
        later = _("Saved. CJG looks at the photo first; until then this person is shown without a photo.")
        flash.success(request, later if waits else _("Saved."))
        return redirect(page_of(one.organisation))
    return render(request, "partners/photo.html", {**shown, "form": form})


@staff(rules.see_organisation)
@require_POST
def remove(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """This person is shown without a photo."""
    one = queries.presence_for(public_id, user_id=request.user_id, roles=request.roles)
    drop_photo(presence=one)
    flash.success(request, _("The photo is gone. Nobody sees it any more."))
    return redirect(page_of(one.organisation))


def _taken(form: PhotoForm, one: Presence, *, publishes: bool) -> bool:
    try:
        keep_photo(presence=one, content=form.cleaned_data["photo"].read(), publishes=publishes)
    except PhotoError as error:
        form.add_error("photo", str(error))
        return False
    return True


def _shown(file: File) -> HttpResponse:
    """As an image only; who opens its address by itself gets a file to save."""
    shown = HttpResponse(bytes(file.content), content_type=file.media_type)
    shown["Content-Disposition"] = 'attachment; filename="foto.jpg"'
    return shown
