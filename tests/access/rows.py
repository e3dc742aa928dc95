"""One row of any tenant model, made without knowing it: each text field holds the canary of its municipality.

A model whose constraints want more than that gets a line in WANTS.
"""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from portal.municipalities.catalogue import is_tenant
from portal.web.house_style import ZEE

if TYPE_CHECKING:
    from tests.access.world import Town

NUMBER = itertools.count(1)
SOON = dt.datetime(2031, 3, 3, 9, 0, tzinfo=dt.UTC)
LATER = SOON + dt.timedelta(hours=2)

# What a model wants beside canaries: one line each, "app.Model": {field: value, or a function of the town}.
WANTS: Mapping[str, Mapping[str, Any]] = {
    # Its day has come, for who writes down who came; it has not begun, for who signs up.
    "activities.Session": {"ends_at": LATER, "local_date": dt.date(2026, 3, 2)},
    "activities.Capacity": {"what": "places", "total": 20, "taken": 1},
    "activities.Registration": {"adults": 1},
    # Two of whom the first was there before the other.
    "partners.TwoPeople": {"other": lambda town: town.row("partners.Parent", phone="+31612345678")},
    "partners.Presence": {"public": True, "weekday": 1},
    "municipalities.OwnStyle": {"values": list(ZEE.values)},
    # Nowhere: a provider that nobody asks.
    "accounts.WorkProvider": {"is_on": False},
    "outbox.Message": {"state": "parked", "error": "canary"},
    "jobs.Job": {"started_by": lambda town: town.users["partner"].pk},
}
# Tables that only their own room fills, in its own way.
NEVER = {"audit.AuditEntry", "audit.AuditSeal"}


def tenant_models() -> list[type[models.Model]]:
    """Every model whose rows belong to a municipality."""
    return [model for model in apps.get_models() if model._meta.managed and is_tenant(model)]


def make(model: type[models.Model], town: Town, more: Mapping[str, Any]) -> models.Model:
    """A row of this model in this town, with what else is wanted; rows that it points to are made too."""
    wants = {**WANTS.get(model._meta.label, {}), **more}
    row = model()
    for field in model._meta.concrete_fields:
        if field.name in wants:
            value = wants[field.name]
            setattr(row, field.name, value(town) if callable(value) else value)
        elif field.name not in {"id", "municipality", "public_id"}:
            _fill(row, field, town)
    # bulk_create: what save() of a model adds is not what is looked at here.
    (made,) = model._meta.base_manager.bulk_create([row])
    return made


def _fill(row: models.Model, field: models.Field[Any, Any], town: Town) -> None:
    if isinstance(field, models.ForeignKey):
        if not field.null:
            setattr(row, field.name, town.row(field.related_model))
    elif isinstance(field, models.CharField | models.TextField):
        setattr(row, field.name, _text(field, town))
    elif not field.has_default() and not field.null and not _database_gives(field):
        setattr(row, field.name, next(make() for kind, make in VALUES.items() if isinstance(field, kind)))


def _text(field: models.Field[Any, Any], town: Town) -> str:
    if field.choices:
        return str(field.get_default() or field.flatchoices[0][0])
    if isinstance(field, models.EmailField) or "email" in field.name:
        return f"{town.canary}{next(NUMBER)}@canary.example"
    whole = f"{town.canary} {field.name} {next(NUMBER)}"
    return whole if not field.max_length or len(whole) <= field.max_length else _short(field.max_length, town)


def _short(room: int, town: Town) -> str:
    return f"{town.canary}{next(NUMBER)}" if room >= len(town.canary) + 4 else f"{next(NUMBER)}"[:room]


def _database_gives(field: models.Field[Any, Any]) -> bool:
    return field.db_default is not models.NOT_PROVIDED or getattr(field, "auto_now_add", False)


VALUES: Mapping[type[models.Field[Any, Any]], Callable[[], Any]] = {
    models.DateTimeField: lambda: SOON,
    models.DateField: SOON.date,
    models.TimeField: SOON.time,
    models.BooleanField: lambda: False,
    models.IntegerField: lambda: 1,
    models.BinaryField: lambda: b"canary",
    models.JSONField: dict,
    models.UUIDField: uuid.uuid4,
    models.DecimalField: lambda: 1,
    models.FloatField: lambda: 1.0,
}
