"""Row T5: raw SQL of the application, without a municipality, sees and writes nothing in any tenant table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
import pytest
from django.db import ProgrammingError, connection, transaction

from portal.municipalities import catalogue, tenant
from rig.testdatabase import owner_url
from tests.access.world import Town, two_towns

TABLES = sorted(catalogue.tenant_tables())
# Only its own verbs write there; the tests of the audit fill it.
EMPTY = {"audit_auditentry", "audit_auditseal"}


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - a name from our own catalogue
        return int(cursor.fetchone()[0])


@pytest.fixture
def towns(db: None) -> tuple[Town, Town]:
    return two_towns()


def test_t05_no_table_shows_a_row(towns: tuple[Town, Town]) -> None:
    assert {table: rows(table) for table in TABLES if rows(table)} == {}


def test_t05_each_table_did_have_rows_to_show(towns: tuple[Town, Town]) -> None:
    for town in towns:
        with tenant.use(town.municipality):
            assert {table for table in TABLES if not rows(table)} <= EMPTY


@pytest.mark.parametrize("table", TABLES)
def test_t05_no_table_takes_a_row(municipality: Town, other: Town, table: str) -> None:
    statement = f'INSERT INTO "{table}" (municipality_id) VALUES (%s)'  # noqa: S608 - a name from our own catalogue
    for active in (None, other.pk):  # type: ignore[attr-defined]
        refused = pytest.raises(ProgrammingError, match="row-level security")
        with tenant.use(active), refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [municipality.pk])  # type: ignore[attr-defined]


@contextmanager
def policy_off(table: str) -> Iterator[None]:
    """As the owner, in the open: the protection of one table is switched off for a moment."""
    with psycopg2.connect(owner_url()) as owner, owner.cursor() as cursor:
        cursor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')
        owner.commit()
        try:
            yield
        finally:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
            owner.commit()
    owner.close()


@pytest.mark.django_db(transaction=True)
def test_t05_control_without_the_policy_the_rows_are_there() -> None:
    two_towns()
    assert rows("partners_parent") == 0
    with policy_off("partners_parent"):
        assert rows("partners_parent") >= 2
    assert rows("partners_parent") == 0
