"""Row level security and composite keys over the whole catalogue: applied after each migrate, and verified."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from portal.municipalities.shared import SHARED_TABLES

SETTING = "NULLIF(current_setting('app.municipality', true), '')::int"
VIOLATIONS = (Path(__file__).parent / "sql" / "violations.sql").read_text()
PLAIN_KEYS = """
SELECT f.conname, f.conrelid::regclass::text, a.attname, f.confrelid::regclass::text, b.attname
FROM pg_constraint f
JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
JOIN pg_attribute b ON b.attrelid = f.confrelid AND b.attnum = f.confkey[1]
WHERE f.contype = 'f' AND cardinality(f.conkey) = 1
AND f.conrelid::regclass::text = ANY(%(tables)s) AND f.confrelid::regclass::text = ANY(%(tables)s)
"""


def is_tenant(model: Any) -> bool:
    """Does this model's table belong to one municipality? Works for the models inside migrations too."""
    columns = {field.column for field in model._meta.local_fields}
    return "municipality_id" in columns and model._meta.db_table not in SHARED_TABLES


@cache
def tenant_tables() -> frozenset[str]:
    """The names of all tables that belong to one municipality."""
    return frozenset(m._meta.db_table for m in apps.get_models(include_auto_created=True) if is_tenant(m))


def violations(connection: BaseDatabaseWrapper) -> list[str]:
    """What in the catalogue breaks the separation of municipalities, one line each; empty when all is right."""
    with connection.cursor() as cursor:
        cursor.execute(VIOLATIONS, {"shared": sorted(SHARED_TABLES), "role": settings.DATABASE_APP_ROLE})
        return [row[0] for row in cursor.fetchall()]


def secure(connection: BaseDatabaseWrapper) -> None:
    """Put policies, keys and grants right on every table; doing it again changes nothing. Needs the owner role."""
    with connection.cursor() as cursor:
        tables = _tables_with_municipality(cursor)
        for table in tables:
            _secure_table(cursor, table)
        _make_keys_composite(cursor, tables)
        _grant(cursor)


def _tables_with_municipality(cursor: Any) -> list[str]:
    cursor.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'municipality_id'"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT a.attisdropped"
        " AND c.relname <> ALL(%s) ORDER BY 1",
        [sorted(SHARED_TABLES)],
    )
    return [row[0] for row in cursor.fetchall()]


def _secure_table(cursor: Any, table: str) -> None:
    cursor.execute("SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", [table])
    if not cursor.fetchone()[0]:
        cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY')
    cursor.execute("SELECT 1 FROM pg_policy WHERE polrelid = %s::regclass AND polname = 'own_municipality'", [table])
    if not cursor.fetchone():
        cursor.execute(
            f'CREATE POLICY own_municipality ON "{table}"'
            f" USING (municipality_id = {SETTING}) WITH CHECK (municipality_id = {SETTING})"
        )
    cursor.execute(
        "SELECT 1 FROM pg_constraint c WHERE conrelid = %s::regclass AND contype = 'u' AND '{id,municipality_id}' ="
        " (SELECT array_agg(attname::text ORDER BY attname) FROM pg_attribute"
        "  WHERE attrelid = c.conrelid AND attnum = ANY(c.conkey))",
        [table],
    )
    if not cursor.fetchone():
        cursor.execute(f'ALTER TABLE "{table}" ADD UNIQUE (municipality_id, id)')


def _make_keys_composite(cursor: Any, tables: list[str]) -> None:
    cursor.execute(PLAIN_KEYS, {"tables": tables})
    for name, table, column, target, target_column in cursor.fetchall():
        cursor.execute(
            f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}", ADD CONSTRAINT "{name}"'
            f' FOREIGN KEY (municipality_id, "{column}") REFERENCES "{target}" (municipality_id, "{target_column}")'
            " DEFERRABLE INITIALLY DEFERRED"
        )


def _grant(cursor: Any) -> None:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [settings.DATABASE_APP_ROLE])
    if not cursor.fetchone():
        return
    role = settings.DATABASE_APP_ROLE
    cursor.execute(f'GRANT USAGE ON SCHEMA public TO "{role}"')
    cursor.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{role}"')
    cursor.execute(f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{role}"')
    for table in settings.INSERT_ONLY_TABLES:
        cursor.execute("SELECT to_regclass(%s)", [table])
        if cursor.fetchone()[0]:
            cursor.execute(f'REVOKE UPDATE, DELETE ON "{table}" FROM "{role}"')
