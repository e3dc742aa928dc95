"""What each role sees of the personal fields: every page and every list that can be saved, walked once.

Each personal field (by the KEEPS of its model) holds a word of its own, so that a page tells which fields it shows.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from http.cookies import SimpleCookie
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.urls import reverse

from portal.audit.models import AuditEntry
from portal.municipalities import tenant
from portal.municipalities.catalogue import is_tenant
from portal.municipalities.spec import Kind
from portal.web import exports
from portal.web.checks import Address, addresses
from tests.access import rows
from tests.access.matrix import may, path_of, text_of
from tests.access.world import VISITORS, Town

# Pages that show more with a question behind their address.
MORE = {"ground:people": "?gestopt=1", "activities:sessions": "?eerder=1"}
# What is sent to get a file; the others are forms, which T13 looks at.
FILES = {"partners:parent_file", "partners:own_file"}
# What a page about parents tells of one of them.
OF_PARENTS = re.compile(
    r"(partners\.(Parent|Contact|Consent|Merge)|activities\.(Registration|Attendance))\.|files\.File\.content"
)
# What tells something of all of them together, and of nobody.
OF_ALL = {("partners.Parent.language", "partners:areas")}
# Ends the walk of who asks for it.
ENDS = {"account_logout"}
# What is too short to hold a word, or is read as something else: what to store, and how that looks on a page.
LOOKS: Mapping[str, tuple[Any, str]] = {
    "partners.Parent.postcode": ("ZQXK", "ZQXK"),  # digits could be those of anything
    "files.File.content": (b"Naam;E-mailadres\nKijkin Lijst;kijkin@canary.example", "Kijkin Lijst"),
}
# Moments that change what a page says, or whether the row stands on one at all.
LEFT_ALONE = {"accepted_at", "revoked_at", "expires_at", "done_at", "cancelled_at", "stopped_at", "email_broken_at"}


@dataclass
class Seen:
    """Where each role saw each field, and which pages showed something of a parent and wrote no line about it."""

    fields: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    unwritten: set[str] = field(default_factory=set)

    def add(self, name: str, role: str, page: str) -> None:
        """One field on one page."""
        self.fields.setdefault(name, {}).setdefault(role, set()).add(page)


def personal_fields() -> Iterator[tuple[type[models.Model], str]]:
    """Every field that says something of a person, as its model declares."""
    for model in apps.get_models():
        for keep in getattr(model, "KEEPS", ()):
            if keep.kind is Kind.PERSONAL:
                yield from ((model, name) for name in sorted(keep.names))


def plant(town: Town) -> dict[str, re.Pattern[str]]:
    """Something of its own in each personal field of the town that can hold that; how to know it on a page.

    What is of an organisation that the partner does not work for is told as "another partners.Presence.person".
    """
    known: dict[str, re.Pattern[str]] = {}
    with tenant.use(town.municipality):
        for model in _personal_models():
            _mark_row(town.row(model), "", known)
        theirs = town.row("partners.Organisation", name="Een andere")
        _mark_row(theirs, "another ", known)
        _mark_row(town.row("partners.Presence", organisation=theirs, public=False), "another ", known)
        _mark_row(town.row("partners.Contact", organisation=theirs), "another ", known)
        _mark_row(
            town.row("partners.Promise", by=town.users["cjg"], parent=town.row("partners.Parent")), "CJG's ", known
        )
    return known


def _personal_models() -> list[type[models.Model]]:
    """Those of a municipality, but the log: only its own room writes that."""
    found = dict.fromkeys(model for model, _ in personal_fields() if is_tenant(model))
    return [model for model in found if model._meta.label not in rows.NEVER]


def _mark_row(row: Any, whose: str, known: dict[str, re.Pattern[str]]) -> None:
    """Each personal field of this row; links are made from it, so it is kept true to the table."""
    model = type(row)
    for name in sorted(name for of, name in personal_fields() if of is model):
        label = f"{model._meta.label}.{name}"
        value, looks = LOOKS.get(label) or _mark(model._meta.get_field(name), len(known))
        if looks:
            setattr(row, name, value)
            model._meta.base_manager.filter(pk=row.pk).update(**{name: value})
            known[whose + label] = re.compile(rf"(?<![\w-])(?:{looks})(?![\w-])", re.IGNORECASE)


def _mark(one: Any, number: int) -> tuple[Any, str]:
    """A value for this field that no other has, and how it looks; nothing for a number, a yes, a choice, a key."""
    word = f"kijk{number:03}x"
    if isinstance(one, models.DateField) and one.name not in LEFT_ALONE:
        day = dt.datetime(1900 + number, 5, 4, 12, tzinfo=dt.UTC)
        looks = rf"4 mei {day.year}|{day.year}-05-04(?:T\d*)?|0?4-0?5-{day.year}"
        return (day if isinstance(one, models.DateTimeField) else day.date()), looks
    if isinstance(one, models.JSONField):
        return {"name": word}, word
    if not isinstance(one, models.CharField | models.TextField) or one.choices or (one.max_length or 99) < len(word):
        return None, ""
    return (f"{word}@canary.example" if "email" in one.name else word), word


def colleagues(town: Town, role: str) -> dict[str, re.Pattern[str]]:
    """The names and addresses of everybody in the town but who looks."""
    others = [user for other, user in town.users.items() if other != role]
    names, mails = ("|".join(re.escape(str(getattr(u, what))) for u in others) for what in ("name", "email"))
    return {"accounts.User.name": re.compile(names), "accounts.User.email": re.compile(mails)}


def look(town: Town, roles: Iterable[str], only: Collection[str] = ()) -> Seen:
    """Every page and every list that can be saved (or only some), as each of these roles."""
    planted, seen = plant(town), Seen()
    for role in roles:
        known = planted | colleagues(town, role)
        for page, ask in [*pages(town, role), *files(town, role)]:
            if not only or page in only:
                _look_at(town, role, page, ask, known, seen)
    return seen


Ask = Callable[[], Any]


def pages(town: Town, role: str) -> Iterator[tuple[str, Ask]]:
    """Each page that this role may open."""
    browser = town.browsers[role]
    for address in addresses():
        if address.name not in ENDS and _meant_for(address, role):
            path = path_of(address, town) + MORE.get(address.name, "")
            method = browser.post if address.name in FILES else browser.get
            yield address.name, partial(method, path)


def _meant_for(address: Address, role: str) -> bool:
    """Whoever has a link has nothing else, and nobody else has one."""
    by_link = bool(address.access and address.access.kind == "link")
    return by_link == (role == "link") and may(address, role)


def files(town: Town, role: str) -> Iterator[tuple[str, Ask]]:
    """Each list that can be saved, as text, asked for by this role: of everything, and of each thing that has one."""
    if role in VISITORS:
        return
    of_one = town.row("activities.Session").public_id
    for one in exports.every():
        path = reverse("ground:export", args=[town.slug, one.name]) + (f"?van={of_one}" if one.about else "")
        sent = {"form": "csv", "reason": "work"}
        yield f"list:{one.name}", partial(town.browsers[role].post, path, sent)


def _look_at(town: Town, role: str, page: str, ask: Ask, known: Mapping[str, re.Pattern[str]], seen: Seen) -> None:
    browser = town.browsers[role]
    cookies = SimpleCookie(browser.cookies)
    with transaction.atomic():
        text = shown_by(ask())
        found = [name for name, looks in known.items() if looks.search(text)]
        of_parents = [name for name in found if OF_PARENTS.search(name) and (name, page) not in OF_ALL]
        about_parent = role not in VISITORS and of_parents
        if about_parent and not written_down(town, role):
            seen.unwritten.add(f"{page} as {role}")
        transaction.set_rollback(True)
    browser.cookies = cookies
    for name in found:
        seen.add(name, role, page)


def written_down(town: Town, role: str) -> bool:
    """Whether the log tells that this person looked, saved a list or gave a file."""
    with tenant.use(town.municipality):
        lines = AuditEntry.objects.filter(actor_id=town.users[role].pk)
        return lines.filter(action__in=("read", "list.saved", "parent.file_given"), result="done").exists()


def shown_by(response: Any) -> str:
    """All text of an answer, that of the files in an archive too."""
    if response.headers.get("Content-Type") == "application/zip":
        with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
            return "\n".join(archive.read(name).decode() for name in archive.namelist())
    return text_of(response)
