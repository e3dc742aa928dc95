from __future__ import annotations

from portal.desk.forms.account import ChangeForm, NewPasswordForm, ResetForm, SignInForm
from portal.desk.forms.areas import AreasForm
from portal.desk.forms.filters import AuditFilter, FindForm

__all__ = [
    "AreasForm",
    "AuditFilter",
    "ChangeForm",
    "FindForm",
    "NewPasswordForm",
    "ResetForm",
    "SignInForm",
]
