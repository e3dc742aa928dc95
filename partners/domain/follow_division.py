from __future__ import annotations

from django.db import transaction
from django.db.models import BigIntegerField, Case, F, Q, Value, When

from partners.models import Organisation, Parent, Presence
from portal.audit.domain.record import record
from portal.municipalities import tenant
from portal.municipalities.domain.follow import follow
from portal.municipalities.models import Municipality
from portal.municipalities.registry import Division


@transaction.atomic
def follow_division(division: Division) -> int:
    """Tie parents, organisations and who is where to the newest division: a parent by the own postcode.

    Says how many moved; again moves nobody. Three queries, and two more when somebody moved.
    """
    parents = _parents(division)
    organisations = follow(rows=Organisation.objects.all(), division=division)
    organisations += follow(rows=Presence.objects.all(), division=division)
    if parents or organisations:
        here = Municipality.objects.get(pk=tenant.require())
        record("neighbourhoods.followed", here, fields=(f"parents:{parents}", f"organisations:{organisations}"))
    return parents + organisations


def _parents(division: Division) -> int:
    own = [When(postcode=code, then=Value(area)) for code, area in division.by_postcode.items()]
    old = [When(neighbourhood=gone, then=Value(area)) for gone, area in division.instead.items()]
    if not own and not old:
        return 0
    place = Case(*own, *old, default=F("neighbourhood"), output_field=BigIntegerField())
    concerned = Q(postcode__in=list(division.by_postcode)) | Q(neighbourhood__in=list(division.instead))
    here = Parent.objects.filter(concerned, municipality=tenant.require()).alias(place=place)
    return here.filter(Q(neighbourhood=None) | ~Q(neighbourhood=F("place"))).update(neighbourhood=place)
