"""A copy for development and tests in which nobody real is left: every value is made up before it leaves the source."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any

import psycopg2
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from psycopg2 import sql

from portal.municipalities.catalogue import is_tenant
from portal.municipalities.checks import BASE_FIELDS, STOREYS
from portal.municipalities.registry import made_up_of
from portal.municipalities.spec import Keep, Kind, MadeUp

NOTHING_SAID = MadeUp()
ANYTHING = (models.CharField, models.TextField, models.JSONField, models.BinaryField, ArrayField)
# One lock in one database: who cannot take it is in the database that it was taken in.
LOCK = 0x5C2B
IN_MEMORY = 20_000_000
Model = type[models.Model]


class Forgotten(Exception):
    """Of these fields nobody said what becomes of them in such a copy."""


class Refused(Exception):
    """The other database is the source itself, or holds something already."""


def scrub(source: str, target: str) -> dict[str, int]:
    """Fill the empty, migrated database `target` from `source`; rows per table. Both are addresses of the owner.

    The source is only read, as it is at one moment. The target gets all or nothing. Raises Forgotten, Refused.
    """
    plan = [(model, columns(model)) for model in coming_along()]
    with psycopg2.connect(source) as given, psycopg2.connect(target) as taken:
        _refuse(given, taken, [model for model, _columns in plan])
        given.rollback()
        given.set_session(isolation_level="REPEATABLE READ", readonly=True)
        found = {model._meta.db_table: _copy(given, taken, model, of) for model, of in plan}
        _go_on_counting(taken, [model for model, _columns in plan])
    given.close()
    taken.close()
    return found


def coming_along() -> list[Model]:
    """The models whose rows come along, what they point to first: ours, without the dropped and what needs those."""
    ours = {model for model in apps.get_models() if model.__module__.split(".", maxsplit=1)[0] in STOREYS}
    stay = {model for model in ours if not _said(model).dropped}
    while gone := {model for model in stay if any(to not in stay for to in _needs(model))}:
        stay -= gone
    return sorted(stay, key=lambda model: model._meta.db_table)


def columns(model: Model) -> dict[str, str]:
    """SQL for each column of a model's table. Raises Forgotten with the fields that nobody decided about."""
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    found = {str(field.column): _value(model, field) for field in fields}
    lost = sorted(name for name, value in found.items() if value is None)
    if lost:
        raise Forgotten(", ".join(f"{model._meta.label}.{name}" for name in lost))
    return {name: value for name, value in found.items() if value is not None}


def _said(model: Model) -> MadeUp:
    return made_up_of(model._meta.label) or NOTHING_SAID


def _needs(model: Model) -> Iterator[Any]:
    keys = (field for field in model._meta.local_concrete_fields if field.is_relation and not field.null)
    return (field.related_model for field in keys)


def _value(model: Model, field: models.Field[Any, Any]) -> str | None:
    said, column = _said(model), f'"{field.column}"'
    if field.name in said.by:
        empty = f"{column} IS NULL OR {column}::text IN ('', '{{}}', '[]')"
        return f"CASE WHEN {empty} THEN {column} ELSE {said.by[field.name]} END"
    if field.is_relation:
        return column if field.related_model in coming_along() else "NULL"
    if field.name in said.as_is.split() or field.primary_key or (is_tenant(model) and field.name in BASE_FIELDS):
        return column
    if isinstance(field, models.BinaryField):
        return "NULL" if field.null else "''"
    kind = _kind(model, field)
    if not field.choices and isinstance(field, ANYTHING):
        return None if kind is Kind.PERSONAL or _unique(model, field) else _emptied(field)
    return column if kind is not Kind.PERSONAL or field.choices else None


def _kind(model: Model, field: models.Field[Any, Any]) -> Kind:
    keeps: tuple[Keep, ...] = getattr(model, "KEEPS", ())
    return next((keep.kind for keep in keeps if field.name in keep.names), Kind.PERSONAL)


def _unique(model: Model, field: models.Field[Any, Any]) -> bool:
    rules = (rule for rule in model._meta.constraints if isinstance(rule, models.UniqueConstraint))
    return field.unique or any(field.name in rule.fields for rule in rules)


def _emptied(field: models.Field[Any, Any]) -> str:
    if field.null:
        return "NULL"
    if isinstance(field, models.JSONField):
        return "'[]'" if field.default is list else "'{}'"
    return "'{}'" if isinstance(field, ArrayField) else "''"


def _refuse(given: Any, taken: Any, found: list[Model]) -> None:
    with given.cursor() as here, taken.cursor() as there:
        here.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        there.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not there.fetchone()[0]:
            raise Refused("The other database is the source itself.")
        for model in found:
            there.execute(sql.SQL("SELECT EXISTS (SELECT 1 FROM {})").format(sql.Identifier(model._meta.db_table)))
            if there.fetchone()[0]:
                raise Refused(f"The other database is not empty: there are rows in {model._meta.db_table}.")


def _copy(given: Any, taken: Any, model: Model, values: dict[str, str]) -> int:
    table, names = sql.Identifier(model._meta.db_table), sql.SQL(", ").join(map(sql.Identifier, values))
    made = sql.SQL(", ").join(map(sql.SQL, values.values()))
    out = sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT").format(made, table)
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(table, names)
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as between, given.cursor() as here, taken.cursor() as there:
        here.copy_expert(out.as_string(here), between)
        between.seek(0)
        there.execute("SET CONSTRAINTS ALL DEFERRED")
        there.copy_expert(into.as_string(there), between)
        return int(there.rowcount)


def _go_on_counting(taken: Any, found: list[Model]) -> None:
    with taken.cursor() as there:
        for model in found:
            table = model._meta.db_table
            there.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, str(model._meta.pk.column)])
            if there.fetchone()[0]:
                most = sql.SQL("SELECT max({}) FROM {}").format(
                    sql.Identifier(str(model._meta.pk.column)), sql.Identifier(table)
                )
                there.execute(most)
                last = there.fetchone()[0]
                if last:
                    there.execute(
                        "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, str(model._meta.pk.column), last]
                    )
