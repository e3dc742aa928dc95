"""Save a list as a file: why, in which form, at once or by a job."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.rules import anyone_signed_in
from portal.desk.domain.save_list import KIND, file_name, save_list, start_saving
from portal.desk.forms.exports import ExportForm
from portal.desk.queries.exports import about
from portal.files.models import File
from portal.jobs.models import Job
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl
from portal.web.exports import AT_ONCE, Export, export
from portal.web.sheets.writing import MEDIA


@staff(anyone_signed_in)
@require_http_methods(READ_OR_POST)
def save(request: PortalRequest, which: str) -> HttpResponse:
    """Say why and as what; a short list comes at once, a long one when it is ready."""
    found, of = _allowed(request, which), _of(request)
    about(found, of)
    rows = found.rows(of).count()
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if rows > AT_ONCE:
            job = start_saving(found=found, of=of, started_by=request.user_id, **form.cleaned_data)
            return redirect(murl("ground:job", public_id=job.public_id))
        content = save_list(found=found, of=of, **form.cleaned_data)
        return _file(content, file_name(found, form.cleaned_data["form"]), MEDIA[form.cleaned_data["form"]])
    shown = {"form": form, "found": found, "rows": rows, "long": rows > AT_ONCE, "back": _page(found, of)}
    return render(request, "desk/export.html", shown)


def _page(found: Export, of: UUID | None) -> str:
    ids = {"public_id": of} if of else {}
    return murl(found.page, **ids) if found.page else ""


def _allowed(request: PortalRequest, which: str) -> Export:
    found = export(which)
    if not found.rule(request.roles):
        raise PermissionDenied
    return found


def _of(request: PortalRequest) -> UUID | None:
    asked = request.GET.get("van", "")
    try:
        return UUID(asked) if asked else None
    except ValueError:
        raise Http404(asked) from None


@staff(anyone_signed_in)
@require_safe
def saved(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The file of a long list, for a day: only for who asked, as long as they may see that list."""
    made = Job.objects.filter(kind=KIND, started_by=request.user_id, result__file=str(public_id))
    job = get_object_or_404(made)
    if not export(str(job.params["list"])).rule(request.roles):
        raise Http404(str(public_id))
    file = get_object_or_404(File.objects.current(), public_id=public_id)
    return _file(bytes(file.content), file.name, file.media_type)


def _file(content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
