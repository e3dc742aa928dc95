"""Row P2 of the fault list for tables that are not ours: each shared one says what it keeps, why and how long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db import connections

from portal.accounts.spec import THIRD_PARTY
from portal.municipalities.shared import SHARED_TABLES


def framework_tables_have_a_purpose(app_configs: Any = None, **_: Any) -> list[CheckMessage]:  # noqa: ARG001 - Django's signature
    """Each shared table is one of our models, or stands in the literal table of the frameworks' ones."""
    hint = "Add it to THIRD_PARTY in portal/accounts/spec.py, with each column's purpose and end."
    told = THIRD_PARTY.keys() | _own_tables()
    return [
        Error(f"{table} has no purpose and retention.", hint=hint, id="portal.E008")
        for table in sorted(SHARED_TABLES - told)
    ]


def framework_columns_have_a_purpose(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """The literal table names exactly the columns that the database has."""
    return [problem for using in databases or () for problem in _columns(using)]


def _own_tables() -> set[str]:
    own = tuple(f"{label}." for label in ("portal", "partners", "activities", "programmes"))
    return {m._meta.db_table for m in apps.get_models() if m.__module__.startswith(own)}


def _columns(using: str) -> Iterator[CheckMessage]:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT table_name::text, array_agg(column_name::text) FROM information_schema.columns"
            " WHERE table_schema = 'public' AND table_name = ANY(%s) GROUP BY 1",
            [list(THIRD_PARTY)],
        )
        for table, columns in cursor.fetchall():
            told = {name for keep in THIRD_PARTY[table] for name in keep.names}
            for name in sorted(told ^ set(columns)):
                yield Error(f"{table}.{name} is told or kept, not both.", id="portal.E009")
