"""What a parent sees of themselves: what is kept and why, who looked, and the rows of their file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from partners.models import Consent, Contact, Merge, MergedInto, Parent, Promise, TwoPeople
from partners.registry import Part, parts_about
from portal.accounts.models import Membership
from portal.audit.models import AuditEntry
from portal.audit.registry import name_of, word_for
from portal.desk.queries.privacy import chosen_terms
from portal.municipalities import tenant
from portal.municipalities.spec import Kind
from portal.outbox.models import Message
from portal.outbox.queries import kind_label
from portal.web.links import key

MOST_LOOKS = 100


def own_stamp(parent: Parent) -> str:
    """Changes with the parent's address, so that links sent to the old one die; tells nothing about it."""
    return salted_hmac("partners.own_page", f"{parent.public_id}{parent.email_key}").hexdigest()[:16]


def own_parent(data: Mapping[str, str]) -> Parent | None:
    """The parent whose own link this is; None when they were removed, or their address changed since. One query."""
    near = ("neighbourhood", "via_organisation", "via_member__organisation", "via_member__membership__user")
    parent = Parent.objects.select_related(*near).filter(public_id=key(data, "parent")).first()
    return parent if parent and own_stamp(parent) == data.get("stamp") else None


@dataclass(frozen=True)
class Look:
    """What somebody of the staff saw or changed on one day, by their role; never by name."""

    day: date
    role: str
    what: list[str]


def looks_at(parent: Parent, most: int | None = MOST_LOOKS) -> list[Look]:
    """Who of the staff looked at this parent's page or changed something, per day and role, latest first.

    From the last `most` lines of the log. Two queries.
    """
    seen = AuditEntry.objects.filter(
        municipality=tenant.require(), subject_kind=Parent._meta.label, subject_id=parent.pk, actor_kind="user"
    )
    entries = list(seen.order_by("-at", "-pk")[:most])
    roles = list(
        Membership.objects.filter(
            municipality=tenant.require(), user_id__in={entry.actor_id for entry in entries if entry.actor_id}
        )
    )
    found: dict[tuple[date, str], dict[str, None]] = {}
    for one in entries:
        words = str(name_of(one.action, one.subject_kind))
        found.setdefault((timezone.localdate(one.at), _role_of(one, roles)), {})[words] = None
    return [Look(day, role, list(what)) for (day, role), what in found.items()]


def _role_of(entry: AuditEntry, roles: Iterable[Membership]) -> str:
    """The roles that somebody had here at that moment."""
    had = (
        role
        for role in roles
        if role.user_id == entry.actor_id
        and role.started_at <= entry.at
        and (role.ended_at is None or role.ended_at >= entry.at)
    )
    return ", ".join(sorted({str(role.get_role_display()) for role in had})) or _("Colleague")


def parts_of_partners(parent: Parent) -> list[Part]:
    """What this storey keeps of a parent: themselves, what they said, and the mails they got."""
    mails = Message.objects.filter(recipient_key=str(parent.public_id)).order_by("-pk")
    looks = AuditEntry.objects.filter(subject_kind=Parent._meta.label, subject_id=parent.pk).order_by("-pk")
    by = frozenset({"by"})
    contacts = Contact.objects.filter(parent=parent).select_related("organisation").order_by("-day")
    promises = Promise.objects.filter(parent=parent).select_related("organisation")
    two = TwoPeople.objects.filter(Q(one=parent) | Q(other=parent))
    return [
        Part(_("Your details"), Parent.objects.filter(pk=parent.pk)),
        Part(_("What you said yes or no to"), Consent.objects.filter(parent=parent).order_by("-pk")),
        Part(_("Contacts with you"), contacts, of_others=by),
        Part(_("Entries that were put together"), Merge.objects.filter(kept=parent), of_others=by),
        Part(_("Earlier entries of yours"), MergedInto.objects.filter(kept=parent)),
        Part(_("That somebody else looks like you"), two, lambda _row: "", frozenset({"one", "other"})),
        Part(_("What we promised you"), promises, of_others=by),
        Part(_("Messages to you"), mails, lambda mail: str(kind_label(mail))),
        Part(_("Who looked or changed something"), looks, _looked, frozenset({"actor_id", "origin"})),
    ]


def _looked(entry: AuditEntry) -> str:
    return str(name_of(entry.action, entry.subject_kind))


@dataclass(frozen=True)
class Kept:
    """Some fields that are kept of a parent, why, and until when, all in words."""

    what: str
    why: str
    until: str


def kept_about(parent: Parent, parts: Sequence[Part] | None = None) -> list[Kept]:
    """What is kept of this parent, for the same purposes as the register of all purposes. A query per part, and one.

    How long is what the municipality chose. Parts that were read already are not asked for again.
    """
    found: dict[tuple[str, str, str], list[str]] = {}
    chosen = chosen_terms()
    for part in parts_about(parent) if parts is None else parts:
        mine = part.model is Parent
        if not mine and not part.rows.exists():
            continue
        for keep in part.model.KEEPS:  # type: ignore[attr-defined]  # every model of ours says why it keeps
            names = _filled_in(parent, keep.fields.split()) if mine else []
            if keep.kind is not Kind.TECHNICAL and (names or not mine):
                until = chosen.get(part.model._meta.label, str(keep.until))
                found.setdefault((str(part.title), str(keep.purpose), until), []).extend(names)
    return [_kept(*where, names) for where, names in found.items()]


def _kept(title: str, why: str, until: str, names: list[str]) -> Kept:
    return Kept(f"{title}: {', '.join(names)}" if names else title, why, until)


def _filled_in(parent: Parent, fields: Sequence[str]) -> list[str]:
    """The fields of the parent's own row that hold something, in words."""
    return [word_for(name) for name in fields if getattr(parent, name) and not name.endswith("_key")]


@dataclass(frozen=True)
class Told:
    """One row of the file: its table and number, and its fields with their values."""

    table: str
    number: str
    line: str
    fields: dict[str, Any]


def rows_about(parts: Sequence[Part]) -> list[tuple[str, list[Told]]]:
    """Every row of these parts. A query per part that was not read yet."""
    return [(str(part.title), [_told(part, row) for row in part.rows]) for part in parts]


def _told(part: Part, row: Model) -> Told:
    left_out = {"municipality", *part.of_others}
    told = (field for field in row._meta.concrete_fields if field.name not in left_out)
    # Whose file it is stands above it.
    fields = {field.name: _value(row, field) for field in told if field.related_model is not Parent}
    number = str(getattr(row, "public_id", row.pk))
    return Told(row._meta.db_table, number, part.line(row), fields)


def _value(row: Model, field: Any) -> Any:
    if field.is_relation:
        other = getattr(row, field.name)
        return None if other is None else str(other)
    value = field.value_from_object(row)
    # What is stored locked is told as being there.
    return len(value) if isinstance(value, bytes | memoryview) else value
