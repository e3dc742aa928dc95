"""The kinds of mail about a session: when each is still wanted, and its words."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from activities.messages.addresses import invitation_path, registration_path, way_back
from activities.messages.calendar import calendar_file
from activities.messages.letter import Letter
from activities.models import Registration, Session
from activities.queries import signed_up_for, still_to_invite
from activities.spec import ZONE
from partners.messages import stop_url
from portal.outbox.models import Message
from portal.outbox.registry import Attachment, Mail, MailKind
from portal.web.links import url

INVITATION = "activities.invitation"
CONFIRMATION = "activities.confirmation"
REMINDER = "activities.reminder"
SESSION_CANCELLED = "activities.session_cancelled"
SESSION_MOVED = "activities.session_moved"
CANCELLED_BY_PARENT = "activities.cancelled_by_parent"
NEW_LINK = "activities.new_link"
Confirmed = Registration.State.CONFIRMED


class Invitation(MailKind):
    """Do you come? One link to sign up, one to stop."""

    name = INVITATION
    label = gettext_lazy("Invitation")
    may_wait = True

    def look_up(self, messages: Sequence[Message]) -> None:
        """All in three queries."""
        keys = {message.pk: (message.subject_id, UUID(message.data["parent"])) for message in messages}
        found = still_to_invite({key[0] for key in keys.values()}, {key[1] for key in keys.values()})
        for message in messages:
            message.about = found.get(keys[message.pk])

    def wanted(self, message: Message) -> bool:
        """Not for a session that is off or over, nor for who signed up, off or stopped meanwhile."""
        return message.about is not None

    def build(self, message: Message) -> Mail:
        session, parent = message.about
        series = session.series
        letter = Letter(
            subject=_("Will you come to %(title)s?") % {"title": series.title},
            parent=parent,
            session=session,
            paragraphs=_with_moment(_own_words(series.invitation or series.summary), session),
            buttons=[(_("Yes, I will come"), url(invitation_path(session, parent)))],
            after=[*([series.written_down] if series.written_down else []), _why_you(parent.list_origin)],
        )
        return letter.mail(unsubscribe_url=stop_url(parent))


class AboutRegistration(MailKind):
    """Mails to somebody who signed up; each says which registrations it is for."""

    state: Registration.State = Confirmed
    while_on = True

    def wanted(self, message: Message) -> bool:
        """For a registration in the state this is about, in a session that is on, or off, as it says."""
        live = Registration.objects.filter(public_id=message.data["registration"], state=self.state)
        live = live.filter(session__cancelled_at__isnull=self.while_on)
        message.about = live.select_related("parent", "session__series", "session__municipality").first()
        return message.about is not None


class Confirmation(AboutRegistration):
    """What was agreed, with a calendar file; from the public form also how the owner of the mailbox stops it."""

    name = CONFIRMATION
    label = gettext_lazy("Confirmation")

    def build(self, message: Message) -> Mail:
        found: Registration = message.about
        subject, words = _("You are welcome: %(title)s"), _("Nice that you are coming. See you then.")
        if found.version > 1:
            subject, words = _("Changed: %(title)s"), _("We changed your sign-up. This is how it stands now.")
        return _to_registered(found, subject, words, stop=stop_url(found.parent) if found.by_anyone else None)


class Reminder(AboutRegistration):
    """The day before; when the sending was held up, also on the day itself."""

    name = REMINDER
    label = gettext_lazy("Reminder")

    def wanted(self, message: Message) -> bool:
        """Not once it has begun."""
        return super().wanted(message) and message.about.session.starts_at > message.clock

    def build(self, message: Message) -> Mail:
        if message.about.session.local_date > message.clock.astimezone(ZONE).date():
            return _to_registered(message.about, _("Tomorrow: %(title)s"), _("Tomorrow we will see you."))
        return _to_registered(message.about, _("Today: %(title)s"), _("Today we will see you."))


class SessionMoved(AboutRegistration):
    """Another day or time."""

    name = SESSION_MOVED
    label = gettext_lazy("Moved")

    def build(self, message: Message) -> Mail:
        words = _("The day or the time has changed. This is the new moment. We hope that you can come then too.")
        return _to_registered(message.about, _("Another moment: %(title)s"), words)


class SessionCancelled(AboutRegistration):
    """The session is off, and why."""

    name = SESSION_CANCELLED
    label = gettext_lazy("Called off")
    while_on = False

    def build(self, message: Message) -> Mail:
        found: Registration = message.about
        session = found.session
        letter = Letter(
            subject=_("Not happening: %(title)s") % {"title": session.series.title},
            parent=found.parent,
            session=session,
            paragraphs=[_("Unfortunately this meeting is off:"), letter_moment(session), session.cancel_reason],
            after=[_("We hope to see you another time.")],
        )
        return letter.mail(attachment=_calendar(session, cancelled=True))


class CancelledByParent(AboutRegistration):
    """Thanks for letting us know."""

    name = CANCELLED_BY_PARENT
    label = gettext_lazy("Cancelled by the parent")
    state = Registration.State.CANCELLED

    def build(self, message: Message) -> Mail:
        found: Registration = message.about
        letter = Letter(
            subject=_("You are not coming: %(title)s") % {"title": found.session.series.title},
            parent=found.parent,
            session=found.session,
            paragraphs=[
                _("Thank you for letting us know. You are welcome another time."),
                letter_moment(found.session),
            ],
            buttons=[(_("I can come after all"), url(way_back(found)))]
            if found.session.starts_at > message.clock
            else (),
        )
        return letter.mail(attachment=_calendar(found.session, cancelled=True))


class NewLink(MailKind):
    """New links to all that a parent signed up for: one mail, however much that is."""

    name = NEW_LINK
    label = gettext_lazy("New link")

    def wanted(self, message: Message) -> bool:
        """Not when there is nothing any more to come to."""
        message.about = signed_up_for(message.subject_id)
        return bool(message.about)

    def build(self, message: Message) -> Mail:
        found: list[Registration] = message.about
        letter = Letter(
            subject=_("Your new link"),
            parent=found[0].parent,
            session=found[0].session,
            paragraphs=[_("You asked for a new link. With it you see, change or cancel what you signed up for.")],
            buttons=[(_title_and_day(one.session), url(registration_path(one))) for one in found],
        )
        return letter.mail()


KINDS = (Invitation, Confirmation, Reminder, SessionMoved, SessionCancelled, CancelledByParent, NewLink)


def letter_moment(session: Session) -> str:
    """When and where, in two lines."""
    day = date_format(session.local_date, "l j F Y")
    times = {"day": day, "start": f"{session.local_start:%-H.%M}", "end": f"{session.local_end:%-H.%M}"}
    moment = _("%(day)s, from %(start)s to %(end)s") % times
    return f"{moment}\n{session.series.location}"


def _title_and_day(session: Session) -> str:
    return f"{session.series.title}, {date_format(session.local_date, 'l j F')}"


def _why_you(origin: str) -> str:
    """Where we have the address from: who did not give it must read that in the first mail."""
    if origin:
        return _("You get this mail because you are on a list that we got: %(origin)s.") % {"origin": origin}
    return _("You get this mail because you said that we may invite you.")


def _own_words(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\r", "").split("\n\n") if part.strip()]


def _with_moment(words: list[str], session: Session) -> list[str]:
    """When and where stand high in the letter: not everyone reads on."""
    return [*words[:1], letter_moment(session), *words[1:]]


def _company(found: Registration) -> str:
    """With how many somebody comes."""
    adults = ngettext("%(n)s adult", "%(n)s adults", found.adults) % {"n": found.adults}
    if not found.children:
        return _("You come with %(adults)s.") % {"adults": adults}
    children = ngettext("%(n)s child", "%(n)s children", found.children) % {"n": found.children}
    return _("You come with %(adults)s and %(children)s.") % {"adults": adults, "children": children}


def _to_registered(found: Registration, subject: str, words: str, *, stop: str | None = None) -> Mail:
    session = found.session
    letter = Letter(
        subject=subject % {"title": session.series.title},
        parent=found.parent,
        session=session,
        paragraphs=[words, f"{session.series.title}\n{letter_moment(session)}\n{_company(found)}"],
        buttons=[(_("Change or cancel"), url(registration_path(found)))],
        stop_words=_("Did you not sign up yourself? Cancel above. Then use this link too:"),
    )
    return letter.mail(attachment=_calendar(session), unsubscribe_url=stop)


def _calendar(session: Session, *, cancelled: bool = False) -> Attachment:
    method = "CANCEL" if cancelled else "PUBLISH"
    content = calendar_file(session, cancelled=cancelled)
    return Attachment("bijeenkomst.ics", content, f"text/calendar; charset=utf-8; method={method}")
