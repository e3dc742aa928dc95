"""The account pages under the names by which allauth knows them, so without a namespace. Only these; no sign-up."""

from __future__ import annotations

from django.urls import path, re_path

from portal.desk.views import account

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
]
