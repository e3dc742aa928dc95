"""How allauth's account pages behave in this house."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from portal.accounts.domain.note_sign_in import note_sign_in
from portal.accounts.models import User
from portal.accounts.queries import municipalities_of
from portal.audit.actor import Actor, become
from portal.desk.domain.send_account_mail import send_account_mail
from portal.web.doors import door_of, remember_door
from portal.web.errors import too_many
from portal.web.origin import client_address
from portal.web.tries import Tries

# allauth's name of a mail, and ours.
KINDS = {
    "account/email/password_reset_key": "desk.password_link",
    "account/email/password_changed": "desk.password_changed",
    "account/email/password_set": "desk.password_changed",
    "account/email/password_reset": "desk.password_changed",
}
# About a second factor the mail goes out in the transaction of the change: portal.desk.domain.note_factor.
TOLD_ALREADY = "mfa/email/"
# Seconds after signing in, or typing the password again, in which the account may be changed.
JUST_NOW = 10 * 60


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Counts tries in the database, sends through the outbox, stays on the site."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        # The same for every reason, so it tells nobody whose account ended: row A5.
        "email_password_mismatch": _(
            "This e-mail address and password do not belong together, or the account has ended. Please check both. "
            "Does it not work? Ask the administrator of your municipality."
        ),
        "enter_current_password": _("This is not your password of now. Please type it again."),
        "incorrect_password": _("This is not your password. Please type it again."),
        "account_inactive": _("This account has ended. Ask your administrator."),
        "invalid_password_reset": _("This link does not work any more."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Nobody makes an account alone: colleagues are invited."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Pages only: one kind of answer is enough to keep right."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only a path of this site is a place to go on to."""
        path = url or ""
        return path.startswith("/") and "\\" not in path and url_has_allowed_host_and_scheme(path, None)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Look at a password only when it may still be tried; the 429 page otherwise, also for a right one."""
        tries = Tries(request, str(credentials.get("email", "")))
        if not tries.allowed():
            raise ImmediateHttpResponse(too_many(request))
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user:
            tries.succeeded()
        return user

    def reauthenticate(self, user: User, password: str) -> bool:
        """Whether this is their password; counted like at sign-in."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def get_login_stages(self) -> list[str]:
        """A code is not asked for after a work account that is trusted to have asked for more than a password."""
        own = {"allauth.mfa.stages.AuthenticateStage": "portal.desk.factors.CodeStage"}
        return [own.get(stage, stage) for stage in super().get_login_stages()]

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:  # noqa: ARG002 - allauth's signature
        """The password only: whoever comes here gave their second factor in this session."""
        return [{"id": "reauthenticate", "description": "", "url": reverse("account_reauthenticate")}]

    def is_reauthentication_required(self, *, app: str, **_more: Any) -> bool:  # noqa: ARG002 - allauth's signature
        """Not of somebody who came in just now; after a work account only the password counts, no code."""
        records = get_authentication_records(self.request, self.request.user)
        if door_of(self.request, self.request.user.pk):
            records = [one for one in records if one["method"] == "password"]
        return not records or time.time() - records[-1]["at"] > JUST_NOW

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counting is done in `authenticate`."""

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in and write it down."""
        door = door_of(request, user.pk)
        super().login(request, user)
        become(Actor("user", id=user.pk, origin=client_address(request)))
        if door:
            remember_door(request, door)  # once more: the session of somebody else would have been emptied
            note_sign_in(user=user, action="accounts.sign_in_work", at=door.place)
        else:
            note_sign_in(user=user)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Go on, and know this browser the next time."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        Tries(request, user.email).remember(response)
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The only municipality of this person, or the page that lists them."""
        found = municipalities_of(request.user) if isinstance(request.user, User) else []
        return f"/{found[0].slug}/" if len(found) == 1 else "/"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to where the person works."""
        return self.get_login_redirect_url(request)

    def set_password(self, user: User, password: str) -> None:
        """Nothing but the password changes, and that is written down; whoever was locked out may try again."""
        user.set_password(password)
        with transaction.atomic():
            user.save(update_fields=["password"])
            note_sign_in(user=user, action="accounts.change_password")
        Tries(self.request, user.email).forgive()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:  # noqa: ARG002 - allauth's signature
        """Through the outbox. Raises ImproperlyConfigured for a mail that has no kind yet."""
        if template_prefix not in KINDS:
            raise ImproperlyConfigured(f"no kind of message for {template_prefix}; add it to KINDS")
        occurrence = timezone.now().isoformat(timespec="microseconds")
        send_account_mail(user=context["user"], kind=KINDS[template_prefix], occurrence=occurrence)

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell somebody what changed in their account."""
        if template_prefix.startswith(TOLD_ALREADY):
            return
        self.send_mail(template_prefix, email or user.email, {**(context or {}), "user": user})

    def get_client_ip(self, request: HttpRequest) -> str:
        """Seen through our own proxies."""
        return client_address(request)
