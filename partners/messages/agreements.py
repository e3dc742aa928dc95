"""The mail that says that an agreement is to be looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from partners.models import AgreementVersion
from partners.queries import agreed_versions
from partners.spec.agreements import SIDES
from portal.outbox.domain.queue import Recipient, queue_many
from portal.outbox.registry import Mail, MailKind
from portal.web import links
from portal.web.addresses import murl

if TYPE_CHECKING:
    from portal.outbox.models import Message

SUBJECT = _("Will you look at your agreement again?")


class AgreementReview(MailKind):
    """To the contact address of one side, two weeks before the day."""

    name = "partners.agreement_review"
    label = _("Reminder to look at an agreement again")
    may_wait = True

    def wanted(self, message: Message) -> bool:
        """Not when it ended meanwhile, or there are newer words."""
        message.about = agreed_versions().filter(pk=message.subject_id).first()
        return message.about is not None

    def build(self, message: Message) -> Mail:
        version: AgreementVersion = message.about
        page = links.url(murl("partners:agreement", public_id=version.agreement.public_id))
        with override(message.language):
            words = {"version": version, "link": page, "municipality": version.municipality}
            text = render_to_string("partners/mail/agreement_review.txt", words)
            return Mail(subject=gettext(str(SUBJECT)), text=text)


def queue_reviews(version: AgreementVersion) -> None:
    """One mail to each side that has an address, once for this version."""
    agreement = version.agreement
    other = agreement.second.email if agreement.second else version.municipality.contact_email
    addresses = zip(SIDES, (agreement.first.email, other), strict=True)
    recipients = [Recipient(key=side, address=address) for side, address in addresses if address]
    queue_many(AgreementReview.name, subject=version, recipients=recipients)
