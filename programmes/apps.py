from __future__ import annotations

from django.apps import AppConfig
from django.core import checks


class ProgrammesConfig(AppConfig):
    name = "programmes"
    label = "programmes"

    def ready(self) -> None:
        from programmes.checks import methods_work

        checks.register(methods_work)
