from __future__ import annotations

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_save


class WebConfig(AppConfig):
    name = "portal.web"
    label = "web"

    def ready(self) -> None:
        """Forget addresses when a municipality changes its own; check that every view says who may enter."""
        from portal.municipalities.models import Municipality
        from portal.web import checks as own
        from portal.web.addresses import forget_slugs

        post_save.connect(forget_slugs, sender=Municipality, dispatch_uid="portal.web.forget_slugs")
        checks.register(own.views_say_who_may_enter, checks.Tags.urls)
