"""What the pages of the privacy officer show: terms, purposes, who works with data, and breaches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.apps import apps
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.accounts.spec import THIRD_PARTY
from portal.audit.registry import word_for
from portal.desk.models import Breach, KeptTerm, Processor
from portal.municipalities import tenant
from portal.municipalities.registry import people_of, terms
from portal.municipalities.spec import Keep, Kind, Term

YEAR = 12


@dataclass(frozen=True)
class Kept:
    """How long one kind of data stays here, and how many went on the last day that was looked."""

    term: Term
    months: int
    ran_on: date | None
    removed: int

    @property
    def how_long(self) -> str:
        """The term in words."""
        return in_words(self.months)

    @property
    def bounds(self) -> str:
        """Between which it can be chosen."""
        if self.term.fixed:
            return in_words(self.term.least)
        return _("%(least)s to %(most)s") % {"least": in_words(self.term.least), "most": in_words(self.term.most)}


def in_words(months: int) -> str:
    """A number of months as people say it: whole years from two on."""
    if months >= 2 * YEAR and months % YEAR == 0:
        return ngettext("%(n)d year", "%(n)d years", months // YEAR) % {"n": months // YEAR}
    return ngettext("%(n)d month", "%(n)d months", months) % {"n": months}


def kept_terms() -> list[Kept]:
    """Every kind of data that goes by itself, as it is kept here. One query."""
    rows = {row.kind: row for row in KeptTerm.objects.filter(municipality=tenant.require())}
    return [_kept(term, rows.get(kind)) for kind, term in terms().items()]


def _kept(term: Term, row: KeptTerm | None) -> Kept:
    if row is None:
        return Kept(term, term.months, None, 0)
    return Kept(term, row.months_of(term), row.ran_on, row.removed)


@dataclass(frozen=True)
class Purpose:
    """One line of the register of purposes (GDPR, article 30), all in words."""

    purpose: str
    whose: str
    what: str
    until: str
    seen_by: str


def purposes() -> list[Purpose]:
    """Why which data of people are kept, in the order of the purposes, with the terms of here. One query."""
    together: dict[Purpose, list[str]] = {}
    for line, fields in _personal(chosen_terms()):
        together.setdefault(line, []).extend(fields)
    found = [replace(line, what=", ".join(dict.fromkeys(fields))) for line, fields in together.items()]
    return sorted(found, key=lambda line: (line.purpose.casefold(), line.whose.casefold()))


def chosen_terms() -> dict[str, str]:
    """In words how long the rows of a model stay, where the municipality chose another term than is proposed.

    One query; models by label, as in "partners.Parent". Raises NoMunicipality.
    """
    other = [kept for kept in kept_terms() if kept.months != kept.term.months]
    return {model: f"{kept.how_long} {kept.term.counted_from}" for kept in other for model in kept.term.models}


def _personal(chosen: Mapping[str, str]) -> Iterator[tuple[Purpose, list[str]]]:
    for model in apps.get_models():
        label, table = model._meta.label, model._meta.db_table
        keeps: tuple[Keep, ...] = getattr(model, "KEEPS", THIRD_PARTY.get(table, ()))
        people = people_of(label)
        for keep in keeps:
            if keep.kind is Kind.PERSONAL and people:
                until = chosen.get(label, str(keep.until))
                yield Purpose(str(keep.purpose), str(people.whose), "", until, str(people.seen_by)), _fields(keep)


def _fields(keep: Keep) -> list[str]:
    return [word_for(name) for name in keep.fields.split() if not name.endswith("_key")]


def processors() -> QuerySet[Processor]:
    """Who works with data here, those who still do first, by name."""
    return Processor.objects.order_by(F("ended_on").desc(nulls_first=True), "name", "pk")


def breaches() -> QuerySet[Breach]:
    """Data breaches, those that are open first, the latest first."""
    return Breach.objects.order_by(F("closed_at").desc(nulls_first=True), "-found_at", "-pk")


def breaches_to_report() -> QuerySet[Breach]:
    """Those of which somebody still has to say whether they are reported, the oldest first."""
    return Breach.objects.filter(closed_at=None, reported_at=None, not_reported="").order_by("found_at")
