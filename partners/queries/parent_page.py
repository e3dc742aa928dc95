"""One parent with all that their page shows; each read has its number of queries fixed by a test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.shortcuts import get_object_or_404

from partners.models import Consent, Organisation, OrganisationMember, Parent
from partners.spec.consent import PURPOSES, Purpose
from portal.outbox.models import Message


def parent_by_id(public_id: UUID) -> Parent:
    """A parent with neighbourhood and familiar face; Http404 when there is none here. One query."""
    near = ("neighbourhood", "via_organisation", "via_member__organisation", "via_member__membership__user")
    return get_object_or_404(Parent.objects.select_related(*near), public_id=public_id)


def mail_works(parent: Parent) -> bool | None:
    """Whether mail to the address of today arrived: known from what was sent. At most one query."""
    if not parent.email:
        return None
    if parent.email_broken_at:
        return False
    arrived = Message.objects.filter(
        municipality=parent.municipality_id, recipient_key=str(parent.public_id), address=parent.email
    )
    return True if arrived.filter(state=Message.State.SENT).exists() else None


@dataclass(frozen=True)
class Answer:
    """What a parent said last for one purpose (None: nothing yet), and all they said before that."""

    purpose: str
    words: Purpose
    last: Consent | None
    before: Sequence[Consent]


def answers_of(parent: Parent) -> list[Answer]:
    """For each purpose what this parent said, the last first. One query."""
    said = list(Consent.objects.filter(parent=parent).order_by("-pk"))
    return [_answer(name, words, [one for one in said if one.purpose == name]) for name, words in PURPOSES.items()]


def _answer(name: str, words: Purpose, said: Sequence[Consent]) -> Answer:
    return Answer(name, words, said[0] if said else None, said[1:])


@dataclass(frozen=True)
class Face:
    """An organisation, or somebody who works there, through whom a parent may want to be asked."""

    label: str
    organisation: Organisation | None = None
    member: OrganisationMember | None = None


def familiar_faces(parent: Parent | None = None, *, people: bool = True) -> dict[str, Face]:
    """Whom a parent can choose, by public id: organisations, and with `people` those who work there.

    Who was chosen before stays to be chosen. Two queries.
    """
    faces = {str(one.public_id): Face(one.name, organisation=one) for one in Organisation.objects.order_by("name")}
    chosen = Q(pk=parent.via_member_id if parent else None)
    working = chosen | Q(membership__ended_at=None, membership__user__is_active=True) if people else chosen
    members = OrganisationMember.objects.filter(working).select_related("membership__user", "organisation")
    for one in members.order_by("membership__user__name", "pk"):
        faces[str(one.public_id)] = Face(f"{one.membership.user.name} ({one.organisation.name})", member=one)
    return faces
