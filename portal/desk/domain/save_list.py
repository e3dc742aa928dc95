from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from portal.accounts.queries import live_roles
from portal.audit.domain.record import record
from portal.desk.queries.exports import about
from portal.files.domain.keep import TooLarge, keep
from portal.jobs.domain.start import start
from portal.jobs.models import Job
from portal.jobs.registry import JSON, JobFailed, Running
from portal.municipalities import tenant
from portal.web.addresses import murl
from portal.web.exports import REASONS, Export, export
from portal.web.sheets.writing import MEDIA, Cell, write

KIND = "desk.save_list"
DAYS_KEPT = 1
_TOLD_EACH = 1_000


class _Stopped(Exception):
    pass


@transaction.atomic
def save_list(*, found: Export, of: UUID | None, form: str, reason: str) -> bytes:
    """Give the bytes of this list, and keep in the log who saved it, why, and how many rows.

    Raises Http404 for a thing that does not exist, KeyError for another form, ValueError for another reason.
    """
    if reason not in REASONS:
        raise ValueError(f"no such reason: {reason}")
    counted = _Counted(found.cells(of))
    content = write(form, found.titles(), counted)
    _note(found, of, form, reason, counted.number)
    return content


def start_saving(*, found: Export, of: UUID | None, form: str, reason: str, started_by: int) -> Job:
    """Make a long list in the background; its file is there for a day, for who asked."""
    params = {"list": found.name, "of": str(of) if of else "", "form": form, "reason": reason}
    return start(KIND, params=params, started_by=started_by)


def saving(job: Running) -> Mapping[str, JSON]:
    """Job handler: write the file, and keep it for a day; raises JobFailed when who asked may not have it any more."""
    found, form = export(str(job.params["list"])), str(job.params["form"])
    of = UUID(job.params["of"]) if job.params["of"] else None
    if not found.rule(live_roles(job.started_by, tenant.require())):
        raise JobFailed("not_allowed", _("You may not see this list any more."))
    total = found.rows(of).count()
    counted = _Counted(found.cells(of), job, total)
    try:
        content = write(form, found.titles(), counted)
    except _Stopped:
        return {}
    with job.batch():
        if job.stopped():
            return {}
        try:
            kept = keep(file_name(found, form), content, media_type=MEDIA[form], days=DAYS_KEPT)
        except TooLarge as error:
            raise JobFailed("too_large", _("The file would be larger than 20 MB. Save a shorter list.")) from error
        _note(found, of, form, str(job.params["reason"]), counted.number)
        link = murl("ground:saved_list", public_id=kept.public_id)
        return {"rows": counted.number, "file": str(kept.public_id), "link": link}


def file_name(found: Export, form: str) -> str:
    """What the file is called: plain letters only."""
    return f"{slugify(str(found.label)) or 'lijst'}.{form}"


def _note(found: Export, of: UUID | None, form: str, reason: str, rows: int) -> None:
    fields = (found.name.replace("-", "_"), f"reason_{reason}", form, f"rows:{rows}")
    record("list.saved", about(found, of), fields=fields)


class _Counted:
    """The rows on their way to the file; tells a job how far it is, and stops when somebody asks."""

    def __init__(self, rows: Iterator[list[Cell]], job: Running | None = None, total: int = 0) -> None:
        self.number = 0
        self._rows, self._job, self._total = rows, job, total

    def __iter__(self) -> Iterator[list[Cell]]:
        for row in self._rows:
            self.number += 1
            if self._job and self.number % _TOLD_EACH == 0:
                self._job.progress(self.number, self._total)
                if self._job.stopped():
                    raise _Stopped
            yield row
