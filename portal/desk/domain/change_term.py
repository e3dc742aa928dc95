from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.audit.domain.record import record
from portal.desk.models import KeptTerm
from portal.municipalities.spec import Term


class OutOfBounds(ValueError):
    """A term shorter or longer than may be."""


@transaction.atomic
def change_term(*, term: Term, months: int) -> None:
    """Keep this kind of data so many months here, from tomorrow on: a mistake can be mended before anything goes.

    The same again changes nothing. Raises OutOfBounds, NoMunicipality.
    """
    if not term.least <= months <= term.most:
        raise OutOfBounds(f"{term.kind}: {months} months")
    row, _new = KeptTerm.objects.select_for_update().get_or_create(kind=term.kind)
    if row.months_of(term) == months:
        return
    row.months, row.ran_on = months, timezone.localdate()
    row.save(update_fields=["months", "ran_on"])
    record("retention.term_changed", row, fields=(f"months:{months}",))
