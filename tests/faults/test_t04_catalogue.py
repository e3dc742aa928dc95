"""T4: the catalogue query over every table gives 0 rows, and the shared tables are just the literal list."""

from __future__ import annotations

import pytest
from django.db import connection

from portal.municipalities import catalogue
from portal.municipalities.shared import SHARED_TABLES

pytestmark = pytest.mark.django_db


def test_no_table_breaks_the_separation() -> None:
    assert catalogue.violations(connection) == []


def test_the_query_looks_at_every_table_that_is_not_shared() -> None:
    in_database = set(connection.introspection.table_names())
    assert in_database >= catalogue.tenant_tables()
    assert in_database - catalogue.tenant_tables() <= SHARED_TABLES


def test_the_tests_themselves_run_as_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("portal_app", False)
