from __future__ import annotations

from datetime import date

from django.db.models import PROTECT, Exists, ForeignObjectRel, OuterRef, Q, QuerySet

from portal.accounts.models import Membership
from portal.municipalities import tenant
from portal.municipalities.domain.remove_some import remove_some


def forget_roles(before: date, most: int) -> int:
    """Remove roles here that ended on that day or earlier, but for those that something else still stands on.

    The account stays: somebody may work elsewhere. Raises NoMunicipality.
    """
    over = Membership.objects.filter(municipality=tenant.require(), ended_at__date__lte=before)
    return remove_some(over.filter(*_free()), most)


def _free() -> list[Q]:
    """That nothing holds on to it: a signature under an agreement does, for as long as the agreement is kept."""
    ways = (field for field in Membership._meta.get_fields(include_hidden=True) if isinstance(field, ForeignObjectRel))
    held = (way for way in ways if way.on_delete is PROTECT)
    return [~Q(Exists(QuerySet(way.related_model).filter(**{way.field.name: OuterRef("pk")}))) for way in held]
