"""Mails about somebody's own account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import int_to_base36
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import StaffInvitation, User
from portal.outbox.spec import Mail, MailKind, Unclear
from portal.web.addresses import murl
from portal.web.links import make, url

if TYPE_CHECKING:
    from portal.outbox.models import Message

JOIN = "colleague"
# Longer than the invitation itself, so that a late visitor hears whom to ask.
DAYS_OF_LINK = 60


class AccountMail(MailKind):
    """Goes to somebody who may sign in, at the address of now."""

    unclear = Unclear.AGAIN

    def wanted(self, message: Message) -> bool:
        """Not any more after the account ended or its address changed."""
        return User.objects.filter(pk=message.subject_id, is_active=True, email=message.address).exists()


class PasswordLink(AccountMail):
    """A link to choose a new password. It is made when the mail is: no row of the outbox ever holds it in plain."""

    name = "desk.password_link"
    label = _("Link to choose a password")

    def build(self, message: Message) -> Mail:
        """The mail itself."""
        user = User.objects.get(pk=message.subject_id)
        place = {"uidb36": int_to_base36(user.pk), "key": default_token_generator.make_token(user)}
        link = url(reverse("account_reset_password_from_key", kwargs=place))
        with override(message.language):
            words = {"user": user, "link": link, "portal_name": settings.PORTAL_NAME}
            text = render_to_string("desk/mail/password_link.txt", words)
            return Mail(subject=gettext("Choose a new password"), text=text, automatic=False)


class PasswordChanged(AccountMail):
    """Says that the password changed, so that somebody who did not do it finds out."""

    name = "desk.password_changed"
    label = _("Your password has changed")

    def build(self, message: Message) -> Mail:
        """The mail itself."""
        user = User.objects.get(pk=message.subject_id)
        with override(message.language):
            words = {"user": user, "link": url(reverse("account_reset_password")), "portal_name": settings.PORTAL_NAME}
            text = render_to_string("desk/mail/password_changed.txt", words)
            return Mail(subject=gettext("Your password has changed"), text=text)


class FactorChanged(AccountMail):
    """Says that the ways to sign in changed, so that somebody who did not do it finds out."""

    name = "desk.factor_changed"
    label = _("Your way to sign in has changed")

    def build(self, message: Message) -> Mail:
        """The mail itself."""
        user = User.objects.get(pk=message.subject_id)
        with override(message.language):
            words = {"user": user, "link": url(reverse("account_reset_password")), "portal_name": settings.PORTAL_NAME}
            text = render_to_string("desk/mail/factor_changed.txt", words)
            return Mail(subject=gettext("Your way to sign in has changed"), text=text)


class Invitation(MailKind):
    """Asks a colleague to join. Its link is signed when the mail is made, and kept nowhere in plain."""

    name = "desk.invitation"
    label = _("Invitation of a colleague")

    def wanted(self, message: Message) -> bool:
        """Not any more when it was used, taken back or is over."""
        found = StaffInvitation.objects.filter(pk=message.subject_id, email=message.address).first()
        return found is not None and found.open

    def build(self, message: Message) -> Mail:
        """The mail itself."""
        found = StaffInvitation.objects.select_related("invited_by", "municipality").get(pk=message.subject_id)
        link = url(murl("ground:join", token=make(JOIN, {"invitation": found.public_id.hex}, days=DAYS_OF_LINK)))
        with override(message.language):
            words = {"invitation": found, "link": link, "portal_name": settings.PORTAL_NAME}
            text = render_to_string("desk/mail/invitation.txt", words)
            subject = gettext("%(name)s invites you to %(portal)s")
            told = {"name": found.invited_by.name, "portal": settings.PORTAL_NAME}
            return Mail(subject=subject % told, text=text, automatic=False)
