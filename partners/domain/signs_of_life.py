from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q

from partners.models import Consent, Contact, Parent
from portal.audit.models import AuditEntry
from portal.municipalities import tenant

# On these roads a parent was there too; a letter or mail says nothing of who got it.
BOTH_WERE_THERE = (Contact.Way.MET, Contact.Way.SCHOOL, Contact.Way.MEETING, Contact.Way.CALLED)
OF_THE_PARENT = Q(actor_kind="parent") | Q(action="parent.changed")


def signs_here(day: date) -> list[Exists]:
    """Whether a parent said yes or no, was in touch, visited the own page or had something changed after that day.

    Raises NoMunicipality.
    """
    parent, here = OuterRef("pk"), tenant.require()
    said = Consent.objects.filter(parent=parent, at__date__gt=day).exclude(basis=Consent.Basis.PUBLIC_TASK)
    met = Contact.objects.filter(parent=parent, day__gt=day, way__in=BOTH_WERE_THERE)
    acted = AuditEntry.objects.filter(
        OF_THE_PARENT, municipality=here, subject_kind=Parent._meta.label, subject_id=parent, at__date__gt=day
    )
    return [Exists(said), Exists(met), Exists(acted)]
