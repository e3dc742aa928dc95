from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError

from partners.domain.import_batch import COUNTS, import_batch
from partners.domain.read_list import Reading, read_list
from partners.models import SheetImport
from partners.queries import areas_by_postcode
from partners.spec.weigh import Candidate
from portal.municipalities import tenant
from portal.web.sheets import Question

if TYPE_CHECKING:
    from portal.jobs.registry import JSON, Running

BATCH = 500
TRIES = 5


class NothingMayBeRead(Exception):
    """The list has gone, its letters are not known, or nobody said why we may use it: nothing was stored."""


def import_parents(job: Running) -> dict[str, JSON]:
    """Job handler: read the list in, batch by batch; after a kill it goes on behind the last whole batch.

    Raises NothingMayBeRead, SheetError; then nothing (more) was stored.
    """
    current = SheetImport.objects.select_related("file").get(pk=job.params["list"])
    candidates = _reading(current, str(job.params["encoding"])).candidates
    areas = areas_by_postcode(tenant.require())
    while current.done < len(candidates) and not job.stopped():
        batch = candidates[current.done : current.done + BATCH]
        current = _patiently(current, batch, areas)
        job.progress(current.done, len(candidates))
    return {outcome: getattr(current, outcome) for outcome in COUNTS}


def _reading(current: SheetImport, encoding: str) -> Reading:
    if current.file is None:
        raise NothingMayBeRead("the list has gone")
    found = read_list(content=bytes(current.file.content), basis=current.basis, encoding=encoding)
    if isinstance(found, Question) or found.without_basis:
        raise NothingMayBeRead("unknown letters, or no basis")
    return found


def _patiently(current: SheetImport, batch: list[Candidate], areas: dict[str, int]) -> SheetImport:
    """Try a batch again when somebody signed up at the same moment: then they are known the next time."""
    for _ in range(TRIES - 1):
        try:
            return import_batch(sheet_import=current, candidates=batch, start=current.done, areas=areas)
        except IntegrityError:
            continue
    return import_batch(sheet_import=current, candidates=batch, start=current.done, areas=areas)
