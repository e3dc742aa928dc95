"""A list of parents from upload to result: nothing of a parent is stored before somebody saw what will be."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from partners import queries, rules
from partners.domain.choose_columns import choose_columns
from partners.domain.choose_reason import choose_reason
from partners.domain.read_list import Reading, read_list
from partners.domain.recognise import recognise
from partners.domain.start_import import start_import
from partners.domain.take_list import take_list
from partners.forms import ParentColumnsForm, ReasonForm, UploadForm
from partners.models import SheetImport
from partners.registry import agenda_path
from portal.audit.domain.record import record_read
from portal.files.models import File
from portal.web import links
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl
from portal.web.sheets import Question, SheetError
from portal.web.sheets.result import Column


@staff(rules.import_parents)
@require_http_methods(READ_OR_POST)
def upload(request: PortalRequest) -> HttpResponse:
    """Choose a list and say where it comes from and why we may use it."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return redirect(murl("partners:preview", file=_take(form)))
    shown = {"form": form, "imports": queries.recent_imports(), "agenda": links.url(agenda_path())}
    return render(request, "partners/upload.html", shown)


def _take(form: UploadForm) -> UUID:
    given = dict(form.cleaned_data)
    file = given.pop("file")
    taken = take_list(name=file.name, content=file.read(), media_type=file.content_type or "", **given)
    return cast("File", taken.file).public_id


@staff(rules.import_parents)
@require_http_methods(READ_OR_POST)
def preview(request: PortalRequest, file: UUID) -> HttpResponse:
    """What was found in the list and what will be read in; the button starts it, once."""
    found = queries.sheet_import(file)
    if found.job:
        return redirect(murl("ground:job", public_id=found.job.public_id))
    letters = request.POST.get("letters", "") or request.GET.get("letters", "")
    reading = _read(found, letters)
    if isinstance(reading, Reading) and reading.startable and request.method == "POST":
        job = start_import(sheet_import=found, encoding=reading.letters, started_by=request.user_id)
        return redirect(murl("ground:job", public_id=job.public_id))
    record_read(found)
    page = "preview" if isinstance(reading, Reading) else "letters"
    shown = {"found": found, "reading": reading, "letters": letters, "query": _asked_for(letters)}
    return render(request, f"partners/{page}.html", shown)


def _asked_for(letters: str) -> str:
    """What keeps the chosen letters in an address."""
    return f"?{urlencode({'letters': letters})}" if letters else ""


def _read(found: SheetImport, letters: str) -> Reading | Question | SheetError:
    """The list; or the question in which letters it is written; or why it cannot be read in those."""
    try:
        content = queries.content_of(found)
        reading = read_list(content=content, basis=found.basis, encoding=letters, chosen=found.chosen)
    except SheetError as error:
        return error
    if isinstance(reading, Reading):
        recognise(reading)
    return reading


@staff(rules.import_parents)
@require_http_methods(READ_OR_POST)
def reason(request: PortalRequest, file: UUID) -> HttpResponse:
    """Say anew why we may use a list that waits, and go on with it."""
    found = queries.sheet_import(file)
    letters = request.GET.get("letters", "")
    back = murl("partners:preview", file=file) + _asked_for(letters)
    if found.job:
        return redirect(back)
    form = ReasonForm(request.POST or None, initial={"basis": found.basis})
    if request.method == "POST" and form.is_valid():
        choose_reason(sheet_import=found, basis=form.cleaned_data["basis"])
        return redirect(back)
    return render(request, "partners/reason.html", {"form": form, "back": back})


@staff(rules.import_parents)
@require_http_methods(READ_OR_POST)
def columns(request: PortalRequest, file: UUID) -> HttpResponse:
    """Say what each column holds; remembered for the next list of this organisation."""
    found = queries.sheet_import(file)
    letters = request.GET.get("letters", "")
    back = murl("partners:preview", file=file) + _asked_for(letters)
    headings = () if found.job else _headings(found, letters)
    if not headings:
        return redirect(back)
    form = ParentColumnsForm(request.POST or None, headings=headings)
    if request.method == "POST" and form.is_valid():
        choose_columns(sheet_import=found, chosen=form.chosen)
        return redirect(back)
    return render(request, "partners/columns.html", {"form": form, "back": back})


def _headings(found: SheetImport, letters: str) -> tuple[Column, ...]:
    """How each column is read now, also when nobody is found in that way; empty while the letters are not chosen."""
    content = queries.content_of(found)
    ways: tuple[dict[str, str], ...] = (found.chosen, {})
    for chosen in ways:
        try:
            reading = read_list(content=content, encoding=letters, chosen=chosen)
        except SheetError:
            continue
        return reading.sheet.headings if isinstance(reading, Reading) else ()
    return ()


@staff(rules.import_parents)
@require_safe
def imported(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """What became of a list; while it is still being read in, its job tells how far that is."""
    found = queries.import_by_id(public_id)
    if found.file and not found.job:
        return redirect(murl("partners:preview", file=found.file.public_id))
    if found.job and found.job.live:
        return redirect(murl("ground:job", public_id=found.job.public_id))
    return render(request, "partners/imported.html", {"found": found})
