"""The loud layer: a query on a tenant table outside a municipality is an error, not an empty list."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import compiler

from portal.municipalities import catalogue, tenant


class _Guarded:
    query: Any
    connection: Any

    def execute_sql(self, *args: Any, **kwargs: Any) -> Any:
        if tenant.active_id() is None and self.connection.settings_dict.get("TENANT_GUARD", True):
            self._refuse_tenant_tables()
        return super().execute_sql(*args, **kwargs)  # type: ignore[misc]  # the compiler beside it in the bases

    def _refuse_tenant_tables(self) -> None:
        names = {join.table_name for join in self.query.alias_map.values()}
        if self.query.model is not None:
            names.add(self.query.model._meta.db_table)
        touched = names & catalogue.tenant_tables()
        if touched:
            raise tenant.NoMunicipality(f"{', '.join(sorted(touched))} outside a municipality")


class SQLCompiler(_Guarded, compiler.SQLCompiler):
    pass


class SQLInsertCompiler(_Guarded, compiler.SQLInsertCompiler):
    pass


class SQLDeleteCompiler(_Guarded, compiler.SQLDeleteCompiler):
    pass


class SQLUpdateCompiler(_Guarded, compiler.SQLUpdateCompiler):
    pass


class SQLAggregateCompiler(_Guarded, compiler.SQLAggregateCompiler):
    pass
