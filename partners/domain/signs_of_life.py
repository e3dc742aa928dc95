from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from partners.models import Consent, Contact, Parent
from portal.audit.models import AuditEntry
from portal.municipalities import tenant

# On these roads a parent was there too; a letter or mail says nothing of who got it.
BOTH_WERE_THERE = (Contact.Way.MET, Contact.Way.SCHOOL, Contact.Way.MEETING, Contact.Way.CALLED)
# That a link was opened says nothing: a mail scanner opens it too (row A3). What took a button does.
OF_THE_PARENT = (Q(actor_kind="parent") & ~Q(action="read")) | Q(action="parent.changed")


def signs_here(day: date) -> list[Exists]:
    """Whether a parent said yes or no, was in touch, did something or had something changed after that day.

    Raises NoMunicipality.
    """
    parent = OuterRef("pk")
    said = Consent.objects.filter(parent=parent, at__date__gt=day).exclude(basis=Consent.Basis.PUBLIC_TASK)
    met = Contact.objects.filter(parent=parent, day__gt=day, way__in=BOTH_WERE_THERE)
    acted = _acts(parent).filter(at__date__gt=day)
    return [Exists(said), Exists(met), Exists(acted)]


def last_act(parent: Parent) -> date | None:
    """The day on which the parent last did something that the log knows, or had something changed. One query."""
    at = _acts(parent.pk).aggregate(last=Max("at"))["last"]
    return timezone.localdate(at) if at else None


def _acts(parent: int | OuterRef) -> QuerySet[AuditEntry]:
    about = {"subject_kind": Parent._meta.label, "subject_id": parent}
    return AuditEntry.objects.filter(OF_THE_PARENT, municipality=tenant.require(), **about)


def keep_signs(signs: Iterable[tuple[int, date]]) -> None:
    """Keep with the parents (by number) that they were there on that day, before the row that says so goes.

    A query per day.
    """
    last: dict[int, date] = {}
    for pk, day in signs:
        last[pk] = max(day, last.get(pk, day))
    for day in sorted(set(last.values())):
        known = Parent.objects.filter(pk__in=[pk for pk, other in last.items() if other == day])
        known.filter(Q(last_sign_on=None) | Q(last_sign_on__lt=day)).update(last_sign_on=day)
