"""Shared reads of who is where; each has its number of queries fixed by a test."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from partners.models import Organisation, Presence
from partners.queries.organisation import own_ids
from partners.rules import keep_organisations
from portal.files.models import File
from portal.municipalities.models import Neighbourhood
from portal.municipalities.queries import neighbourhoods_of


def who_is_where(neighbourhood: Neighbourhood | None = None) -> QuerySet[Presence]:
    """What everyone may see, by neighbourhood, day and hour; in one also who is there for all. One query."""
    found = presences().filter(public=True)
    if neighbourhood:
        found = found.filter(Q(neighbourhood=neighbourhood) | Q(neighbourhood=None))
    return found


def reachable(neighbourhood: Neighbourhood | None = None) -> QuerySet[Organisation]:
    """The organisations of whom everyone may see somebody, and that tell where, when or in which languages. One query.

    In a neighbourhood those of whom somebody is there.
    """
    seen = who_is_where(neighbourhood).order_by().values("organisation")
    silent = Q(location="", times="", languages=[], website="")
    return Organisation.objects.filter(~silent, pk__in=seen).order_by("name", "pk")


def presence_areas(municipality_id: int, asked: str = "") -> list[Neighbourhood]:
    """The neighbourhoods where somebody is to be found, and the one with the code that was asked for. One query."""
    somebody = Exists(Presence.objects.filter(public=True, neighbourhood=OuterRef("pk")))
    # PostgreSQL stores no text with a zero in it.
    return list(neighbourhoods_of(municipality_id).filter(somebody | Q(code=asked.replace("\x00", ""))))


def presences_of(organisation: Organisation) -> QuerySet[Presence]:
    """Who of this organisation is where, and who of others comes to it, public or not. One query."""
    return presences().filter(Q(organisation=organisation) | Q(at=organisation))


def presence_for(public_id: UUID, *, user_id: int, roles: frozenset[str]) -> Presence:
    """The one with this id: any for who keeps organisations, for a partner of the own one; else Http404. One query."""
    found = presences()
    if not keep_organisations(roles):
        found = found.filter(organisation__in=own_ids(user_id))
    return get_object_or_404(found, public_id=public_id)


def presences_waiting() -> QuerySet[Presence]:
    """Whom organisations asked to make public, or with a photo, and may not do that themselves. One query."""
    return presences().filter(Q(public=False) | Q(photo__isnull=False), waits=True)


def public_photo(public_id: UUID) -> File:
    """The photo of this person, while everyone may see it; else Http404. One query."""
    return _photo_of(Presence.objects.filter(public_id=public_id, public=True, waits=False))


def photo_for(public_id: UUID, *, user_id: int, roles: frozenset[str]) -> File:
    """The photo of this person, for who keeps what we know of them; else Http404. One query."""
    mine = Q() if keep_organisations(roles) else Q(organisation__in=own_ids(user_id))
    return _photo_of(Presence.objects.filter(mine, public_id=public_id))


def _photo_of(presence: QuerySet[Presence]) -> File:
    return get_object_or_404(File.objects.current(), pk__in=presence.values("photo"))


def presences() -> QuerySet[Presence]:
    """Everybody, public or not, by neighbourhood, day and hour. One query."""
    order = (F("neighbourhood__name").asc(nulls_last=True), F("weekday").asc(nulls_last=True), "starts", "person", "pk")
    return Presence.objects.select_related("organisation", "at", "neighbourhood").order_by(*order)
