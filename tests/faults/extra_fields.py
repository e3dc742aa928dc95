"""What an address changes when it is sent what its form asks, and when it is sent the name of every field beside that.

The form is filled in from what the page itself offers; where that is not enough, ORDINARY says what to send.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from http.cookies import SimpleCookie
from typing import Any

from django import forms
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models, transaction
from django.utils import timezone

from portal.municipalities import tenant
from portal.web.checks import Address, addresses
from tests import cast
from tests.access.matrix import may, path_of
from tests.access.world import Town

PASSWORD, NEW = "kanarie-in-een-kooitje", "een-vogel-vliegt-weg-7"
LATER = str(timezone.localdate() + dt.timedelta(days=60))
LIST = b"Titel;Datum;Tijd;Naam;E-mailadres\nKoffie;3-3-2031;9.30;Iemand;iemand@canary.example\n"
# What the ordinary browser sends where the page's form does not say it.
ORDINARY: Mapping[str, Mapping[str, str]] = {
    "partners:own_answer": {"purpose": "invitations", "answer": "no"},
    "partners:sign_agreement": {"side": "first"},
    "activities:move": {"day": LATER, "start": "10:00", "end": "11:00"},
}
# What fits a field of this name, where any word does not.
FITS: Mapping[str, str] = {
    "phone": "06 12345678", "contact_phone": "06 12345678", "postcode": "3361", "via": "", "languages": "",
    "second": "", "due": LATER, "review_on": LATER, "year": "2027",
    "oldpassword": PASSWORD, "password": PASSWORD, "password1": NEW, "password2": NEW,
    "starts": "10:00", "ends": "12:00",
    "website": "https://canary.example", "contact": "", "contact_name": "", "contact_role": "",
    "reported_at": "", "people_told_on": "", "found_at": "2026-03-03T10:00", "letter_works": "", "phone_works": "",
}  # fmt: skip
# Names that a view reads by itself, from a button or a hidden field of its page.
READ_BY_VIEW: Mapping[str, set[str]] = {
    "activities:invite": {"count", "counted"},
    "activities:list_letters": {"letters"},
    "partners:preview": {"letters"},
    "partners:sign_agreement": {"side", "version"},
}
# Whose promise it is, and whose job, in the towns of the tests.
SENT_BY: Mapping[str, tuple[str, ...]] = {
    "partners:keep_promise": ("partner",),
    "partners:pass_on_promise": ("partner",),
    "ground:stop_job": ("administrator",),
}
# Signs out, or is over before anything is sent.
NOT_SENT = {"account_logout", "account_login"}
MORE_NAMES = (
    "id", "pk", "municipality", "municipality_id", "public_id", "role", "roles", "is_superuser", "is_staff", "user",
    "user_id", "by", "started_by", "groups", "next_at", "created_at", "DELETE",
)  # fmt: skip
# What differs between two times of the same: moments, ids of rows and files, what is hashed or signed.
OTHERWISE = re.compile(
    r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.+]+|(?<=:)\d+(?=:|$)|[A-Za-z0-9_$=:/+-]{32,}"
)
NOT_COMPARED = {"id", "subject_id", "key", "recipient_key", "session_data", "session_key", "expire_date", "tries"}
LEFT_OUT = {"accounts.Lockout", "audit.AuditSeal", "contenttypes.ContentType"}

Row = tuple[str, str]
Table = dict[tuple[str, str], str]


@dataclass(frozen=True)
class Sent:
    """What came of sending one thing: the status and what changed, each change as often as it happened."""

    status: int
    changes: Counter[str]


def visitor(address: Address) -> str:
    """Who sends this form: the first who may."""
    if address.access and address.access.kind == "link":
        return "link"
    order = SENT_BY.get(address.name, ("cjg", "policy_officer", "administrator", "privacy_officer", "partner"))
    return next((role for role in order if may(address, role)), "")


def forms_of(town: Town) -> Iterator[tuple[Address, str, str]]:
    """Each address that takes a form, its path, and who sends it; all paths before the first is sent."""
    assert town.browsers  # signed in before anything that is sent is taken back
    every = [address for address in addresses() if address.name not in NOT_SENT and address.access]
    yield from [(address, path_of(address, town), visitor(address)) for address in every if visitor(address)]


def extra_names() -> dict[str, str]:
    """The name of every field of every model, with a value of its kind that nobody meant."""
    told = dict.fromkeys(MORE_NAMES, "1")
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            told[field.name] = told[field.attname] = _unmeant(field)
    return told | {"role": cast.STAFF[0], "state": "confirmed"}


def _unmeant(field: models.Field[Any, Any]) -> str:
    kinds: Mapping[Any, str] = {
        models.BooleanField: "on", models.DateTimeField: "2033-03-03T03:03", models.DateField: "2033-03-03",
        models.EmailField: "binnen@canary.example", models.UUIDField: "00000000-0000-4000-8000-000000000000",
        models.CharField: "binnengedrongen", models.TextField: "binnengedrongen",
    }  # fmt: skip
    return next((value for kind, value in kinds.items() if isinstance(field, kind)), "1")


def ordinary(town: Town, address: Address, path: str, role: str) -> dict[str, Any]:
    """What a browser sends from this page: all that its form asks; None for what is not ticked."""
    response = town.browsers[role].get(path)
    found = (response.context or {}).get("form") if response.status_code == 200 else None
    with tenant.use(town.municipality):
        filled = _fill(found) if isinstance(found, forms.BaseForm) else {}
    return filled | dict(ORDINARY.get(address.name, {}))


def _fill(form: forms.BaseForm) -> dict[str, Any]:
    told = {}
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        fits = FITS.get(name, _filled(field)) if value in (None, "", []) or name in FITS else value
        told[form.add_prefix(name)] = _plain(fits)
    return told


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "on" if value else None
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    return value.pk if isinstance(value, models.Model) else value


def _filled(field: forms.Field) -> Any:
    choices = [str(key) for key, _ in _flat(getattr(field, "choices", ())) if str(key)]
    if choices:
        return choices[:1] if isinstance(field, forms.MultipleChoiceField) else choices[0]
    if isinstance(field, forms.ModelChoiceField):
        return None
    kinds: Mapping[Any, Any] = {
        forms.ImageField: None, forms.FileField: SimpleUploadedFile("lijst.csv", LIST), forms.BooleanField: True,
        forms.EmailField: "iemand@canary.example", forms.DateField: "2031-05-05",
        forms.DateTimeField: "2026-03-03T10:00", forms.TimeField: "10:00", forms.URLField: "https://canary.example",
        forms.IntegerField: getattr(field, "min_value", None) or 2,
        forms.UUIDField: "11111111-1111-4111-8111-111111111111",
    }  # fmt: skip
    return next((value for kind, value in kinds.items() if isinstance(field, kind)), "Een gewoon woord")


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for key, label in choices:
        yield from (label if isinstance(label, list | tuple) else [(key, label)])


def send(town: Town, path: str, role: str, data: Mapping[str, Any], before: Table) -> Sent:
    """Send this and take it back; say what it changed."""
    browser = town.browsers[role]
    cookies = SimpleCookie(browser.cookies)
    sent = {name: value for name, value in data.items() if value is not None}
    for file in (value for value in sent.values() if isinstance(value, SimpleUploadedFile)):
        file.seek(0)
    with transaction.atomic():
        status = browser.post(path, sent).status_code
        changes = differences(before, snapshot(town))
        transaction.set_rollback(True)
    browser.cookies = cookies
    return Sent(status, changes)


def snapshot(town: Town) -> Table:
    """Every row of every table: table and id to its columns. One query."""
    one = "SELECT '{0}', t.{1}::text, to_jsonb(t)::text FROM {2} t"
    every = [m for m in apps.get_models() if m._meta.managed and m._meta.label not in LEFT_OUT and not m._meta.proxy]
    parts = [one.format(m._meta.label, m._meta.pk.column, m._meta.db_table) for m in every]
    with tenant.use(town.municipality), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return {(label, pk): row for label, pk, row in cursor.fetchall()}


def differences(before: Table, after: Table) -> Counter[str]:
    """Each row that went, came or changed, told so that doing the same twice tells the same."""
    told: Counter[str] = Counter()
    for (label, pk), row in after.items():
        old = before.get((label, pk))
        if old != row:
            was = json.loads(old) if old else {}
            columns = {name: value for name, value in json.loads(row).items() if not old or was.get(name) != value}
            new = {name: _known(label, name, value, before) for name, value in columns.items()}
            told[f"{label} {pk if old else 'new'} {_steady(new)}"] += 1
    told.update(f"{label} {pk} gone" for label, pk in before.keys() - after.keys())
    return told


def _known(label: str, column: str, value: Any, before: Table) -> Any:
    """A row that this one points to: which one, or that it is new too."""
    to = "accounts.User" if column in {"actor_id", "started_by"} else _points_to(label).get(column)
    return "new" if to and value is not None and (to, str(value)) not in before else value


@lru_cache
def _points_to(label: str) -> Mapping[str, str]:
    fields = apps.get_model(label)._meta.concrete_fields
    return {field.column: field.related_model._meta.label for field in fields if isinstance(field, models.ForeignKey)}


def _steady(columns: Mapping[str, Any]) -> str:
    kept = {name: value for name, value in columns.items() if name not in NOT_COMPARED}
    return OTHERWISE.sub("*", json.dumps(kept, sort_keys=True))
