"""The second factor as allauth knows it, in this house: what is secret is locked, and a change ends other sessions."""

from __future__ import annotations

import logging
from typing import Any

import qrcode
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathImage

from portal.accounts.models import User
from portal.desk.domain.note_factor import note_factor
from portal.outbox.crypto import NoKey, lock, unlock
from portal.web.access import forget_factor, remember_factor
from portal.web.doors import gave_factor

logger = logging.getLogger(__name__)
CODES = Authenticator.Type.RECOVERY_CODES


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """Locks secrets with the keys of the outbox, and speaks Dutch."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or was used already. Wait for the next one and type that."),
        "incorrect_passkey": _("This passkey is not known here. Try again, or sign in with your password and a code."),
        "closed": _(
            "We cannot check this now. It is not your fault. Use a passkey, or ask those who run the portal for help."
        ),
        "cannot_generate_recovery_codes": _("Choose an app or a passkey first."),
    }

    def encrypt(self, text: str) -> str:
        """As it is kept in the database."""
        return lock(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again; raises ValidationError in words when none of the keys fits."""
        try:
            return unlock(encrypted_text.encode()).decode()
        except NoKey as error:
            logger.critical("a second factor cannot be read: a key of OUTBOX_KEYS was dropped too early")
            told: Any = self.validation_error("closed")
            told.silent_variable_failure = True  # in a template, where nobody can catch it
            raise told from error

    def build_totp_svg(self, url: str) -> str:
        """The picture as a part of the page: nothing is loaded, so a strict policy for content stays strict."""
        return str(qrcode.make(url, image_factory=SvgPathImage).to_string(encoding="unicode"))

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002, ARG002 - allauth's signature
        """What a passkey is called until its owner says otherwise."""
        return str(_("My passkey"))

    def _get_site_name(self) -> str:
        return settings.PORTAL_NAME


class CodeStage(AuthenticateStage):  # type: ignore[misc]
    """The second step of signing in."""

    def _should_handle(self, request: HttpRequest) -> bool:
        """For who has a factor, unless more than a password was given at the door of a trusted work account."""
        return bool(super()._should_handle(request)) and not gave_factor(request, self.login.user.pk)


def on_used(request: HttpRequest, user: User, **_more: Any) -> None:
    """A second factor was given: this session knows it."""
    remember_factor(request, user)


def on_saved(instance: Authenticator, created: bool, **_more: Any) -> None:  # noqa: FBT001 - Django's signature
    """A factor came, in the transaction in which it came. Codes come with it, or in the place of others."""
    if created and instance.type != CODES:
        _changed(instance.user, "accounts.factor_added")
        if _is_here(instance.user):
            remember_factor(context.request, instance.user)


def on_deleted(instance: Authenticator, **_more: Any) -> None:
    """A factor went, or codes did while the factor stays."""
    left = Authenticator.objects.filter(user=instance.user_id).exclude(type=CODES).exists()
    if instance.type != CODES:
        _changed(instance.user, "accounts.factor_removed")
    elif left:
        _changed(instance.user, "accounts.codes_renewed")
    if not left and _is_here(instance.user):
        forget_factor(context.request)


def _changed(user: User, action: str) -> None:
    note_factor(user=user, action=action)
    if _is_here(user):
        update_session_auth_hash(context.request, user)


def _is_here(user: User) -> bool:
    """Whether it is this person's own browser that asks now."""
    request = context.request
    return bool(request and request.user.is_authenticated and request.user.pk == user.pk)
