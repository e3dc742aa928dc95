from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


class MunicipalitiesConfig(AppConfig):
    name = "portal.municipalities"
    label = "municipalities"

    def ready(self) -> None:
        from portal.municipalities import checks as own

        post_migrate.connect(secure_catalogue, sender=self)
        checks.register(own.models_are_tenant_or_shared, checks.Tags.models)
        checks.register(own.fields_have_a_purpose, checks.Tags.models)
        checks.register(own.catalogue_is_closed, checks.Tags.database)


def secure_catalogue(using: str = "default", **_: Any) -> None:
    """After every migrate: policies, keys and grants on all tables, also those whose column came later."""
    from django.db import connections

    from portal.municipalities.catalogue import secure

    secure(connections[using])
