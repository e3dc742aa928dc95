"""The mails that lead a parent to their own page. A link is made when its mail is: no row holds one in plain."""

from __future__ import annotations

import uuid
from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING

from cryptography.fernet import InvalidToken
from django.template.loader import render_to_string
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from partners.models import Parent
from partners.queries import own_stamp
from portal.municipalities.words import said_to
from portal.outbox.crypto import lock, unlock
from portal.outbox.domain.queue import queue
from portal.outbox.registry import Mail, MailKind
from portal.web import links
from portal.web.addresses import murl

if TYPE_CHECKING:
    from portal.outbox.models import Message

OWN_PAGE, NEW_ADDRESS = "own_page", "new_address"
ADDRESS = "email"
OWN_PAGE_DAYS, NEW_ADDRESS_DAYS = 30, 2


def own_token(parent: Parent, until: int | None = None) -> str:
    """What lets this parent into their own page, until their address changes."""
    data = {"parent": parent.public_id.hex, "stamp": own_stamp(parent)}
    return links.make(OWN_PAGE, data, days=OWN_PAGE_DAYS, until=until)


def own_path(parent: Parent, page: str = "own_page", *, until: int | None = None) -> str:
    """The address of this parent's own page, or of one below it; `until` the link that led there ends."""
    return murl(f"partners:{page}", token=own_token(parent, until))


class AboutParent(MailKind):
    """A short mail to one parent, in words of a template."""

    template = ""
    subject = ""

    def wanted(self, message: Message) -> bool:
        """Not when the parent was removed meanwhile."""
        found = Parent.objects.filter(pk=message.subject_id).select_related("municipality")
        message.about = found.first()
        return message.about is not None

    @abstractmethod
    def path(self, message: Message) -> str:
        """Where the link in the mail leads."""

    def build(self, message: Message) -> Mail:
        parent: Parent = message.about
        with override(message.language):
            foot = [text for _language, text in said_to(parent.municipality, "mail_foot", parent.language)]
            words = {"parent": parent, "link": links.url(self.path(message)), "municipality": parent.municipality}
            return Mail(
                subject=gettext(self.subject),
                text=render_to_string(f"partners/mail/{self.template}.txt", {**words, "foot": foot}),
                automatic=False,
            )


class OwnPage(AboutParent):
    """The link to the own page, to the address of today."""

    name = "partners.own_page"
    label = _("Link to the own page")
    template = "own_page"
    subject = "What we know about you"

    def wanted(self, message: Message) -> bool:
        """Nor when the address changed meanwhile."""
        return super().wanted(message) and message.about.email == message.address

    def path(self, message: Message) -> str:
        """Of the own page."""
        return own_path(message.about)


class NewAddress(AboutParent):
    """To an address that somebody filled in as theirs: is it?"""

    name = "partners.new_address"
    label = _("Question whether a new address is right")
    template = "new_address"
    subject = "Is this your e-mail address?"

    def path(self, message: Message) -> str:
        """Of the page with the button that takes the address in."""
        data = {
            "parent": message.about.public_id.hex,
            "stamp": own_stamp(message.about),
            ADDRESS: hidden(message.address),
        }
        return murl("partners:new_address", token=links.make(NEW_ADDRESS, data, days=NEW_ADDRESS_DAYS))


class AddressChanged(AboutParent):
    """To the address of before: whoever has a link that was passed on could have done it."""

    name = "partners.address_changed"
    label = _("Word that the address was changed")
    template = "address_changed"
    subject = "We write to another address from now on"

    def path(self, message: Message) -> str:  # noqa: ARG002 - the same for everyone
        """Of the page that tells whom to ask."""
        return murl("web:privacy")


def hidden(address: str) -> str:
    """An address as it may stand in a link: links are kept in the logs of others."""
    return lock(address.encode()).decode()


def asked_address(data: Mapping[str, str]) -> str:
    """The address that a link asks about; empty when it holds none that can be read any more."""
    try:
        return unlock(data.get(ADDRESS, "").encode()).decode()
    except InvalidToken:
        return ""


# For the reader of texts, which sees no class attributes.
SUBJECTS = (
    _("What we know about you"),
    _("Is this your e-mail address?"),
    _("We write to another address from now on"),
)
KINDS = (OwnPage, NewAddress, AddressChanged)


def queue_own_page(parent: Parent) -> None:
    """Send the link, each time it is asked for."""
    _queue(OwnPage.name, parent, parent.email)


def queue_new_address(parent: Parent, email: str) -> None:
    """Ask at a new address whether it is right."""
    _queue(NewAddress.name, parent, email)


def queue_address_changed(parent: Parent, before: str) -> None:
    """Tell the address of before."""
    _queue(AddressChanged.name, parent, before)


def _queue(kind: str, parent: Parent, address: str) -> None:
    key = str(parent.public_id)
    queue(kind, subject=parent, address=address, recipient_key=key, occurrence=uuid.uuid4().hex)
