"""Shared reads of lists that were read in; each has its number of queries fixed by a test."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.shortcuts import get_object_or_404

from partners.models import SheetImport
from portal.files.models import File


def sheet_import(file: UUID) -> SheetImport:
    """The list in the file with this public id, without its content; Http404 when it is not (any more) here."""
    lists = SheetImport.objects.select_related("file", "job", "organisation").defer("file__content")
    return get_object_or_404(lists, file__public_id=file)


def content_of(found: SheetImport) -> bytes:
    """The bytes of a list; Http404 when its file has gone. One query."""
    return bytes(get_object_or_404(File, pk=found.file_id).content)


def import_by_id(public_id: UUID) -> SheetImport:
    """A list with what became of it, with its job and file; Http404 when there is none here. One query."""
    lists = SheetImport.objects.select_related("job", "file", "organisation").defer("file__content")
    return get_object_or_404(lists, public_id=public_id)


def recent_imports(most: int = 10) -> list[SheetImport]:
    """The lists that were read in last. One query."""
    started = SheetImport.objects.filter(Q(job__isnull=False) | Q(done__gt=0))
    return list(started.order_by("-pk")[:most])


def remembered_columns(organisation_id: int | None) -> dict[str, str]:
    """How somebody said last that the columns of this organisation's lists are read. One query."""
    last = SheetImport.objects.filter(organisation=organisation_id).exclude(chosen={}).order_by("-pk").first()
    return dict(last.chosen) if last else {}
