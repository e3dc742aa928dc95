"""A list of meetings, or of who came, from upload to result, and back again within a week."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities import rules
from activities.domain.choose_columns import choose_columns, choose_letters
from activities.domain.read_came import Came, read_came
from activities.domain.read_meetings import Meetings, read_meetings
from activities.domain.start_list import start_list
from activities.domain.take_list import take_list
from activities.domain.undo_list import TooLate, undo_list
from activities.forms.lists import CameColumnsForm, CameUploadForm, ListForm, MeetingColumnsForm, MeetingsUploadForm
from activities.models import ListKind, MeetingList
from activities.queries import lists
from portal.audit.domain.record import record_read
from portal.files.models import File
from portal.web.access import READ_OR_POST, PortalRequest, staff
from portal.web.addresses import murl
from portal.web.sheets import Question, SheetError


@staff(rules.runs_sessions)
@require_http_methods(READ_OR_POST)
def upload(request: PortalRequest) -> HttpResponse:
    """Choose a list and say whose it is."""
    form = MeetingsUploadForm(request.POST or None, request.FILES or None)
    return _upload(request, form, ListKind.MEETINGS)


@staff(rules.logs_attendance)
@require_http_methods(READ_OR_POST)
def upload_came(request: PortalRequest) -> HttpResponse:
    """Choose a list of who came and say to which meetings."""
    form = CameUploadForm(request.POST or None, request.FILES or None)
    return _upload(request, form, ListKind.CAME)


def _upload(request: PortalRequest, form: ListForm, kind: ListKind) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        return redirect(murl("activities:list_preview", file=_take(form, kind)))
    nothing_met = kind == ListKind.CAME and not lists.series_that_met().exists()
    shown = {"form": form, "kind": kind.value, "lists": lists.recent_lists(kind), "nothing_met": nothing_met}
    return render(request, "activities/lists/upload.html", shown)


def _take(form: ListForm, kind: ListKind) -> UUID:
    given = dict(form.cleaned_data)
    file = given.pop("file")
    taken = take_list(kind=kind, name=file.name, content=file.read(), media_type=file.content_type or "", **given)
    return cast("File", taken.file).public_id


@staff(rules.runs_sessions)
@require_http_methods(READ_OR_POST)
def preview(request: PortalRequest, file: UUID) -> HttpResponse:
    """What was found in the list and what will be planned; the button starts it, once."""
    found = _waiting(request, file)
    if found.job:
        return redirect(murl("ground:job", public_id=found.job.public_id))
    reading = _read(found)
    if request.method == "POST" and isinstance(reading, Meetings | Came) and reading.new:
        job = start_list(found=found, started_by=request.user_id)
        return redirect(murl("ground:job", public_id=job.public_id))
    page = {Meetings: "preview", Came: "came"}.get(type(reading), "letters")
    if isinstance(reading, Came):
        record_read(found)
    return render(request, f"activities/lists/{page}.html", {"found": found, "reading": reading})


def _waiting(request: PortalRequest, file: UUID) -> MeetingList:
    """A list that waits, for who may see what it tells: names of who came are for CJG staff."""
    return _allowed(request, lists.meeting_list(file))


def _allowed(request: PortalRequest, found: MeetingList) -> MeetingList:
    if found.kind == ListKind.CAME and not rules.logs_attendance(request.roles):
        raise PermissionDenied
    return found


def _read(found: MeetingList) -> Meetings | Came | Question | SheetError:
    try:
        content = lists.content_of(found)
        if found.kind == ListKind.CAME:
            return read_came(found=found, content=content)
        return read_meetings(found=found, content=content)
    except SheetError as error:
        return error


@staff(rules.runs_sessions)
@require_POST
def letters(request: PortalRequest, file: UUID) -> HttpResponse:
    """Say in which letters a list is written; only what was offered counts."""
    found = _waiting(request, file)
    reading, chosen = _read(found), request.POST.get("letters", "")
    if isinstance(reading, Question) and chosen in {choice.encoding for choice in reading.choices}:
        choose_letters(found=found, encoding=chosen)
    return redirect(murl("activities:list_preview", file=file))


@staff(rules.runs_sessions)
@require_http_methods(READ_OR_POST)
def columns(request: PortalRequest, file: UUID) -> HttpResponse:
    """Say what each column holds; remembered for the next list of this organisation."""
    found = _waiting(request, file)
    reading = _read(found)
    back = murl("activities:list_preview", file=file)
    if found.job or isinstance(reading, Question):
        return redirect(back)
    headings = () if isinstance(reading, SheetError) else reading.sheet.headings
    made = CameColumnsForm if found.kind == ListKind.CAME else MeetingColumnsForm
    form = made(request.POST or None, found=found, headings=headings)
    if request.method == "POST" and form.is_valid():
        choose_columns(found=found, chosen=form.chosen, defaults=form.defaults)
        return redirect(back)
    return render(request, "activities/lists/columns.html", {"form": form, "back": back, "found": found})


@staff(rules.runs_sessions)
@require_safe
def read(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """What became of a list; while it is still being read in, its job tells how far that is."""
    found = _allowed(request, lists.list_by_id(public_id))
    if found.file and not found.job:
        return redirect(murl("activities:list_preview", file=found.file.public_id))
    if found.job and found.job.live:
        return redirect(murl("ground:job", public_id=found.job.public_id))
    return render(request, "activities/lists/read.html", {"found": found})


@staff(rules.runs_sessions)
@require_POST
def undo(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Take back every meeting of a list."""
    found = _allowed(request, lists.list_by_id(public_id))
    try:
        undo_list(found=found)
        flash.success(request, _("The whole list has been taken back."))
    except TooLate:
        words = _(
            "This list cannot be taken back any more: a week has passed, or somebody was invited, signed up or counted."
        )
        flash.error(request, " ".join((words, _("You can still call off a meeting by itself."))))
    return redirect(murl("activities:list_read", public_id=public_id))
