from __future__ import annotations

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

# What these actions are called in the log.
ACTIONS = {"programme.adopted": _("Started a programme")}
# What an entry of the log is about, and which fields it names.
WORDS = {"programmes.Programme": _("Programme"), "areas": _("neighbourhoods"), "method": _("method"), "plan": _("plan")}


class ProgrammesConfig(AppConfig):
    name = "programmes"
    label = "programmes"

    def ready(self) -> None:
        from portal.audit.registry import name_actions, name_words
        from portal.municipalities.registry import keeps_until, on_new_division
        from portal.web import lists
        from portal.web.registry import NavItem, nav, tile
        from programmes import rules
        from programmes.checks import methods_work
        from programmes.domain.figure_lists import FIGURES
        from programmes.domain.follow_division import follow_division
        from programmes.domain.terms import TERMS
        from programmes.views import tiles

        checks.register(methods_work)
        on_new_division(follow_division)
        keeps_until(*TERMS)
        lists.register(FIGURES)
        nav(NavItem(_("Programmes"), "programmes:programmes", rules.sees_programmes, order=15))
        tile("policy_officer", tiles.running)
        name_actions(ACTIONS)
        name_words(WORDS)
