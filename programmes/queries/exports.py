"""The lists of this storey that can be saved, with what they hold for whom."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from portal.web.exports import Export, Field
from programmes import rules
from programmes.models import Figure
from programmes.queries.figures import figures


def _figures(of: UUID | None) -> QuerySet[Figure]:
    if of:
        raise Http404(str(of))
    # Distinct on its own order: as a subquery, so that a long list can be walked by number.
    return Figure.objects.filter(pk__in=figures().values("pk")).select_related("came_from").order_by("topic", "pk")


SAVED_FIGURES = Export(
    "figures",
    _("Figures"),
    rules.sees_programmes,
    _figures,
    (
        Field(_("Topic"), lambda row: row.topic),
        Field(_("Question"), lambda row: row.question),
        Field(_("Age"), lambda row: row.age),
        Field(_("Area"), lambda row: row.area),
        Field(_("Year"), lambda row: row.year),
        Field(_("Percentage"), lambda row: round(row.share * 100, 4)),
        Field(_("How many answered"), lambda row: row.n),
        Field(_("Source"), lambda row: row.came_from.origin),
    ),
    page="programmes:figures",
)
