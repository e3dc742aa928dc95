from __future__ import annotations

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "portal.web"
    label = "web"

    def ready(self) -> None:
        """Forget addresses when a municipality changes its own; check that every view says who may enter."""
        from portal.municipalities.models import Municipality
        from portal.web import checks as own
        from portal.web.addresses import forget_slugs
        from portal.web.registry import NavItem, nav

        post_save.connect(forget_slugs, sender=Municipality, dispatch_uid="portal.web.forget_slugs")
        checks.register(own.views_say_who_may_enter, checks.Tags.urls)
        nav(NavItem(_("Accessibility"), "web:accessibility", place="footer", order=10))
        nav(NavItem(_("Privacy"), "web:privacy", place="footer", order=20))
