"""A tenant model written carelessly is caught by a check, or repaired by the schema editor and the catalogue step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.utils import isolate_apps

from portal.municipalities import catalogue, checks
from portal.municipalities.models import Municipality, TenantModel
from rig.testdatabase import owner_url

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def owner() -> Iterator[BaseDatabaseWrapper]:
    """A connection of the owner of the tables, who alone may make them."""
    address = urlsplit(owner_url())
    made = connection.copy()
    made.settings_dict.update(
        USER=unquote(address.username or ""), PASSWORD=unquote(address.password or ""), TENANT_GUARD=False
    )
    yield made
    with made.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS careless_child, careless_parent CASCADE")
    made.close()


def _create(owner: BaseDatabaseWrapper, *made: type[models.Model]) -> None:
    with owner.schema_editor() as editor:
        for model in made:
            editor.create_model(model)


def _pair() -> tuple[type[models.Model], type[models.Model]]:
    class Above(TenantModel):
        class Meta:
            app_label = "municipalities"
            db_table = "careless_parent"

    class Below(TenantModel):
        above = models.ForeignKey(Above, on_delete=models.CASCADE)
        only = models.OneToOneField(Above, on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "municipalities"
            db_table = "careless_child"

    return Above, Below


def _about(lines: list[str]) -> list[str]:
    return [line for line in lines if "careless" in line]


@isolate_apps("portal.municipalities")
def test_a_table_without_policy_is_named_and_then_secured(owner: BaseDatabaseWrapper) -> None:
    _create(owner, *_pair())
    named = _about(catalogue.violations(owner))
    assert any(line.startswith("no policy: careless_parent") for line in named), named
    assert any(line.startswith("row security not on and forced: careless_child") for line in named), named
    catalogue.secure(owner)
    assert _about(catalogue.violations(owner)) == []
    catalogue.secure(owner)  # again changes nothing


@isolate_apps("portal.municipalities")
def test_the_schema_editor_makes_keys_and_uniques_composite(owner: BaseDatabaseWrapper) -> None:
    _create(owner, *_pair())
    named = _about(catalogue.violations(owner))
    assert not [line for line in named if line.startswith(("plain foreign key", "unique without"))], named
    with owner.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'careless_child'::regclass"
        )
        keys = [row[0] for row in cursor.fetchall()]
    assert any(
        "FOREIGN KEY (municipality_id, above_id) REFERENCES careless_parent(municipality_id, id)" in k for k in keys
    ), keys
    assert "UNIQUE (municipality_id, only_id)" in keys
    assert "UNIQUE (municipality_id, public_id)" in keys


@isolate_apps("portal.municipalities")
def test_a_municipality_that_comes_later_leads_all_keys_too(owner: BaseDatabaseWrapper) -> None:
    class Late(models.Model):
        public_id = models.UUIDField()

        class Meta:
            app_label = "municipalities"
            db_table = "careless_parent"

        def __str__(self) -> str:
            return "late"

    _create(owner, Late)
    column = models.ForeignKey(Municipality, on_delete=models.PROTECT, db_index=False, related_name="+")
    column.contribute_to_class(Late, "municipality")
    with owner.schema_editor() as editor:
        editor.add_field(Late, column)
    catalogue.secure(owner)
    assert _about(catalogue.violations(owner)) == []


@isolate_apps("portal.municipalities")
def test_a_plain_key_made_behind_the_schema_editor_is_named_and_repaired(owner: BaseDatabaseWrapper) -> None:
    _create(owner, *_pair())
    with owner.cursor() as cursor:
        cursor.execute("ALTER TABLE careless_child ADD COLUMN plain bigint REFERENCES careless_parent (id)")
    assert any("plain foreign key: careless_child" in line for line in catalogue.violations(owner))
    catalogue.secure(owner)
    assert _about(catalogue.violations(owner)) == []


@isolate_apps("portal.municipalities")
def test_a_unique_without_municipality_is_caught_by_check_and_catalogue(owner: BaseDatabaseWrapper) -> None:
    class Careless(TenantModel):
        code = models.CharField(max_length=5, unique=True)
        name = models.CharField(max_length=5)

        class Meta:
            app_label = "municipalities"
            db_table = "careless_parent"
            constraints = (models.UniqueConstraint(fields=["name"], name="careless_unique"),)

    assert _ids(Careless) == ["portal.E003", "portal.E003"]
    _create(owner, Careless)
    assert any("unique without municipality: careless_parent" in line for line in catalogue.violations(owner))


@isolate_apps("portal.municipalities")
def test_an_automatic_many_to_many_is_caught() -> None:
    class Above(TenantModel):
        class Meta:
            app_label = "municipalities"

    class Careless(TenantModel):
        friends: Any = models.ManyToManyField(Above)

        class Meta:
            app_label = "municipalities"

    assert "portal.E002" in _ids(Careless)


@isolate_apps("portal.municipalities")
def test_a_table_of_no_municipality_is_caught() -> None:
    class Careless(models.Model):
        class Meta:
            app_label = "municipalities"

        def __str__(self) -> str:
            return "careless"

    assert _ids(Careless) == ["portal.E001"]


@isolate_apps("portal.municipalities")
def test_a_field_without_purpose_is_caught() -> None:
    class Careless(TenantModel):
        secret = models.CharField(max_length=5)

        class Meta:
            app_label = "municipalities"

    Careless.__module__ = "portal.municipalities.models"
    problems = [p for p in checks.purpose_problems([Careless]) if "secret" in p.msg]
    assert [p.id for p in problems] == ["portal.E004"]


def _ids(model: type[models.Model]) -> list[str]:
    return [problem.id or "" for problem in checks.tenancy_problems(model)]
