"""How allauth does its work in this house: a part of the settings, which take it over as it stands."""

from __future__ import annotations

ACCOUNT_ADAPTER = "portal.desk.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # there is no sign-up; allauth wants the two to agree
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation proves the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_RATE_LIMITS = False  # ours are exact and survive everything: portal.accounts.domain.limit
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # this session stays, all others end
ACCOUNT_FORMS = {
    "login": "portal.desk.forms.SignInForm",
    "change_password": "portal.desk.forms.ChangeForm",
    "reset_password": "portal.desk.forms.ResetForm",
    "reset_password_from_key": "portal.desk.forms.NewPasswordForm",
    "reauthenticate": "portal.desk.forms.factor.SurelyForm",
}
MFA_ADAPTER = "portal.desk.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = False  # as above
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # a phone may be half a minute off; no code is taken twice: portal.desk.forms.factor
MFA_FORMS = {
    "authenticate": "portal.desk.forms.factor.CodeForm",
    "activate_totp": "portal.desk.forms.factor.AppForm",
    "add_webauthn": "portal.desk.forms.factor.NewPasskeyForm",
    "edit_webauthn": "portal.desk.forms.factor.PasskeyNameForm",
    "authenticate_webauthn": "portal.desk.forms.factor.PasskeyStepForm",
    "login_webauthn": "portal.desk.forms.factor.PasskeySignInForm",
}
