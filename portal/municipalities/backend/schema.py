from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.backends.ddl_references import Columns, Statement
from django.db.backends.postgresql import schema

from portal.municipalities.catalogue import is_tenant

# Django's own editor, whose methods for SQL the stubs do not know.
Editor: Any = schema.DatabaseSchemaEditor


class DatabaseSchemaEditor(Editor):  # type: ignore[misc]  # see above
    """Makes keys between tenant tables composite, so that a row can never point into another municipality."""

    # An inline key could not be composite; all are made at the end of the migration instead.
    sql_create_column_inline_fk = None

    def create_model(self, model: Any) -> None:
        super().create_model(model)
        if is_tenant(model):
            self._lead_by_municipality(model)

    def _lead_by_municipality(self, model: Any) -> None:
        fields = [f for f in model._meta.local_fields if f.unique or f.column == "public_id"]
        for field in fields:
            self.execute(self._tenant_unique_sql(model, ["municipality_id", field.column]))

    def _tenant_unique_sql(self, model: Any, columns: list[str]) -> str:
        table = model._meta.db_table
        name = self._create_index_name(table, columns, suffix="_uniq")
        listed = ", ".join(self.quote_name(c) for c in columns)
        return f"ALTER TABLE {self.quote_name(table)} ADD CONSTRAINT {self.quote_name(name)} UNIQUE ({listed})"

    def _iter_column_sql(
        self, column_db_type: Any, params: Any, model: Any, field: Any, field_db_params: Any, include_default: Any
    ) -> Iterator[str]:
        parts = super()._iter_column_sql(column_db_type, params, model, field, field_db_params, include_default)
        for part in parts:
            if part != "UNIQUE" or not is_tenant(model):
                yield part

    def add_field(self, model: Any, field: Any) -> None:
        super().add_field(model, field)
        if field.column == "municipality_id" and is_tenant(model):
            self._lead_by_municipality(model)
        elif field.unique and is_tenant(model):
            self.execute(self._tenant_unique_sql(model, ["municipality_id", field.column]))

    def _create_fk_sql(self, model: Any, field: Any, suffix: str) -> Statement:
        statement: Statement = super()._create_fk_sql(model, field, suffix)
        target = field.target_field.model
        if is_tenant(model) and is_tenant(target):
            pair = ["municipality_id", field.column], ["municipality_id", field.target_field.column]
            statement.parts["column"] = Columns(model._meta.db_table, pair[0], self.quote_name)
            statement.parts["to_column"] = Columns(target._meta.db_table, pair[1], self.quote_name)
        return statement

    def _constraint_names(self, model: Any, column_names: Any = None, **wanted: Any) -> list[str]:
        found: list[str] = super()._constraint_names(model, column_names, **wanted)
        if column_names and len(column_names) == 1 and is_tenant(model):
            pair = ["municipality_id", column_names[0]]
            found += super()._constraint_names(model, pair, **wanted)
        return found
