"""The forms of sign-in and password: allauth's, in our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.queries import active_user
from portal.desk.domain.send_account_mail import send_account_mail
from portal.web.limits import allow_mail

NEW = _("New password")
AGAIN = _("The new password once more")
HINT = _("At least 12 characters. A few words in a row are easy to remember.")


class _Plain(forms.Form):
    """Without placeholders: the label says it, and stays."""

    words: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.words.get(name, field.label)
            field.help_text = HINT if name == "password1" else ""


class SignInForm(_Plain, allauth_forms.LoginForm):  # type: ignore[misc]  # allauth carries no types
    """Address and password."""

    words = {"login": _("E-mail address"), "password": _("Password")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class _Twice(_Plain):
    """A new password, typed twice."""

    words = {"oldpassword": _("Your password of now"), "password1": NEW, "password2": AGAIN}

    def clean(self) -> dict[str, Any]:
        """The two must be the same."""
        typed = forms.Form.clean(self) or self.cleaned_data  # not allauth's, which says the same in other words
        first, second = typed.get("password1"), typed.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords are not the same."))
        return typed


class ChangeForm(_Twice, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """Another password, by somebody who is signed in and knows the one of now."""


class NewPasswordForm(_Twice, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """Another password, by somebody who followed the link in a mail."""


class ResetForm(_Plain, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """Ask for a link to set a new password; the answer is the same for every address."""

    words = {"email": _("E-mail address")}

    def clean_email(self) -> str:
        """Nothing is looked up here: the answer may not depend on it."""
        return str(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **kwargs: Any) -> str:  # noqa: ARG002 - allauth's signature
        """Send the link to a known address, not more often than the limit for mails from forms."""
        email = str(self.cleaned_data["email"])
        may = allow_mail(email)
        user = active_user(email)
        if may and user:
            occurrence = timezone.now().isoformat(timespec="microseconds")
            send_account_mail(user=user, kind="desk.password_link", occurrence=occurrence)
        return email
