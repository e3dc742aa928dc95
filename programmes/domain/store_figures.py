from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction

from portal.audit.domain.record import record
from programmes.domain.read_figures import elsewhere_of
from programmes.models import Figure, FigureList
from programmes.queries.figures import brought_by, values_of
from programmes.spec.compared import Compared, Fate, Key, compare
from programmes.spec.figures import FigureLine

COUNTS = ("created", "updated", "skipped", "refused")


@transaction.atomic
def store_figures(*, found: FigureList, lines: Sequence[FigureLine], start: int, left_out: int = 0) -> FigureList:
    """Store these figures of a table, of which the first is number `start`, and count what became of them.

    `left_out` are the cells that the reader refused, counted with the first batch. A batch that was done already, or
    a table that was taken back, changes nothing.
    """
    current = FigureList.objects.select_for_update(no_key=True).get(pk=found.pk)
    if current.done != start or current.undone_at:
        return current
    questions = {line.question for line in lines}
    own = brought_by(current, questions)
    rows = compare(lines, elsewhere_of(current), values_of(questions), own)
    Figure.objects.bulk_create(_figure(current, row) for row in _brought(rows, own))
    _count(current, rows, 0 if start else left_out)
    current.done = start + len(lines)
    current.save(update_fields=["done", *COUNTS])
    record("figures.imported", current, fields=("figures",))
    return current


def _brought(rows: Iterable[Compared], own: set[Key]) -> Iterator[Compared]:
    """Each figure that this table did not bring yet; what another table told too must outlive that table."""
    for row in rows:
        if row.key not in own:
            own.add(row.key)
            yield row


def _figure(found: FigureList, row: Compared) -> Figure:
    topic, question, age, area, year = row.key
    share, n = row.worth
    return Figure(came_from=found, topic=topic, question=question, age=age, area=area, year=year, share=share, n=n)


def _count(found: FigureList, rows: Iterable[Compared], left_out: int) -> None:
    fates = [row.fate for row in rows]
    found.created += fates.count(Fate.NEW)
    found.updated += fates.count(Fate.OTHER)
    found.skipped += fates.count(Fate.THERE)
    found.refused += fates.count(Fate.CLASH) + left_out
