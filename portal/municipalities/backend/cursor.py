from __future__ import annotations

from typing import Any

from psycopg2.extensions import TRANSACTION_STATUS_IDLE, TRANSACTION_STATUS_INERROR, cursor
from psycopg2.sql import Composable

from portal.municipalities import tenant


class TenantCursor(cursor):
    """Sends the municipality in the same message as each statement, so that no pool or switch can mix them."""

    def execute(self, query: Any, vars: Any = None) -> None:  # noqa: A002 - psycopg2's own name
        super().execute(self._scoped(query), vars)

    def executemany(self, query: Any, vars_list: Any) -> None:
        super().executemany(self._scoped(query), vars_list)

    def _scoped(self, query: Any) -> Any:
        municipality_id = tenant.active_id()
        status = self.connection.info.transaction_status
        # After an error only ROLLBACK may be sent; a statement in front of it would be refused.
        if status == TRANSACTION_STATUS_INERROR:
            return query
        # Outside both, CREATE DATABASE and CONCURRENTLY must travel alone.
        if municipality_id is None and self.connection.autocommit and status == TRANSACTION_STATUS_IDLE:
            return query
        return _prefix(municipality_id) + _text(query, self)


def _prefix(municipality_id: int | None) -> str:
    value = "" if municipality_id is None else str(int(municipality_id))
    return f"SELECT set_config('app.municipality', '{value}', true);"


def _text(query: Any, inside: cursor) -> str:
    if isinstance(query, Composable):
        return query.as_string(inside)
    return query.decode() if isinstance(query, bytes) else str(query)
