from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base

from portal.municipalities.backend.cursor import TenantCursor
from portal.municipalities.backend.operations import DatabaseOperations
from portal.municipalities.backend.schema import DatabaseSchemaEditor


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's PostgreSQL with the municipality in every statement and composite keys between tenant tables."""

    SchemaEditorClass = DatabaseSchemaEditor
    ops_class = DatabaseOperations

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.cursor_factory = TenantCursor
        return connection
