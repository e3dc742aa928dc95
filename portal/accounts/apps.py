from __future__ import annotations

from django.apps import AppConfig
from django.core import checks


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"

    def ready(self) -> None:
        from portal.accounts import checks as own

        checks.register(own.framework_tables_have_a_purpose, checks.Tags.models)
        checks.register(own.framework_columns_have_a_purpose, checks.Tags.database)
