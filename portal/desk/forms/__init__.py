from __future__ import annotations

from portal.desk.forms.account import ChangeForm, NewPasswordForm, ResetForm, SignInForm
from portal.desk.forms.areas import AreasForm
from portal.desk.forms.filters import AuditFilter, FindForm, FindOwnForm
from portal.desk.forms.house_style import ContactForm, StyleForm
from portal.desk.forms.people import InviteForm, JoinForm, PeopleFilter, StopForm
from portal.desk.forms.quiet import FeastDayForm, QuietForm

__all__ = [
    "AreasForm",
    "AuditFilter",
    "ChangeForm",
    "ContactForm",
    "FeastDayForm",
    "FindForm",
    "FindOwnForm",
    "InviteForm",
    "JoinForm",
    "NewPasswordForm",
    "PeopleFilter",
    "QuietForm",
    "ResetForm",
    "SignInForm",
    "StopForm",
    "StyleForm",
]
