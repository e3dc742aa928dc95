from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "portal.desk"
    label = "desk"

    def ready(self) -> None:
        from portal.desk.domain.sweep import sweep_each_hour
        from portal.desk.messages import PasswordChanged, PasswordLink
        from portal.outbox import registry

        registry.register(PasswordLink())
        registry.register(PasswordChanged())
        registry.on_due("desk.sweep", sweep_each_hour)
