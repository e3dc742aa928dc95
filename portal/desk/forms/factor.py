"""The forms of the second factor: allauth's, in our words, counted in the database."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from portal.accounts.domain.limit import Limit, take
from portal.accounts.models import User
from portal.desk.forms.account import _Plain
from portal.web.errors import too_many
from portal.web.tries import Tries

# Longer than any code of an app is right: three half minutes.
ONCE = (Limit(1, 10 * 60),)
LONGEST_NAME = 60
# What an answer may raise that is wrong, or that no browser made.
MALFORMED = (ValidationError, ValueError, TypeError, KeyError, AttributeError)
NOT_MADE = _("Your browser made no passkey. Try again, or choose an app on your phone.")
APP_CODE = _("The code that your app shows now: six digits.")


def _use_up(user: User, code: str) -> None:
    """Let no code of an app be right twice, not even at the same moment, nor in another way of typing it."""
    if not take(key=f"used:{user.pk}:{normalize_user_code(code)}", limits=ONCE):
        raise get_adapter().validation_error("incorrect_code")


class _Coded(_Plain):
    """A box for a code."""

    hints: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}
        self.fields["code"].help_text = self.hints["code"]


class CodeForm(_Coded, AuthenticateForm):  # type: ignore[misc]  # allauth carries no types
    """The code at sign-in, of an app or from the list of recovery codes."""

    words = {"code": _("Code")}
    hints = {"code": _("The six digits that your app shows now, or one of your recovery codes.")}

    def clean_code(self) -> str:
        """Look at a code only when it may still be tried; the 429 page otherwise, also for a right one."""
        tries = Tries(context.request, self.user.email, "code")
        if not tries.allowed():
            raise ImmediateHttpResponse(too_many(context.request))
        code: str = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            _use_up(self.user, code)
        tries.succeeded()
        return code


class AppForm(_Coded, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app."""

    words = {"code": _("Code from the app")}
    hints = {"code": APP_CODE}

    def clean_code(self) -> str:
        """Right, and from now on used."""
        code: str = super().clean_code()
        _use_up(self.user, code)
        return code


class SurelyForm(_Plain, ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something of the account changes."""

    words = {"password": _("Password")}


class _Ceremony(forms.Form):
    """What a browser answered for a passkey; an answer of nothing or nonsense is a wrong code, never a fault."""

    def clean_credential(self) -> Any:
        """As allauth reads it."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except MALFORMED as error:
            raise get_adapter().validation_error("incorrect_passkey") from error


class NewPasskeyForm(_Plain, passkeys.AddWebAuthnForm):  # type: ignore[misc]
    """A passkey and what its owner calls it. Each asks for a finger, a face or a code: no weaker kind is made."""

    words = {"name": _("Name of this passkey"), "credential": _("Passkey")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)
        self.fields["credential"].error_messages |= dict.fromkeys(("required", "invalid"), NOT_MADE)
        _name(self.fields["name"])

    def clean(self) -> dict[str, Any]:
        """As allauth reads it, for a passkey that is enough by itself."""
        try:
            typed: dict[str, Any] = super().clean() or {}
        except MALFORMED as error:
            raise forms.ValidationError(NOT_MADE) from error
        return typed


class PasskeyNameForm(_Plain, passkeys.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    words = {"name": _("Name of this passkey")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self.fields["name"])


class PasskeyStepForm(_Ceremony, passkeys.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey in the place of a code, after the password."""


class PasskeySignInForm(_Ceremony, passkeys.LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey and nothing else."""


def _name(field: forms.Field) -> None:
    field.max_length = LONGEST_NAME  # type: ignore[attr-defined]
    field.validators.append(MaxLengthValidator(LONGEST_NAME))
    field.widget.attrs["maxlength"] = str(LONGEST_NAME)
    field.help_text = _("For example: laptop of work, or my phone.")
