"""Shared reads; each has its number of queries fixed by a test."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Now
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.crypto import salted_hmac

from activities.models import Attendance, Capacity, HeadCount, Invitation, Registration, Session
from activities.spec import most_together
from partners.models import Parent, ParentQuerySet
from partners.queries import invitable, same_person, with_origin
from portal.municipalities.models import Neighbourhood
from portal.municipalities.queries import neighbourhoods_of
from portal.web.links import key

PLACES = "places"


def with_places(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Each with its `places`, how many are `taken`, whether it is `full`, by a join: an own query costs much more."""
    room = FilteredRelation("capacities", condition=Q(capacities__what=PLACES))
    full = Q(room__taken__gte=F("room__total"))
    return sessions.annotate(room=room).annotate(places=F("room__total"), taken=F("room__taken"), full=full)


def agenda(neighbourhood_id: int | None = None) -> QuerySet[Session]:
    """What parents may still come to, soonest first, with its series and places.

    In one neighbourhood also what is for the whole municipality.
    """
    sessions = Session.objects.filter(_coming())
    if neighbourhood_id:
        sessions = sessions.filter(Q(series__neighbourhood_id=neighbourhood_id) | Q(series__neighbourhood=None))
    return with_places(sessions).select_related("series__neighbourhood").order_by("starts_at", "pk")


def agenda_areas(municipality_id: int, asked: str = "") -> list[Neighbourhood]:
    """The neighbourhoods where something is planned, and the one with the code that was asked for. One query."""
    planned = Exists(Session.objects.filter(_coming(), series__neighbourhood=OuterRef("pk")))
    # PostgreSQL stores no text with a zero in it.
    return list(neighbourhoods_of(municipality_id).filter(planned | Q(code=asked.replace("\x00", ""))))


def _coming() -> Q:
    return Q(starts_at__gt=Now(), cancelled_at__isnull=True, series__cancelled_at__isnull=True)


def public_session(public_id: UUID) -> Session:
    """A session as parents see it, also when it was cancelled; Http404 when there is none."""
    sessions = Session.objects.select_related("series__neighbourhood", "series__organisation")
    return get_object_or_404(sessions, public_id=public_id)


def sessions_of_staff(*, earlier: bool = False) -> QuerySet[Session]:
    """Sessions to come, soonest first, or those that were, newest first; each with how many signed up."""
    when = Q(starts_at__lte=Now()) if earlier else Q(ends_at__gt=Now())
    live = Registration.objects.filter(session=OuterRef("pk"), state=Registration.State.CONFIRMED)
    # Counted for the rows of a page only; a join would first count all sessions there are.
    count = live.values("session").annotate(n=Count("pk")).values("n")
    sessions = with_places(Session.objects.filter(when)).select_related("series__neighbourhood")
    order = ("-starts_at", "-pk") if earlier else ("starts_at", "pk")
    return sessions.annotate(signed_up=Coalesce(Subquery(count), 0)).order_by(*order)


def to_log() -> QuerySet[Session]:
    """Meetings of today and the last two weeks, without a visitor or head count yet; the oldest first."""
    come = Q(local_date__lte=timezone.localdate(), ends_at__gt=Now() - timedelta(days=14))
    recent = come & Q(cancelled_at__isnull=True)
    ticked = Attendance.objects.filter(registration__session=OuterRef("pk"))
    counted = HeadCount.objects.filter(session=OuterRef("pk"))
    return Session.objects.filter(recent).exclude(Exists(ticked)).exclude(Exists(counted)).order_by("starts_at", "pk")


def coming_week() -> QuerySet[Session]:
    """Meetings of the coming seven days that are not called off, with their series, soonest first."""
    soon = Q(ends_at__gt=Now(), starts_at__lt=Now() + timedelta(days=7), cancelled_at__isnull=True)
    return Session.objects.filter(soon).select_related("series").order_by("starts_at", "pk")


def never_invited() -> QuerySet[Session]:
    """The meetings to come of series to which nobody was invited yet, soonest first."""
    asked = Invitation.objects.filter(session__series=OuterRef("series"))
    return agenda().exclude(Exists(asked))


def registrations_of(session: Session) -> QuerySet[Registration]:
    """Who comes, by name, with whether they came."""
    live = Registration.objects.filter(session=session, state=Registration.State.CONFIRMED)
    return live.select_related("parent", "attendance").order_by("parent__name", "pk")


def to_invite(session: Session, neighbourhood_ids: Sequence[int] = ()) -> ParentQuerySet:
    """Parents who may be asked for this session and were not yet, nor signed up or off themselves."""
    chosen = invitable(neighbourhood_ids or None)
    asked = Invitation.objects.filter(session=session).values("parent_id")
    known = Registration.objects.filter(session=session).values("parent_id")
    return chosen.exclude(pk__in=asked).exclude(pk__in=known)


def still_to_invite(
    session_ids: Collection[int], parents: Collection[UUID]
) -> dict[tuple[int, UUID], tuple[Session, Parent]]:
    """Which of these parents may still be invited for which session: by both their ids, with all that a letter needs.

    The session is to come; the parent may be asked, and did not answer. Three queries, each by ids.
    """
    coming = Session.objects.filter(pk__in=session_ids, cancelled_at__isnull=True, starts_at__gt=Now())
    sessions = list(coming.select_related("series", "municipality"))
    asked = list(with_origin(invitable()).filter(public_id__in=parents))
    answers = Registration.objects.filter(session__in=sessions, parent__in=asked)
    known = set(answers.values_list("session_id", "parent_id"))
    pairs = ((session, parent) for session in sessions for parent in asked)
    return {(one.pk, who.public_id): (one, who) for one, who in pairs if (one.pk, who.pk) not in known}


def registration_of(session: Session, parent: Parent) -> Registration | None:
    """The live registration of this parent for this session, if any. One query."""
    return Registration.objects.filter(session=session, parent=parent, state=Registration.State.CONFIRMED).first()


def sent_before(session: Session, wanted: Parent, form_key: UUID) -> Registration | None:
    """The place that this very form got for this very person: a visitor chooses the key. At most two queries."""
    parent = same_person(wanted.with_keys())
    found = registration_of(session, parent) if parent else None
    return found if found and found.form_key == form_key else None


def signed_up_for(parent_id: int, most: int = 20) -> list[Registration]:
    """What this parent signed up for and is still to come, soonest first, with all that a letter needs. One query."""
    live = Registration.objects.filter(parent_id=parent_id, state=Registration.State.CONFIRMED)
    coming = live.filter(session__starts_at__gt=Now(), session__cancelled_at__isnull=True)
    found = coming.select_related("parent", "session__series", "session__municipality")
    return list(found.order_by("session__starts_at", "pk")[:most])


def was_invited(registration: Registration) -> bool:
    """Whether this parent was asked for this session. One query."""
    asked = Invitation.objects.filter(session=registration.session_id, parent=registration.parent_id)
    return asked.exists()


def linked_invitation(data: Mapping[str, str]) -> Invitation | None:
    """The invitation that a link speaks of; None when it is gone or the parent's address changed since."""
    found = Invitation.objects.filter(session__public_id=key(data, "session"), parent__public_id=key(data, "parent"))
    invitation = found.select_related("session__series__neighbourhood", "parent").first()
    return invitation if invitation and stamp_of(invitation.parent) == data.get("stamp") else None


def linked_registration(data: Mapping[str, str]) -> Registration | None:
    """The registration that a link speaks of; None when it is gone or the parent's address changed since."""
    found = Registration.objects.filter(public_id=key(data, "registration"))
    registration = found.select_related("session__series__neighbourhood", "parent").first()
    return registration if registration and stamp_of(registration.parent) == data.get("stamp") else None


def stamp_of(parent: Parent) -> str:
    """Changes with the parent's address, so that links sent to the old one die; tells nothing about it."""
    return salted_hmac("activities.stamp", f"{parent.public_id}{parent.email_key}").hexdigest()[:16]


def session_context(session: Session, **more: Any) -> dict[str, Any]:
    """What a page about a session shows: its places, how many may come together, whether one may still sign up."""
    places = Capacity.objects.filter(session=session, what=PLACES).first()
    total, taken = (places.total, places.taken) if places else (0, 0)
    is_open = session.cancelled_at is None and session.starts_at > timezone.now()
    full = more.get("full") or taken >= total
    counted = {"places": total, "taken": taken, "most": most_together(total)}
    return {"session": session, **counted, "open": is_open, **more, "full": full}


@dataclass(frozen=True)
class Reach:
    """Of the parents who were invited: how many signed up, and came; besides them those without an invitation.

    Each parent counts once, however many meetings they come to; visitors without a name and children counted apart.
    """

    invited: int
    signed_up: int
    came: int
    others_signed_up: int
    others_came: int
    without_name: int
    children: int

    @property
    def all_signed_up(self) -> int:
        """Also those who were not invited."""
        return self.signed_up + self.others_signed_up

    @property
    def all_came(self) -> int:
        """By name, also those who were not invited."""
        return self.came + self.others_came

    @property
    def counted(self) -> int:
        """How many were there in all; 0 also as long as nobody wrote it down."""
        return self.all_came + self.without_name + self.children


def reach(sessions: QuerySet[Session] | Sequence[Session]) -> Reach:
    """How these sessions reached parents. Three queries, whatever the number of sessions."""
    asked = Invitation.objects.filter(session__in=sessions)
    live = Registration.objects.filter(session__in=sessions, state=Registration.State.CONFIRMED)
    heads: dict[str, Any] = HeadCount.objects.filter(session__in=sessions).aggregate(
        adults=Sum("count", filter=Q(kind=HeadCount.CountKind.ADULTS)),
        children=Sum("count", filter=Q(kind=HeadCount.CountKind.CHILDREN)),
    )
    invited, came = Q(parent__in=asked.values("parent")), Q(attendance__came=True)
    return Reach(
        invited=asked.aggregate(n=_parents())["n"],
        without_name=heads["adults"] or 0,
        children=heads["children"] or 0,
        **live.aggregate(
            signed_up=_parents(invited),
            came=_parents(invited & came),
            others_signed_up=_parents(~invited),
            others_came=_parents(~invited & came),
        ),
    )


def _parents(which: Q | None = None) -> Count:
    return Count("parent", filter=which, distinct=True)
