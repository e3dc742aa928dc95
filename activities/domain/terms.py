"""How long this storey keeps what, and what removes it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from activities.domain import forget_over
from portal.municipalities.spec import YEARS_7, Term

ABOUT_PEOPLE = tuple(f"activities.{name}" for name in ("Registration", "Invitation", "Reminder", "Attendance"))
SIGN_UPS = Term("sign_ups", _("Who was invited, signed up and came (by meeting)"), _("after the meeting"), 12, 3, 24,
                forget_over.forget_sign_ups, batch=50, models=ABOUT_PEOPLE)  # fmt: skip
LISTS = Term("meeting_lists", _("Where lists of meetings came from"), _("after it was read in"), YEARS_7, 12, YEARS_7,
             forget_over.forget_meeting_lists)  # fmt: skip
MEETINGS = Term("meetings", _("Meetings and how many came"), _("after the meeting"), YEARS_7, 24, YEARS_7,
                forget_over.forget_meetings, batch=50)  # fmt: skip
TERMS = (SIGN_UPS, LISTS, MEETINGS)
