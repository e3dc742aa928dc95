"""What a saved list is about; the log as one (numbers and names of fields, as on its page), and the registers."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from portal.accounts.rules import administrator, privacy_officer
from portal.audit.models import AuditEntry
from portal.audit.queries import entries
from portal.audit.registry import name_of, word_for
from portal.desk.models import Breach, Processor
from portal.desk.queries.privacy import breaches, processors, purposes
from portal.desk.spec import ACTORS, ORIGINS, RESULTS
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from portal.web.exports import Export, Field, Lines


def _entries(of: UUID | None) -> QuerySet[AuditEntry]:
    if of:
        raise Http404(str(of))
    return entries()


def _purposes(of: UUID | None) -> Lines:
    if of:
        raise Http404(str(of))
    return Lines(purposes())


def _breaches(of: UUID | None) -> QuerySet[Breach]:
    if of:
        raise Http404(str(of))
    return breaches()


def _processors(of: UUID | None) -> QuerySet[Processor]:
    if of:
        raise Http404(str(of))
    return processors()


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
REGISTER = Export(
    "register",
    _("Register of purposes"),
    privacy_officer,
    _purposes,
    (
        Field(_("What for"), lambda one: one.purpose),
        Field(_("Whose"), lambda one: one.whose),
        Field(_("Which data"), lambda one: one.what),
        Field(_("How long"), lambda one: one.until),
        Field(_("Who sees it"), lambda one: one.seen_by),
    ),
    page="ground:register",
)
BREACHES = Export(
    "breaches",
    _("Data breaches"),
    privacy_officer,
    _breaches,
    (
        Field(_("What happened"), lambda one: one.what),
        Field(_("Found"), lambda one: one.found_at),
        Field(_("People"), lambda one: one.people),
        Field(_("Which data, of whom"), lambda one: one.data),
        Field(_("What it can mean for them"), lambda one: one.consequences),
        Field(_("What was done about it"), lambda one: one.measures),
        Field(_("Reported"), lambda one: one.reported_at),
        Field(_("Why not reported"), lambda one: one.not_reported),
        Field(_("People told on"), lambda one: one.people_told_on),
        Field(_("Closed"), lambda one: one.closed_at),
    ),
    page="ground:breaches",
)
PROCESSORS = Export(
    "processors",
    _("Who works with data"),
    privacy_officer,
    _processors,
    (
        Field(_("Organisation"), lambda one: one.name),
        Field(_("What for"), lambda one: one.service),
        Field(_("Which data"), lambda one: one.data),
        Field(_("Agreement"), lambda one: one.agreed_on),
        Field(_("Agreement until"), lambda one: one.agreed_until),
        Field(_("Ended"), lambda one: one.ended_on),
    ),
    page="ground:processors",
)
REGISTERS = (LOG, REGISTER, BREACHES, PROCESSORS)
