"""What a careless model gets to hear before it reaches the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db import connections, models

from portal.municipalities import catalogue
from portal.municipalities.shared import SHARED_TABLES

BASE_FIELDS = {"id", "municipality", "public_id"}
STOREYS = ("portal", "partners", "activities", "programmes")


def models_are_tenant_or_shared(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """Every table belongs to one municipality or stands in the literal list; keys and uniques follow from that."""
    return [problem for model in _models(app_configs) for problem in tenancy_problems(model)]


def _models(app_configs: Any) -> Iterable[type[models.Model]]:
    chosen = app_configs or apps.get_app_configs()
    return [
        m for app in chosen for m in app.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy
    ]


def tenancy_problems(model: type[models.Model]) -> Iterator[CheckMessage]:
    """What keeps this model's table from being safe for many municipalities."""
    table = model._meta.db_table
    if table in SHARED_TABLES:
        yield from _keys_into_tenant_tables(model)
        return
    if not catalogue.is_tenant(model):
        hint = "Inherit from portal.municipalities.models.TenantModel."
        yield Error(
            f"{table} belongs to no municipality and is not a shared table.", hint=hint, obj=model, id="portal.E001"
        )
        return
    yield from _automatic_many_to_many(model)
    yield from _uniques_without_municipality(model)
    yield from _keys_pointing_up(model)


def _keys_into_tenant_tables(model: type[models.Model]) -> Iterator[CheckMessage]:
    for field in model._meta.local_fields:
        target = getattr(field.remote_field, "model", None)
        if target and not isinstance(target, str) and catalogue.is_tenant(target):
            yield Error(f"{field} points from a shared table into a tenant table.", obj=model, id="portal.E005")


def _automatic_many_to_many(model: type[models.Model]) -> Iterator[CheckMessage]:
    for field in model._meta.local_many_to_many:
        if field.remote_field.through._meta.auto_created:  # type: ignore[union-attr]
            hint = "Write the table between as a TenantModel and name it in `through`."
            yield Error(f"{field} makes a table without a municipality.", hint=hint, obj=model, id="portal.E002")


def _uniques_without_municipality(model: type[models.Model]) -> Iterator[CheckMessage]:
    hint = "Use UniqueConstraint(fields=['municipality', ...])."
    groups = [tuple(c.fields) for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]
    groups += [tuple(g) for g in model._meta.unique_together]
    groups += [
        (f.name,) for f in model._meta.local_fields if f.unique and not f.primary_key and not f.one_to_one
    ]  # one-to-one keys are made composite by the schema editor
    for fields in groups:
        if not fields or fields[0] != "municipality":
            yield Error(f"unique {fields} does not start with municipality.", hint=hint, obj=model, id="portal.E003")


def _keys_pointing_up(model: type[models.Model]) -> Iterator[CheckMessage]:
    for field in model._meta.local_fields:
        target = getattr(field.remote_field, "model", None)
        if target and not isinstance(target, str) and _storey(target) > _storey(model):
            yield Error(f"{field} points up to {target._meta.label}.", obj=model, id="portal.E006")


def _storey(model: type[models.Model]) -> int:
    top = model.__module__.split(".", maxsplit=1)[0]
    return STOREYS.index(top) if top in STOREYS else 0


def fields_have_a_purpose(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """Each field of our own models says what it is kept for and how long (row P2 of the fault list)."""
    return list(purpose_problems(_models(app_configs)))


def purpose_problems(models_to_check: Iterable[type[models.Model]]) -> Iterator[CheckMessage]:
    """The fields that KEEPS does not name, and the names in KEEPS that are no field."""
    hint = "Name it in KEEPS with its purpose and its end, or remove it there."
    for model in models_to_check:
        if model.__module__.split(".", maxsplit=1)[0] not in STOREYS:
            continue
        told = {name for keep in getattr(model, "KEEPS", ()) for name in keep.names}
        own = {field.name for field in model._meta.local_fields} - {"id"}
        own -= BASE_FIELDS if catalogue.is_tenant(model) else set()
        for name in sorted(own ^ told):
            label = f"{model._meta.label}.{name}"
            yield Error(f"{label} has no purpose and retention.", hint=hint, obj=model, id="portal.E004")


def catalogue_is_closed(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """The database itself keeps municipalities apart, on every table (row T4)."""
    return [
        Error(line, id="portal.E007") for using in databases or () for line in catalogue.violations(connections[using])
    ]
