"""The second factor: allauth's views, each declared, in our own words and under our own addresses."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account_views
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.mfa.webauthn.internal import auth, flows
from django.contrib import messages as flash
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy

from portal.accounts.models import User
from portal.accounts.queries import municipalities_of, roles_anywhere
from portal.web.access import account, factor_given, factor_missing
from portal.web.doors import forget_door, shut
from portal.web.errors import too_many
from portal.web.limits import allow_network

OVERVIEW = reverse_lazy("mfa_index")
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
View = Callable[..., HttpResponseBase]


def proven(view: View) -> View:
    """For who is signed in; who has a second factor gave it in this session, else they sign in again."""

    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if shut(request) or (not factor_given(request) and get_adapter().is_mfa_enabled(request.user, types=FACTORS)):
            logout(request)
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return enter


class Overview(base.IndexView):  # type: ignore[misc]  # allauth carries no types
    """Everything that somebody signs in with."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Also: whether they must choose something first, and where they work when they need not."""
        must = factor_missing(self.request, roles_anywhere(self.request.user.pk))
        context: dict[str, Any] = super().get_context_data(**kwargs)
        found = context["authenticators"]
        return {
            **context,
            "must": must,
            **({} if must else _places(self.request.user)),
            "app": found.get(Authenticator.Type.TOTP),
            "passkeys": found.get(Authenticator.Type.WEBAUTHN, []),
            "codes": found.get(Authenticator.Type.RECOVERY_CODES),
        }


def _places(user: User) -> dict[str, Any]:
    """The municipality where somebody works, or the page that lists them, nothing for who works nowhere; and whether
    one of them uses work accounts. One query.
    """
    found = municipalities_of(user)
    work = {"work_accounts": any(place.work_accounts for place in found)}
    if len(found) == 1:
        return {"back": f"/{found[0].slug}/", "place": found[0].name, **work}
    return {"back": "/", **work} if found else {}


class AddApp(totp.ActivateTOTPView):  # type: ignore[misc]
    """Scan, type the first code, done."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Also: the key in groups of four, for who types it."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        return {**context, "groups": [secret[at : at + 4] for at in range(0, len(secret), 4)]}


class AddPasskey(passkeys.AddWebAuthnView):  # type: ignore[misc]
    """A passkey that is enough by itself: it is found without a name and asks for a finger, a face or a code."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Also: what the browser is asked to make."""
        context: dict[str, Any] = super(passkeys.AddWebAuthnView, self).get_context_data(**kwargs)
        return {**context, "options": json.dumps(auth.begin_registration(self.request.user, passwordless=True))}


class RenamePasskey(passkeys.EditWebAuthnView):  # type: ignore[misc]
    """Another name for a passkey."""

    success_url = OVERVIEW


class RemovePasskey(passkeys.RemoveWebAuthnView):  # type: ignore[misc]
    """A passkey that is lost, or of a computer that somebody else has now."""

    success_url = OVERVIEW


class SecondStep(base.AuthenticateView):  # type: ignore[misc]
    """After the password: a code, or a passkey."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Also: what the browser is asked for, when there is a passkey."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user = self.stage.login.user
        known = get_adapter().is_mfa_enabled(user, types=[Authenticator.Type.WEBAUTHN])
        return {**context, "options": json.dumps(context["js_data"]["request_options"]) if known else ""}


class PasskeySignIn(passkeys.LoginWebAuthnView):  # type: ignore[misc]
    """A passkey and nothing else: what the browser is asked for, and what it answered."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:  # noqa: ARG002 - Django's
        """What the browser is asked for."""
        return JsonResponse(auth.begin_authentication(user=None))

    def form_valid(self, form: Any) -> HttpResponse:
        """Signed in, and on to where they wanted to be."""
        authenticator = form.cleaned_data["credential"]
        forget_door(self.request)
        login = Login(user=authenticator.user, redirect_url=get_next_redirect_url(self.request))
        answer: HttpResponse = flows.perform_passwordless_login(self.request, authenticator, login)
        return answer


def _counted(view: View) -> View:
    """Only so many from one network: there is nothing to guess, but each costs work."""

    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not allow_network("passkey", request, per_hour=300, per_day=2000):
            return too_many(request)
        return view(request, *args, **kwargs)

    return enter


overview = account(proven(Overview.as_view()))
surely = account(account_views.reauthenticate)
step = account(SecondStep.as_view())
add_app = account(proven(AddApp.as_view()))
remove_app = account(proven(totp.deactivate_totp))


def _codes(request: HttpRequest) -> HttpResponseBase:
    try:
        return codes.view_recovery_codes(request)  # type: ignore[no-any-return]  # allauth carries no types
    except ValidationError as error:
        flash.error(request, error.message)
        return redirect(OVERVIEW)


show_codes = account(proven(_codes))
new_codes = account(proven(codes.generate_recovery_codes))
add_passkey = account(proven(AddPasskey.as_view()))
rename_passkey = account(proven(RenamePasskey.as_view()))
remove_passkey = account(proven(RemovePasskey.as_view()))
passkey_sign_in = account(_counted(PasskeySignIn.as_view()))
