from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.audit.domain.record import record
from programmes.models import Figure, FigureList


class TooLate(Exception):
    """More than a week has passed."""


@transaction.atomic
def undo_figures(*, found: FigureList) -> FigureList:
    """Take back every figure of this table, so that what was known before counts again; a second time does nothing.

    Raises TooLate after a week; then nothing changes.
    """
    current = FigureList.objects.select_for_update(no_key=True).get(pk=found.pk)
    if current.undone_at:
        return current
    if current.undo_until_passed:
        raise TooLate
    Figure.objects.filter(came_from=current).delete()
    current.undone_at = timezone.now()
    current.save(update_fields=["undone_at"])
    record("figures.undone", current, fields=("figures",))
    return current
