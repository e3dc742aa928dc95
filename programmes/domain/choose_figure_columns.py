from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from portal.audit.domain.record import record
from programmes.models import FigureList
from programmes.spec.compared import Elsewhere
from programmes.spec.figures import WORDS


@transaction.atomic
def choose_figure_columns(*, found: FigureList, chosen: Mapping[str, str], elsewhere: Elsewhere) -> FigureList:
    """Say how a table that waits is read; the next one of the same organisation is read in the same way.

    Once it is being read in, or when it is read so already, this changes nothing. Raises ValueError for another field.
    """
    if not set(chosen.values()) <= {*WORDS, ""}:
        raise ValueError(f"no such field: {chosen}")
    current = FigureList.objects.select_for_update(no_key=True).get(pk=found.pk)
    before = dict(current.chosen), current.area, current.year
    if current.job_id is None and before != (dict(chosen), elsewhere.area, elsewhere.year):
        current.chosen, current.area, current.year = dict(chosen), elsewhere.area, elsewhere.year
        current.save(update_fields=["chosen", "area", "year"])
        record("figures.columns_chosen", current, fields=("chosen",))
    return current


@transaction.atomic
def choose_figure_letters(*, found: FigureList, encoding: str) -> FigureList:
    """Say in which letters a table that waits is written; once it is being read in this changes nothing."""
    current = FigureList.objects.select_for_update(no_key=True).get(pk=found.pk)
    if current.job_id is None and current.encoding != encoding:
        current.encoding = encoding
        current.save(update_fields=["encoding"])
        record("figures.columns_chosen", current, fields=("encoding",))
    return current
