from __future__ import annotations

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

# What these actions are called in the log.
ACTIONS = {
    "figures.columns_chosen": _("Said how a table of figures is read"),
    "figures.import_started": _("Began to read in a table of figures"),
    "figures.imported": _("Read in figures from a table"),
    "figures.taken": _("Chose a table of figures to read in"),
    "figures.undone": _("Took back the figures of a table"),
    "programme.adopted": _("Started a programme"),
}
# What an entry of the log is about, and which fields it names.
WORDS = {
    "programmes.FigureList": _("Table of figures"),
    "programmes.Programme": _("Programme"),
    "areas": _("neighbourhoods"),
    "figures": _("figures"),
    "method": _("method"),
    "plan": _("plan"),
}


class ProgrammesConfig(AppConfig):
    name = "programmes"
    label = "programmes"

    def ready(self) -> None:
        from portal.audit.registry import name_actions, name_words
        from portal.municipalities.registry import keeps_until, on_new_division, tell_made_up
        from portal.web.registry import NavItem, nav, tile
        from programmes import rules
        from programmes.checks import methods_work
        from programmes.domain.follow_division import follow_division
        from programmes.domain.made_up import MADE_UP
        from programmes.domain.terms import TERMS
        from programmes.views import tiles

        checks.register(methods_work)
        on_new_division(follow_division)
        keeps_until(*TERMS)
        tell_made_up(MADE_UP)
        nav(NavItem(_("Programmes"), "programmes:programmes", rules.sees_programmes, order=15))
        nav(NavItem(_("Figures"), "programmes:figures", rules.sees_programmes, order=25))
        tile("policy_officer", tiles.running)
        name_actions(ACTIONS)
        name_words(WORDS)
        _figures()


def _figures() -> None:
    """What is read in from tables of figures, and saved as one."""
    from portal.jobs.registry import register
    from portal.outbox import registry as outbox
    from portal.web import exports, lists
    from programmes.domain.figure_lists import FIGURES
    from programmes.domain.forget_over import forget_unread
    from programmes.domain.import_figures import OUTCOMES, import_figures
    from programmes.domain.start_figures import JOB
    from programmes.queries.exports import SAVED_FIGURES

    exports.register(SAVED_FIGURES)
    lists.register(FIGURES)
    outbox.on_due("programmes.forget_unread", forget_unread)
    register(JOB, import_figures, label=_("Read in figures"), queue="heavy", counts=OUTCOMES)
