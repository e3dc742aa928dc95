from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import PROTECT, Exists, ForeignObjectRel, OuterRef, Q, QuerySet

from portal.accounts.domain.wipe_user import wipe_user
from portal.accounts.models import Membership, User
from portal.municipalities import tenant
from portal.municipalities.domain.remove_some import remove_some


@transaction.atomic
def forget_roles(before: date, most: int) -> int:
    """Remove roles here that ended on that day or earlier, but for those that something else still stands on.

    Who has none left in any municipality is wiped; else the account stays. Raises NoMunicipality.
    """
    over = Membership.objects.filter(*_free(), municipality=tenant.require(), ended_at__date__lte=before)
    whose = list(over.order_by("pk").values_list("user_id", flat=True)[:most])
    gone = remove_some(over, most)
    for user in User.objects.filter(pk__in=whose, memberships=None).order_by("pk"):
        wipe_user(user=user)
    return gone


def _free() -> list[Q]:
    """That nothing holds on to it: a signature under an agreement does, for as long as the agreement is kept."""
    ways = (field for field in Membership._meta.get_fields(include_hidden=True) if isinstance(field, ForeignObjectRel))
    held = (way for way in ways if way.on_delete is PROTECT)
    return [~Q(Exists(QuerySet(way.related_model).filter(**{way.field.name: OuterRef("pk")}))) for way in held]
