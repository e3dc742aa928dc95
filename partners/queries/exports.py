"""The lists of this storey that can be saved, with what they hold for whom."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from partners import rules
from partners.models import Organisation, Parent
from partners.queries.organisation import organisations
from partners.queries.parents import parents_like
from partners.spec.languages import name_of
from portal.web.exports import Export, Field


def _whole(of: UUID | None) -> None:
    if of:
        raise Http404(str(of))


def _parents(of: UUID | None) -> QuerySet[Parent]:
    _whole(of)
    return parents_like().order_by("name_key", "pk")


def _organisations(of: UUID | None) -> QuerySet[Any]:
    _whole(of)
    return organisations()


def _area(row: Parent | Organisation) -> str:
    return row.neighbourhood.name if row.neighbourhood else ""


PARENTS = Export(
    "parents",
    _("Parents"),
    rules.see_parents,
    _parents,
    (
        Field(_("Name"), lambda row: row.name),
        Field(_("E-mail address"), lambda row: row.email),
        Field(_("Phone"), lambda row: row.phone),
        Field(_("Language"), lambda row: str(name_of(row.language))),
        Field(_("Postcode"), lambda row: row.postcode),
        Field(_("Neighbourhood"), _area),
        Field(_("May be invited"), lambda row: bool(row.agreed) and row.stopped_at is None),
        Field(_("Known since"), lambda row: row.created_at),
    ),
    of_parents=True,
    page="partners:parents",
)
ORGANISATIONS = Export(
    "organisations",
    _("Organisations"),
    rules.keep_organisations,
    _organisations,
    (
        Field(_("Name of the organisation"), lambda row: row.name),
        Field(_("Kind"), lambda row: row.get_kind_display()),
        Field(_("Neighbourhood"), _area),
    ),
    page="partners:organisations",
)
