"""Shared reads of parents; each has its number of queries fixed by a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When

from partners.models import Consent, MergedInto, Parent, ParentQuerySet
from partners.spec.consent import INVITATIONS
from partners.spec.keys import email_key, name_key
from partners.spec.phone import e164
from partners.spec.weigh import Candidate
from portal.municipalities.models import Neighbourhood
from portal.web.links import key


def last_consent(parent: Parent, purpose: str = INVITATIONS) -> Consent | None:
    """The consent that counts: the last one; None when the parent never said anything. One query."""
    return Consent.objects.filter(parent=parent, purpose=purpose).order_by("-pk").first()


def said_stop(parent: Parent) -> bool:
    """Whether this parent wants no invitations (any more), or nothing at all. At most one query."""
    last = None if parent.stopped_at else last_consent(parent)
    return bool(parent.stopped_at or (last and not last.given))


def same_person(wanted: Parent) -> Parent | None:
    """Who stands here with the address of `wanted`; without an address, with its phone and name. One query."""
    if wanted.email_key:
        return Parent.objects.filter(email_key=wanted.email_key).first()
    if not wanted.phone:
        return None
    namesakes = Parent.objects.filter(phone=wanted.phone, name_key=wanted.name_key)
    return namesakes.order_by("pk").first()


@dataclass(frozen=True)
class Acquainted:
    """Who of a number of rows is known here, and whether they agreed (None: they never said anything)."""

    by_mail: Mapping[str, Parent]
    by_phone: Mapping[tuple[str, str], Parent]
    agreed: Mapping[int, bool | None]

    def parent(self, candidate: Candidate) -> Parent | None:
        """The parent of this row: by address, else by phone and name."""
        by_mail = self.by_mail.get(candidate.mail_key) if candidate.email else None
        return by_mail or (self.by_phone.get(candidate.phone_key) if candidate.phone else None)


def acquainted(candidates: Sequence[Candidate], *, lock: bool = True) -> Acquainted:
    """Find the parents of these rows, all at once, and lock them unless told not to. One query, in a transaction."""
    # The second condition lets the planner use the index that leaves out the empty ones.
    mail = Q(email_key__in={candidate.mail_key for candidate in candidates}) & ~Q(email_key="")
    phone = Q(phone__in={candidate.phone for candidate in candidates} - {""})
    found = parents_like().filter(mail | phone).order_by("-pk")
    known = list(found.select_for_update(no_key=True, of=("self",)) if lock else found)
    return Acquainted(
        by_mail={parent.email_key: parent for parent in known if parent.email_key},
        by_phone={(parent.phone, parent.name_key): parent for parent in known if parent.phone},
        agreed={parent.pk: parent.agreed for parent in known},  # type: ignore[attr-defined]  # from parents_like
    )


def agreeing(purpose: str) -> ParentQuerySet:
    """Parents we may write to for this purpose: to that their last word was yes, the address works, no stop to all.

    One query, an index look-up per parent.
    """
    last = Consent.objects.filter(parent=OuterRef("pk"), purpose=purpose).order_by("-pk")
    return Parent.objects.reachable_by_mail().alias(agreed=Subquery(last.values("given")[:1])).filter(agreed=True)


def invitable(neighbourhoods: Sequence[int] | Sequence[Neighbourhood] | None = None) -> ParentQuerySet:
    """Parents we may invite by mail. Only in these neighbourhoods when given. One query."""
    parents = agreeing(INVITATIONS)
    return parents.filter(neighbourhood__in=neighbourhoods) if neighbourhoods is not None else parents


def with_origin(parents: ParentQuerySet) -> ParentQuerySet:
    """These parents with `list_origin`: whose list they stood on, empty for who gave us the address themselves."""
    last = Consent.objects.filter(parent=OuterRef("pk"), purpose=INVITATIONS).order_by("-pk")
    own = Case(When(basis=Consent.Basis.PARENT, then=Value("")), default=F("source"))
    return parents.annotate(list_origin=Subquery(last.annotate(whose=own).values("whose")[:1]))


def parents_like(search: str = "") -> ParentQuerySet:
    """Parents whose name contains the search, whose address begins with it or whose phone number it is.

    Each with their neighbourhood and whether they said yes.
    """
    last = Consent.objects.filter(parent=OuterRef("pk"), purpose=INVITATIONS).order_by("-pk")
    parents = Parent.objects.select_related("neighbourhood").annotate(agreed=Subquery(last.values("given")[:1]))
    wanted = search.replace("\x00", "").strip()
    if not wanted:
        return parents
    found = Q(name_key__contains=name_key(wanted)) | Q(email_key__startswith=email_key(wanted))
    number = e164(wanted) if any(sign.isdigit() for sign in wanted) else ""
    return parents.filter(found | Q(phone=number) if number else found)


@dataclass(frozen=True)
class ParentCounts:
    """Numbers of parents: all, and of these each once: those we may invite by mail, who said stop, whose address
    bounces, who agreed but gave no address."""

    total: int
    invitable: int
    stopped: int
    broken: int
    without_mail: int

    @property
    def without_yes(self) -> int:
        """Who did not agree (any more): all that is left, so that the numbers add up."""
        return self.total - self.invitable - self.stopped - self.broken - self.without_mail


def parent_counts() -> ParentCounts:
    """How many parents are known here and can be reached. One query."""
    mail, left = ~Q(email_key=""), Q(stopped_at=None, email_broken_at=None)
    found = parents_like().aggregate(
        total=Count("pk"),
        # The look-up of who agreed comes last: PostgreSQL then does it only for those who can be reached.
        invitable=Count("pk", filter=mail & left & Q(agreed=True)),
        stopped=Count("pk", filter=Q(stopped_at__isnull=False)),
        broken=Count("pk", filter=Q(stopped_at=None, email_broken_at__isnull=False)),
        without_mail=Count("pk", filter=~mail & left & Q(agreed=True)),
    )
    return ParentCounts(**found)


def linked_parent(data: Mapping[str, str]) -> Parent | None:
    """The parent that a signed link is about, or became one with; None when they are not known here. One query."""
    wanted = key(data, "parent")
    merged = MergedInto.objects.filter(old=wanted).values("kept")
    return Parent.objects.filter(Q(public_id=wanted) | Q(pk__in=merged)).first()
