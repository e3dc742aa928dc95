"""The account pages under the names by which allauth knows them, so without a namespace. Only these; no sign-up."""

from __future__ import annotations

from django.urls import path, re_path

from portal.desk.views import account, factors, session, work_account

urlpatterns = [
    path("inloggen/", account.sign_in, name="account_login"),
    path("uitloggen/", account.sign_out, name="account_logout"),
    path("account/gestopt/", account.inactive, name="account_inactive"),
    path("account/wachtwoord/", account.change_password, name="account_change_password"),
    path("account/wachtwoord/vergeten/", account.ask_password, name="account_reset_password"),
    path("account/wachtwoord/verstuurd/", account.ask_password_done, name="account_reset_password_done"),
    re_path(
        r"^account/wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        account.new_password,
        name="account_reset_password_from_key",
    ),
    path("account/wachtwoord/klaar/", account.new_password_done, name="account_reset_password_from_key_done"),
    path("account/wachtwoord/bevestigen/", factors.surely, name="account_reauthenticate"),
    path("account/sessie/", session.session, name="account_session"),
    path("account/nog-een-keer/", session.once_more, name="account_once_more"),
    path("account/veilig-inloggen/", factors.overview, name="mfa_index"),
    path("account/veilig-inloggen/app/", factors.add_app, name="mfa_activate_totp"),
    path("account/veilig-inloggen/app/weghalen/", factors.remove_app, name="mfa_deactivate_totp"),
    path("account/veilig-inloggen/herstelcodes/", factors.show_codes, name="mfa_view_recovery_codes"),
    path("account/veilig-inloggen/herstelcodes/nieuw/", factors.new_codes, name="mfa_generate_recovery_codes"),
    path("account/veilig-inloggen/passkey/", factors.add_passkey, name="mfa_add_webauthn"),
    path("account/veilig-inloggen/passkey/<int:pk>/naam/", factors.rename_passkey, name="mfa_edit_webauthn"),
    path("account/veilig-inloggen/passkey/<int:pk>/weghalen/", factors.remove_passkey, name="mfa_remove_webauthn"),
    path("account/veilig-inloggen/werkaccount/", work_account.own, name="work_account"),
    path("account/veilig-inloggen/werkaccount/<slug:place>/koppelen/", work_account.link, name="link_work_account"),
    path("account/veilig-inloggen/werkaccount/<slug:place>/weghalen/", work_account.unlink, name="unlink_work_account"),
    path("inloggen/werkaccount/", work_account.choose, name="work_account_choose"),
    path("inloggen/werkaccount/<slug:place>/", work_account.start, name="work_account_start"),
    path("inloggen/werkaccount/<slug:place>/terug/", work_account.come_back, name="work_account_back"),
    path("inloggen/code/", factors.step, name="mfa_authenticate"),
    path("inloggen/passkey/", factors.passkey_sign_in, name="mfa_login_webauthn"),
]
