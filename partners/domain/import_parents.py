from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from partners.domain.import_batch import COUNTS, import_batch
from partners.domain.read_list import Reading, read_list
from partners.models import SheetImport
from partners.spec.weigh import Candidate
from portal.jobs.registry import JSON, JobFailed, Running
from portal.municipalities import tenant
from portal.municipalities.queries import areas_by_postcode
from portal.web.addresses import murl
from portal.web.lists import read_in_job

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

BATCH = 500
TRIES = 5
OUTCOMES: dict[str, str | _StrPromise] = {
    "created": _("New parents"),
    "updated": _("Filled in further"),
    "skipped": _("Known already, or twice in the list"),
    "refused": _("Not read in"),
}
WITHOUT_BASIS = _("The list does not tell for each parent whether we may invite them. Nobody was read in.")


def import_parents(job: Running) -> Mapping[str, JSON]:
    """Job handler: read the list in, batch by batch; after a kill it goes on behind the last whole batch.

    Raises JobFailed with words when nothing can or may be read; then nothing (more) was stored.
    """
    current = SheetImport.objects.select_related("file").get(pk=job.params["list"])
    reading = _reading(current, str(job.params["encoding"]), cast("dict[str, str]", job.params["chosen"]))
    candidates = reading.candidates
    while current.done < len(candidates) and not job.stopped():
        current = _patiently(job, current, candidates)
    counted = {outcome: getattr(current, outcome) for outcome in COUNTS}
    # Of a list that brings nobody the page tells how many said no.
    only_no = 0 if reading.taken else reading.refusals
    return {**counted, "only_no": only_no, "link": murl("partners:imported", public_id=current.public_id)}


def _reading(current: SheetImport, encoding: str, chosen: Mapping[str, str]) -> Reading:
    asked = {"basis": current.basis, "encoding": encoding}
    found = read_in_job(current.file, lambda content: read_list(content=content, chosen=chosen, **asked))
    if found.without_basis:
        raise JobFailed("no_basis", WITHOUT_BASIS)
    return found


def _patiently(job: Running, current: SheetImport, candidates: Sequence[Candidate]) -> SheetImport:
    """Try a batch again when somebody signed up at the same moment: then they are known the next time."""
    for _attempt in range(TRIES - 1):
        try:
            return _batch(job, current, candidates)
        except IntegrityError:
            continue
    return _batch(job, current, candidates)


def _batch(job: Running, current: SheetImport, candidates: Sequence[Candidate]) -> SheetImport:
    start = current.done
    with job.batch():
        # Asked for each batch, as a new division may be loaded meanwhile; save_areas mends who just missed it.
        areas = areas_by_postcode(tenant.require())
        done = import_batch(
            sheet_import=current, candidates=candidates[start : start + BATCH], start=start, areas=areas
        )
        job.progress(done.done, len(candidates))
    return done
