"""A table of figures from upload to result, and back again within a week."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.files.models import File
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl
from portal.web.sheets import Question, SheetError
from programmes import rules
from programmes.domain.choose_figure_columns import choose_figure_columns, choose_figure_letters
from programmes.domain.read_figures import Figures, read_table
from programmes.domain.start_figures import start_figures
from programmes.domain.take_figures import take_figures
from programmes.domain.undo_figures import TooLate, undo_figures
from programmes.forms.figures import FigureColumnsForm, FiguresUploadForm
from programmes.models import FigureList
from programmes.queries import figures as queries


@staff(rules.steers_programmes)
@require_http_methods(READ_OR_POST)
def upload(request: PortalRequest) -> HttpResponse:
    """Choose a table and say who made it."""
    form = FiguresUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return redirect(murl("programmes:figures_preview", file=_take(form)))
    return render(request, "programmes/figures/upload.html", {"form": form, "lists": queries.recent_lists()})


def _take(form: FiguresUploadForm) -> UUID:
    given = dict(form.cleaned_data)
    file = given.pop("file")
    taken = take_figures(name=file.name, content=file.read(), media_type=file.content_type or "", **given)
    return cast("File", taken.file).public_id


@staff(rules.steers_programmes)
@require_http_methods(READ_OR_POST)
def preview(request: PortalRequest, file: UUID) -> HttpResponse:
    """What was found in the table and what will be read in; the button starts it, once."""
    found = queries.waiting_list(file)
    if found.job:
        return redirect(murl("ground:job", public_id=found.job.public_id))
    reading = _read(found)
    if request.method == "POST" and isinstance(reading, Figures) and (reading.new or reading.other):
        job = start_figures(found=found, started_by=request.user_id)
        return redirect(murl("ground:job", public_id=job.public_id))
    page = "preview" if isinstance(reading, Figures) else "letters"
    return render(request, f"programmes/figures/{page}.html", {"found": found, "reading": reading})


def _read(found: FigureList) -> Figures | Question | SheetError:
    try:
        return read_table(found=found, content=queries.content_of(found))
    except SheetError as error:
        return error


@staff(rules.steers_programmes)
@require_POST
def letters(request: PortalRequest, file: UUID) -> HttpResponse:
    """Say in which letters a table is written; only what was offered counts."""
    found = queries.waiting_list(file)
    reading, chosen = _read(found), request.POST.get("letters", "")
    if isinstance(reading, Question) and chosen in {choice.encoding for choice in reading.choices}:
        choose_figure_letters(found=found, encoding=chosen)
    return redirect(murl("programmes:figures_preview", file=file))


@staff(rules.steers_programmes)
@require_http_methods(READ_OR_POST)
def columns(request: PortalRequest, file: UUID) -> HttpResponse:
    """Say what each column holds; remembered for the next table of this organisation."""
    found = queries.waiting_list(file)
    reading = _read(found)
    back = murl("programmes:figures_preview", file=file)
    if found.job or isinstance(reading, Question):
        return redirect(back)
    headings = () if isinstance(reading, SheetError) else reading.sheet.headings
    form = FigureColumnsForm(request.POST or None, found=found, headings=headings)
    if request.method == "POST" and form.is_valid():
        choose_figure_columns(found=found, chosen=form.chosen, elsewhere=form.elsewhere)
        return redirect(back)
    return render(request, "programmes/figures/columns.html", {"form": form, "back": back, "found": found})


@staff(rules.steers_programmes)
@require_safe
def read(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """What became of a table; while it is still being read in, its job tells how far that is."""
    found = queries.list_by_id(public_id)
    if found.file and not found.job:
        return redirect(murl("programmes:figures_preview", file=found.file.public_id))
    if found.job and found.job.live:
        return redirect(murl("ground:job", public_id=found.job.public_id))
    return render(request, "programmes/figures/read.html", {"found": found})


@staff(rules.steers_programmes)
@require_POST
def undo(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Take back every figure of a table."""
    found = queries.list_by_id(public_id)
    try:
        undo_figures(found=found)
        flash.success(request, _("The whole table has been taken back."))
    except TooLate:
        flash.error(request, _("This table cannot be taken back any more: a week has passed."))
    return redirect(murl("programmes:figures_read", public_id=public_id))
