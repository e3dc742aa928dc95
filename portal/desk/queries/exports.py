"""What a saved list is about, and the log as one: numbers and names of fields, as on its page."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from portal.accounts.rules import administrator, privacy_officer
from portal.audit.models import AuditEntry
from portal.audit.queries import entries
from portal.audit.registry import name_of, word_for
from portal.desk.spec import ACTORS, ORIGINS, RESULTS
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from portal.web.exports import Export, Field


def _entries(of: UUID | None) -> QuerySet[AuditEntry]:
    if of:
        raise Http404(str(of))
    return entries()


def about(found: Export, of: UUID | None) -> Model:
    """What the log says this list is about: the thing itself, else the municipality. Raises Http404."""
    if of and found.about:
        return found.about(of)
    if of:
        raise Http404(str(of))
    return Municipality.objects.get(pk=tenant.require())


LOG = Export(
    "log",
    _("Log"),
    administrator | privacy_officer,
    _entries,
    (
        Field(_("When"), lambda row: row.at),
        Field(_("Who"), lambda row: str(ACTORS.get(row.actor_kind, row.actor_kind))),
        Field(_("Number of who"), lambda row: row.actor_id),
        Field(_("What"), lambda row: str(name_of(row.action, row.subject_kind))),
        Field(_("How it ended"), lambda row: str(RESULTS.get(row.result, row.result))),
        Field(_("About"), lambda row: word_for(row.subject_kind)),
        Field(_("Number"), lambda row: row.subject_id),
        Field(_("Fields"), lambda row: ", ".join(word_for(field) for field in row.fields)),
        Field(_("From where"), lambda row: str(ORIGINS.get(row.origin, row.origin))),
    ),
    page="ground:audit",
)
