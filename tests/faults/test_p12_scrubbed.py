"""P12: a copy for development and tests holds nobody real, and still hangs together."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import models

from partners.models import Parent
from portal.audit.models import AuditEntry
from portal.desk.domain import scrub as scrubbing
from portal.desk.domain.scrub import Forgotten, Refused, columns, coming_along, scrub
from portal.municipalities import registry, tenant
from portal.municipalities.spec import Keep, Kind, MadeUp
from rig.postgres import binaries, database_of
from rig.testdatabase import EMPTY, owner_url
from tests.access.world import Town, two_towns

CANARY = "kanarie"
# What stands here is written by the portal, or published by the state; no one types it about somebody. The canaries in
# it are of the tests only, which fill every text.
NOT_TYPED = {
    "activities_capacity.what", "activities_headcount.device_key", "activities_registration.source",
    "activities_reminder.kind", "activities_reminder.outcome", "desk_keptterm.kind",
    "municipalities_neighbourhood.name", "municipalities_ownstyle.digest",
    "municipalities_ownstyle.instead_of", "outbox_message.kind",
    "outbox_message.language", "outbox_message.subject_kind", "partners_consent.purpose",
    "partners_consent.text_version", "partners_parent.language", "programmes_figure.age", "programmes_figure.area",
    "programmes_figure.question", "programmes_figure.topic", "programmes_programme.method",
    "programmes_programmeseries.phase",
}  # fmt: skip
pytestmark = pytest.mark.django_db(transaction=True)


def ask(address: str, statement: str) -> None:
    with closing(psycopg2.connect(address)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Another database with the same tables, without a row."""
    with django_db_blocker.unblock():
        source = owner_url()
    name = f"{source.rpartition('/')[2].partition('?')[0]}_copy"
    copy = database_of(source, name)
    ask(source, f'DROP DATABASE IF EXISTS "{name}"')
    ask(source, f'CREATE DATABASE "{name}"')
    tools = binaries() / "bin"
    told = subprocess.run([tools / "pg_dump", "--schema-only", source], capture_output=True, check=True)  # noqa: S603
    subprocess.run([tools / "psql", "-q", copy], input=told.stdout, capture_output=True, check=True)  # noqa: S603
    yield copy
    ask(source, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def copy(made: str) -> str:
    ask(made, EMPTY)
    return made


@pytest.fixture
def towns() -> tuple[Town, Town]:
    """Two municipalities of which every text holds a canary; also where somebody was, in the log."""
    found = two_towns()
    for town in found:
        with tenant.use(town.municipality):
            AuditEntry.objects.create(
                action="read", subject_kind="x", actor_kind="user", result="done", origin=f"{CANARY}9"
            )
    return found


def holding(address: str) -> dict[str, int]:
    """In which columns there is a canary, in how many rows."""
    found = {}
    with closing(psycopg2.connect(address)) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"
        )
        for table, column in cursor.fetchall():
            words = [f"%{CANARY}%", f"%{CANARY.encode().hex()}%", "%canary%", f"%{b'canary'.hex()}%"]
            cursor.execute(f'SELECT count(*) FROM "{table}" WHERE "{column}"::text ILIKE ANY (%s)', [words])  # noqa: S608
            number = cursor.fetchone()
            if number and number[0]:
                found[f"{table}.{column}"] = number[0]
    return found


def rows(address: str) -> dict[str, int]:
    with closing(psycopg2.connect(address)) as connection, connection.cursor() as cursor:
        found = {}
        for model in coming_along():
            cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}"')  # noqa: S608
            number = cursor.fetchone()
            found[model._meta.db_table] = number[0] if number else 0
        return found


def test_p12_a_copy_holds_no_canary_and_every_row(towns: tuple[Town, Town], copy: str) -> None:
    told = holding(owner_url())
    assert {"partners_parent.name", "accounts_user.email", "audit_auditentry.origin", "partners_promise.what"} <= set(
        told
    )
    found = scrub(owner_url(), copy)
    assert set(holding(copy)) <= NOT_TYPED
    assert rows(copy) == rows(owner_url()) == found
    assert found["partners_parent"] > 1
    assert holding(owner_url()) == told


def test_p12_what_hung_together_still_does(towns: tuple[Town, Town], copy: str) -> None:
    """Keys are checked by the database itself; the next row gets a number that is free."""
    scrub(owner_url(), copy)
    with closing(psycopg2.connect(copy)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM partners_consent c JOIN partners_parent p ON p.id = c.parent_id")
        assert cursor.fetchone() != (0,)
        cursor.execute("SELECT array_agg(email ORDER BY id), bool_and(password = '!') FROM accounts_user")
        [emails, closed] = cursor.fetchone() or ([], False)
        assert closed
        assert emails
        assert all(email.startswith("medewerker") and email.endswith("@example.org") for email in emails)
        cursor.execute("SELECT bool_and(held) AND bool_and(body IS NULL) FROM outbox_message")
        assert cursor.fetchone() == (True,)
        cursor.execute("SELECT nextval(pg_get_serial_sequence('partners_parent', 'id')) > max(id) FROM partners_parent")
        assert cursor.fetchone() == (True,)


def test_p12_control_what_is_said_to_come_as_it_is_brings_its_canary(
    towns: tuple[Town, Town], copy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = " ".join(field.name for field in Parent._meta.local_concrete_fields)
    lax = {"partners.Parent": MadeUp(as_is=every)}
    monkeypatch.setattr(scrubbing, "made_up_of", lambda label: lax.get(label) or registry.made_up_of(label))
    scrub(owner_url(), copy)
    assert "partners_parent.name" in set(holding(copy)) - NOT_TYPED


def test_p12_every_field_of_a_person_is_decided_about() -> None:
    for model in coming_along():
        assert columns(model)
        told = registry.made_up_of(model._meta.label) or MadeUp()
        known = {field.name for field in model._meta.local_concrete_fields}
        assert {*told.by, *told.as_is.split()} <= known, model._meta.label


@pytest.mark.parametrize("field", [models.CharField(max_length=9), models.DateField(), models.JSONField()])
def test_p12_control_a_new_field_of_a_person_stops_it(
    monkeypatch: pytest.MonkeyPatch, copy: str, field: models.Field[Any, Any]
) -> None:
    field.set_attributes_from_name("birth_name")
    monkeypatch.setattr(Parent, "KEEPS", (*Parent.KEEPS, Keep("birth_name", Kind.PERSONAL, "x", "x")))
    monkeypatch.setattr(Parent._meta, "local_concrete_fields", [*Parent._meta.local_concrete_fields, field])
    with pytest.raises(Forgotten, match=r"partners\.Parent\.birth_name"):
        scrub(owner_url(), copy)


def test_p12_it_never_writes_into_the_source_nor_over_something(towns: tuple[Town, Town], copy: str) -> None:
    before = rows(owner_url())
    for other in (owner_url(), f"{owner_url()}?application_name=other"):
        with pytest.raises(Refused, match="is the source itself"):
            scrub(owner_url(), other)
    scrub(owner_url(), copy)
    with pytest.raises(Refused, match="is not empty"):
        scrub(owner_url(), copy)
    assert rows(owner_url()) == before


def test_p12_control_without_that_look_it_would_try(copy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scrubbing, "_refuse", lambda *_both: None)
    two_towns()
    with pytest.raises(psycopg2.Error):
        scrub(owner_url(), owner_url())


def test_p12_the_command_says_in_words_what_is_wrong(
    towns: tuple[Town, Town], copy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_OWNER_URL", owner_url())
    monkeypatch.delenv("SCRUB_TO_URL", raising=False)
    with pytest.raises(CommandError, match="SCRUB_TO_URL is missing"):
        call_command("scrub_copy")
    monkeypatch.setenv("SCRUB_TO_URL", owner_url())
    with pytest.raises(CommandError, match="the source itself"):
        call_command("scrub_copy")
    monkeypatch.setenv("SCRUB_TO_URL", copy)
    out = io.StringIO()
    call_command("scrub_copy", stdout=out)
    assert "partners_parent: " in out.getvalue()
