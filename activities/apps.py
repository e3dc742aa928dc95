from __future__ import annotations

from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# What these actions are called in the log.
ACTIONS = {
    "meetings.columns_chosen": _("Said how a list of meetings is read"),
    "meetings.import_started": _("Began to read in a list of meetings"),
    "meetings.imported": _("Planned meetings from a list"),
    "meetings.taken": _("Chose a list of meetings to read in"),
    "meetings.undone": _("Took back the meetings of a list"),
    "attendance.imported": _("Wrote down who came from a list"),
    "attendance.logged": _("Wrote down who came"),
    "registration.made": _("Signed up for a meeting"),
    "registration.changed": _("Changed a sign-up"),
    "registration.cancelled": _("Cancelled a sign-up"),
    "series.laid": _("Planned meetings"),
    "session.cancelled": _("Cancelled a meeting"),
    "session.invited": _("Invited parents to a meeting"),
    "session.moved": _("Moved a meeting"),
}
# What an entry of the log is about, and which fields it names.
WORDS = {
    "activities.MeetingList": _("List of meetings"),
    "activities.Registration": _("Sign-up"),
    "activities.Series": _("Series"),
    "activities.Session": _("Meeting"),
    "adults": _("adults"),
    "came": _("who came"),
    "cancel_reason": _("why it is off"),
    "cancelled_at": _("is off"),
    "children": _("children"),
    "chosen": _("what each column holds"),
    "encoding": _("letters"),
    "meetings": _("meetings"),
    "sign_ups": _("sign-ups"),
    "head_counts": _("number of visitors"),
    "local_date": _("day"),
    "local_end": _("until"),
    "local_start": _("from"),
    "location": _("place"),
    "sessions": _("meetings"),
    "title": _("title"),
}


class ActivitiesConfig(AppConfig):
    name = "activities"
    label = "activities"

    def ready(self) -> None:
        from activities import rules, tasks
        from activities.domain.about_parent import before_removal, met_each_other, parts_of_activities
        from activities.domain.follow_division import follow_division
        from activities.domain.remind import remind_due
        from activities.domain.signs_of_life import signs_here
        from activities.domain.start_inviting import INVITING
        from activities.domain.terms import TERMS
        from activities.messages.kinds import KINDS
        from activities.spec.made_up import MADE_UP
        from activities.spec.people import PEOPLE
        from activities.views import tiles
        from activities.views.on_soon import on_soon
        from partners.registry import About, about_parent, agenda_at, signs_of_life, what_is_on
        from portal.audit.registry import name_actions, name_words
        from portal.jobs import registry as jobs
        from portal.municipalities.registry import keeps_until, on_new_division, tell_made_up, tell_people
        from portal.outbox import registry as outbox
        from portal.web.addresses import murl
        from portal.web.registry import NavItem, nav, tile

        about_parent("activities", About(parts_of_activities, before_removal, met_each_other))
        on_new_division(follow_division)
        keeps_until(*TERMS)
        tell_people(PEOPLE)
        tell_made_up(MADE_UP)
        signs_of_life(signs_here)
        for kind in KINDS:
            outbox.register(kind())
        outbox.on_due("activities.reminders", remind_due)
        jobs.register(INVITING, tasks.inviting, label=_("Invite parents"), counts={"invited": _("Invited")})
        nav(NavItem(_("Agenda"), "activities:agenda", order=10))
        nav(NavItem(_("Meetings"), "activities:sessions", rules.sees_sessions, order=20))
        nav(NavItem(_("Send me a new link"), "activities:new_link", place="new_link"))
        for role in ("policy_officer", "cjg"):
            tile(role, tiles.coming_week)
            tile(role, tiles.to_invite)
        tile("cjg", tiles.to_log)
        tile("partner", tiles.public_agenda)
        what_is_on(on_soon)
        agenda_at(partial(murl, "activities:agenda"))
        name_actions(ACTIONS)
        name_words(WORDS)
        _lists()


def _lists() -> None:
    """What is read in from lists, and saved as one."""
    from activities.domain.event_lists import ATTENDANCE, EVENTS
    from activities.domain.forget_lists import forget_lists
    from activities.domain.import_came import DAYS, import_came
    from activities.domain.import_meetings import OUTCOMES, import_meetings
    from activities.domain.start_list import JOBS
    from activities.models import ListKind
    from activities.queries.exports import MEETINGS, SIGN_UPS
    from portal.jobs.registry import register
    from portal.outbox import registry as outbox
    from portal.web import exports, lists

    for export in (MEETINGS, SIGN_UPS):
        exports.register(export)
    for kind in (EVENTS, ATTENDANCE):
        lists.register(kind)
    outbox.on_due("activities.forget_lists", forget_lists)
    meetings, came = JOBS[ListKind.MEETINGS], JOBS[ListKind.CAME]
    register(meetings, import_meetings, label=_("Read in meetings"), queue="heavy", counts=OUTCOMES)
    register(came, import_came, label=_("Read in who came"), queue="heavy", counts=DAYS)
