from __future__ import annotations

from django.apps import AppConfig
from django.core import checks


class OutboxConfig(AppConfig):
    name = "portal.outbox"
    label = "outbox"

    def ready(self) -> None:
        from portal.outbox import checks as own
        from portal.outbox import registry

        registry.keeps_locked(registry.Locked("outbox.Message", "body"))
        checks.register(own.sender_is_an_address)
