from __future__ import annotations

from django.db.backends.postgresql import operations


class DatabaseOperations(operations.DatabaseOperations):
    """PostgreSQL's own, with the compilers that refuse a tenant table outside a municipality."""

    compiler_module = "portal.municipalities.backend.compiler"
