from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "portal.desk"
    label = "desk"

    def ready(self) -> None:
        from portal.audit.registry import name_actions, name_words
        from portal.desk.domain.check_log import CHECK, check
        from portal.desk.domain.forget_over import forget_over
        from portal.desk.domain.made_up import OF_THE_GROUND
        from portal.desk.domain.save_list import KIND, saving
        from portal.desk.domain.sweep import sweep
        from portal.desk.domain.terms import TERMS
        from portal.desk.messages import FactorChanged, Invitation, PasswordChanged, PasswordLink
        from portal.desk.queries.exports import REGISTERS
        from portal.desk.spec import ACTIONS, PEOPLE, WORDS
        from portal.jobs import registry as jobs
        from portal.municipalities.registry import keeps_until, tell_made_up, tell_people
        from portal.outbox import registry
        from portal.web import exports

        registry.register(PasswordLink())
        registry.register(PasswordChanged())
        registry.register(FactorChanged())
        _watch_factors()
        registry.keeps_locked(registry.Locked("mfa.Authenticator", "data", inside=("secret", "seed", "migrated_codes")))
        registry.keeps_locked(registry.Locked("accounts.WorkProvider", "secret"))
        registry.register(Invitation())
        registry.on_tick("desk.sweep", sweep)
        registry.on_due("desk.forget_over", forget_over)
        keeps_until(*TERMS)
        tell_people(PEOPLE)
        tell_made_up(OF_THE_GROUND)
        for each in REGISTERS:
            exports.register(each)
        jobs.register(KIND, saving, label=_("Save a list as a file"), queue="heavy", counts={"rows": _("Rows")})
        told = {"seals": _("Seals looked at"), "faults": _("Places where something does not fit")}
        jobs.register(CHECK, check, label=_("Look whether the log is whole"), queue="heavy", counts=told)
        name_actions(ACTIONS)
        name_words(WORDS)
        name_words({f"reason_{name}": words for name, words in exports.REASONS.items()})
        _show()


def _watch_factors() -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.signals import authenticator_used
    from django.db.models.signals import post_delete, post_save

    from portal.desk import factors

    authenticator_used.connect(factors.on_used, dispatch_uid="desk.factor_used")
    post_save.connect(factors.on_saved, sender=Authenticator, dispatch_uid="desk.factor_saved")
    post_delete.connect(factors.on_deleted, sender=Authenticator, dispatch_uid="desk.factor_deleted")


def _show() -> None:
    """The links of the navigation and the tiles of the first page."""
    from portal.accounts.rules import administrator, anyone_signed_in, cjg, policy_officer, privacy_officer
    from portal.desk.views import tiles
    from portal.web.registry import NavItem, nav, tile

    nav(NavItem(_("Today"), "ground:today", anyone_signed_in, order=1))
    staff_with_work = cjg | policy_officer | administrator | privacy_officer
    nav(NavItem(_("Long work"), "ground:jobs", staff_with_work, order=95, place="footer"))
    nav(NavItem(_("Messages"), "ground:outbox", administrator | privacy_officer | policy_officer, order=80))
    nav(NavItem(_("House style"), "ground:house_style", administrator, order=86))
    nav(NavItem(_("Texts"), "ground:texts", administrator | privacy_officer, order=87))
    nav(NavItem(_("People and roles"), "ground:people", administrator | privacy_officer, order=82))
    nav(NavItem(_("Register"), "ground:register", administrator | privacy_officer, order=88))
    nav(NavItem(_("Log"), "ground:audit", administrator | privacy_officer, order=90))
    nav(NavItem(_("Neighbourhoods"), "ground:areas", administrator, order=85))
    for role in ("administrator", "privacy_officer"):
        tile(role, tiles.mails)
        tile(role, tiles.log)
    tile("administrator", tiles.areas)
    tile("privacy_officer", tiles.breaches)
    tile("privacy_officer", tiles.what_parents_read)
    tile("partner", tiles.ask_us)
