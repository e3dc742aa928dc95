"""A mail as a person would write it: a greeting, some paragraphs, a link to act on, a closing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.template.loader import get_template
from django.utils.translation import gettext as _

from activities.models import Session
from partners.models import Parent
from portal.municipalities.words import Language, said_to
from portal.outbox.registry import Attachment, Mail


@dataclass(frozen=True)
class Letter:
    """The words of one mail; text and HTML say the same."""

    subject: str
    parent: Parent
    session: Session
    paragraphs: Sequence[str]
    buttons: Sequence[tuple[str, str]] = ()
    after: Sequence[str] = field(default=())
    stop_words: str = ""

    @property
    def greeting(self) -> str:
        """Hello, by name."""
        return _("Hello %(name)s,") % {"name": self.parent.name}

    @property
    def closing(self) -> str:
        """Who writes, and whom to call."""
        municipality = self.session.municipality
        lines = [_("Kind regards,"), _("Municipality of %(name)s") % {"name": municipality.name}]
        if municipality.contact_phone:
            lines.append(_("Questions? Call %(phone)s.") % {"phone": municipality.contact_phone})
        return "\n".join(lines)

    @property
    def foot(self) -> list[tuple[Language, str]]:
        """The municipality's own words below that, in Dutch and in the parent's own language."""
        return said_to(self.session.municipality, "mail_foot", self.parent.language)

    def mail(self, *, attachment: Attachment | None = None, unsubscribe_url: str | None = None) -> Mail:
        """The mail to send."""
        words = self.stop_words or _("No more invitations? Use this link:")
        stop = (words, unsubscribe_url) if unsubscribe_url else None
        blocks = [self.greeting, *self.paragraphs]
        blocks += ["\n".join(button) for button in self.buttons]
        blocks += [*self.after, self.closing, *(words for _language, words in self.foot)]
        blocks += [f"{stop[0]}\n{stop[1]}"] if stop else []
        return Mail(
            subject=self.subject,
            text="\n\n".join(blocks) + "\n",
            html=get_template("activities/mail/letter.html").render({"letter": self, "stop": stop}),
            attachments=(attachment,) if attachment else (),
            unsubscribe_url=unsubscribe_url,
        )
