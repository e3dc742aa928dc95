from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "portal.desk"
    label = "desk"

    def ready(self) -> None:
        from portal.accounts.rules import administrator, anyone_signed_in, privacy_officer
        from portal.audit.registry import name_actions
        from portal.desk.domain.sweep import sweep_each_hour
        from portal.desk.messages import PasswordChanged, PasswordLink
        from portal.desk.spec import ACTIONS
        from portal.outbox import registry
        from portal.web.registry import NavItem, nav

        registry.register(PasswordLink())
        registry.register(PasswordChanged())
        registry.on_due("desk.sweep", sweep_each_hour)
        name_actions(ACTIONS)
        nav(NavItem(_("Today"), "ground:today", anyone_signed_in, order=1))
        nav(NavItem(_("Long work"), "ground:jobs", anyone_signed_in, order=95, place="footer"))
        nav(NavItem(_("Messages"), "ground:outbox", administrator | privacy_officer, order=80))
        nav(NavItem(_("Log"), "ground:audit", administrator | privacy_officer, order=90))
