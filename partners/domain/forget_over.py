"""What goes by itself on this storey when it was kept long enough: each verb removes at most so many, and says it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from partners.domain.remove_parent import StillHere, remove_parent
from partners.domain.signs_of_life import BOTH_WERE_THERE, keep_signs
from partners.models import Agreement, AgreementVersion, Contact, Parent, Promise, SheetImport, Tombstone
from partners.registry import signs_after
from portal.municipalities import tenant
from portal.municipalities.domain.remove_some import remove_some


def forget_parents(before: date, most: int) -> int:
    """Remove parents of whom every sign of life is of that day or earlier, as they would remove themselves.

    Raises NoMunicipality.
    """
    kept_sign = Q(last_sign_on__gt=before)
    quiet = Parent.objects.filter(~kept_sign, municipality=tenant.require(), created_at__date__lte=before)
    for sign in signs_after(before):
        quiet = quiet.exclude(sign)
    return sum(_remove_quiet(parent, quiet) for parent in quiet.order_by("pk")[:most])


def _remove_quiet(parent: Parent, quiet: QuerySet[Parent]) -> bool:
    try:
        return remove_parent(parent=parent, only_of=quiet)
    except StillHere:
        return False


@transaction.atomic
def forget_contacts(before: date, most: int) -> int:
    """Remove contacts of that day or earlier; who was there stays known as there that day. Raises NoMunicipality."""
    over = Contact.objects.filter(municipality=tenant.require(), day__lte=before)
    chosen = list(over.order_by("pk").values_list("pk", flat=True)[:most])
    over = over.filter(pk__in=chosen)
    keep_signs(over.filter(way__in=BOTH_WERE_THERE).values_list("parent_id", "day"))
    return remove_some(over, most)


def forget_promises(before: date, most: int) -> int:
    """Remove promises that were kept, or should have been, on that day or earlier. Raises NoMunicipality."""
    over = Q(done_at__date__lte=before) | Q(done_at=None, due__lte=before)
    return remove_some(Promise.objects.filter(over, municipality=tenant.require()), most)


def forget_tombstones(before: date, most: int) -> int:
    """Remove the marks of removals of that day or earlier. Raises NoMunicipality."""
    return remove_some(Tombstone.objects.filter(municipality=tenant.require(), at__date__lte=before), most)


def forget_imports(before: date, most: int) -> int:
    """Remove what is known of lists that were stated on that day or earlier. Raises NoMunicipality."""
    return remove_some(SheetImport.objects.filter(municipality=tenant.require(), stated_at__date__lte=before), most)


@transaction.atomic
def forget_agreements(before: date, most: int) -> int:
    """Remove agreements that ended on that day or earlier, with all their versions. Raises NoMunicipality."""
    over = Agreement.objects.filter(municipality=tenant.require(), ended_at__date__lte=before)
    chosen = list(over.order_by("pk").values_list("pk", flat=True)[:most])
    AgreementVersion.objects.filter(agreement__in=chosen).delete()
    Agreement.objects.filter(pk__in=chosen).delete()
    return len(chosen)
