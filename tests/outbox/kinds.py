"""Kinds of messages that exist in tests only; importing this module registers them."""

from __future__ import annotations

from django.db.models.functions import Now

from portal.municipalities.models import Municipality
from portal.outbox import registry
from portal.outbox.models import Message
from portal.outbox.spec import Attachment, Mail, MailKind, Unclear

NOTE, ONCE, POISON, DATED = "tests.note", "tests.once", "tests.poison", "tests.dated"
WAITS = "tests.waits"
ICS = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


class Note(MailKind):
    """About as much as an invitation: two texts and a link to stop."""

    name = NOTE

    def build(self, message: Message) -> Mail:
        words = f"Beste ouder, kom één keer koffie drinken. {message.data.get('words', '')}\n"
        return Mail(
            subject=message.data.get("subject", "Kom koffie drinken"),
            text=words * 20,
            html=f"<p>{words}</p>\n" * 20,
            unsubscribe_url=f"https://samenspel.example/stop/{message.recipient_key}/",
            attachments=(Attachment("koffie.ics", ICS, "text/calendar; method=PUBLISH"),)
            if "calendar" in message.data
            else (),
        )


class Once(Note):
    """As a text message: never a second time when nobody knows."""

    name = ONCE
    unclear = Unclear.NEVER


class Waits(Note):
    """As an invitation: not in quiet times."""

    name = WAITS
    may_wait = True


class Poison(Note):
    """Its template is broken."""

    name = POISON

    def build(self, message: Message) -> Mail:
        raise LookupError("no such word in the template")


class Dated(Note):
    """Only right while what it is about still lies ahead: here, while the municipality has not ended."""

    name = DATED

    def wanted(self, message: Message) -> bool:
        return Municipality.objects.filter(pk=message.subject_id, valid_until__gt=Now()).exists()


for kind in (Note, Once, Waits, Poison, Dated):
    if registry.find(kind.name) is None:
        registry.register(kind())
