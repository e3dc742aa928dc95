from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from portal.jobs.registry import JSON, Running
from portal.web.addresses import murl
from portal.web.lists import read_in_job
from programmes.domain.read_figures import read_table
from programmes.domain.store_figures import COUNTS, store_figures
from programmes.models import FigureList

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

BATCH = 1_000
OUTCOMES: dict[str, str | _StrPromise] = {
    "created": _("New figures"),
    "updated": _("Figures with another value"),
    "skipped": _("Known already, or twice in the table"),
    "refused": _("Not read in"),
}


def import_figures(job: Running) -> Mapping[str, JSON]:
    """Job handler: store the figures of a table, batch by batch; after a kill it goes on behind the last whole batch.

    Raises JobFailed with words when nothing can be read; then nothing (more) was stored.
    """
    current = FigureList.objects.select_related("file").get(pk=job.params["list"])
    table = read_in_job(current.file, lambda content: read_table(found=current, content=content))
    lines, left_out = table.sheet.lines, table.left_out
    while current.done < len(lines) and not (current.undone_at or job.stopped()):
        with job.batch():
            batch = lines[current.done : current.done + BATCH]
            current = store_figures(found=current, lines=batch, start=current.done, left_out=left_out)
            job.progress(current.done, len(lines))
    counted = {outcome: getattr(current, outcome) for outcome in COUNTS}
    return {**counted, "link": murl("programmes:figures_read", public_id=current.public_id)}
