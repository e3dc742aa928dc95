from __future__ import annotations

from collections import defaultdict

from django.db import transaction
from django.db.models import Q

from partners.models import Organisation, Parent
from portal.audit.domain.record import record
from portal.municipalities import tenant
from portal.municipalities.domain.follow import follow
from portal.municipalities.models import Municipality
from portal.municipalities.registry import Division


@transaction.atomic
def follow_division(division: Division) -> int:
    """Tie parents and organisations to the newest division: a parent by the own postcode, else with the old area.

    Says how many moved; again moves nobody. A query per area that somebody moves to, and three beside.
    """
    parents = _parents(division)
    organisations = follow(rows=Organisation.objects.all(), division=division)
    if parents or organisations:
        here = Municipality.objects.get(pk=tenant.require())
        record("neighbourhoods.followed", here, fields=(f"parents:{parents}", f"organisations:{organisations}"))
    return parents + organisations


def _parents(division: Division) -> int:
    here = Parent.objects.filter(municipality=tenant.require())
    concerned = Q(postcode__in=list(division.by_postcode)) | Q(neighbourhood__in=list(division.instead))
    pairs = here.filter(concerned).order_by().values_list("postcode", "neighbourhood").distinct()
    moves: defaultdict[int, Q] = defaultdict(Q)
    for postcode, old in pairs:
        new = division.by_postcode.get(postcode) or division.instead.get(old or 0)
        if new and new != old:
            moves[new] |= Q(postcode=postcode, neighbourhood=old)
    return sum(here.filter(who).update(neighbourhood=new) for new, who in moves.items())
