"""The mails about a session as they are built: in time, with the right day."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone, translation

from activities.domain.invite import invite_batch
from activities.domain.move_session import move_session
from activities.domain.register import cancel, change
from activities.messages import queue_reminders
from activities.messages.addresses import registration_path
from activities.models import Invitation, Registration, Session
from activities.spec import ZONE
from partners.domain.give_consent import give_consent
from partners.models import Consent
from partners.queries import said_stop
from portal.municipalities.models import Municipality
from portal.outbox import registry
from portal.outbox.models import Message
from portal.outbox.spec import Mail
from tests import cast

pytestmark = pytest.mark.usefixtures("municipality")


def built(message: Message, at: datetime) -> Mail | None:
    """The mail as a worker would build it at this moment; None when it is not wanted then."""
    kind = registry.find(message.kind)
    assert kind is not None
    message.clock = at
    kind.look_up([message])
    with translation.override("nl"):
        return kind.build(message) if kind.wanted(message) else None


def reminder(session: Session) -> Message:
    queue_reminders(session, Registration.objects.filter(session=session).select_related("parent"))
    return Message.objects.get(kind="activities.reminder")


def test_a_reminder_that_was_held_up_says_today_and_not_afterwards() -> None:
    session = cast.session(at=time(19, 30))
    cast.registration(session)
    message = reminder(session)
    morning = datetime.combine(session.local_date, time(0, 1), tzinfo=ZONE)
    for at, word in ((morning - timedelta(hours=15), "Morgen"), (morning, "Vandaag")):
        mail = built(message, at)
        assert mail is not None
        assert mail.subject.startswith(f"{word}: ")
        assert f"{word} is het zover" in mail.text
    assert built(message, session.starts_at) is None


def test_it_ends_with_the_municipalitys_own_words(municipality: Municipality) -> None:
    Municipality.objects.update(languages=["ar"], own_texts={"mail_foot": {"nl": "Tot <gauw>", "ar": "سلم"}})
    session = cast.session(at=time(19, 30))
    cast.registration(session, parent=cast.parent(language="ar"))
    mail = built(reminder(session), session.starts_at - timedelta(hours=3))
    assert mail is not None
    assert mail.text.endswith("Tot <gauw>\n\nسلم\n")
    assert "Tot &lt;gauw&gt;" in mail.html
    assert '<p lang="ar" dir="rtl">سلم</p>' in mail.html


def test_a_reminder_for_who_cannot_come_is_not_wanted() -> None:
    session = cast.session()
    registration = cast.registration(session)
    message = reminder(session)
    cancel(registration=registration)
    assert built(message, timezone.now()) is None


def test_an_invitation_tells_the_moment_of_today() -> None:
    session = cast.session()
    cast.parent("Jip Voorbeeld")
    invite_batch(session=session)
    moved = move_session(session=session, day=session.local_date, start=time(14), end=time(15, 30))
    mail = built(Message.objects.get(), timezone.now())
    assert mail is not None
    assert "van 14.00 tot 15.30 uur" in mail.text
    assert "Dag Jip Voorbeeld," in mail.text
    assert mail.unsubscribe_url
    assert mail.unsubscribe_url in mail.text
    assert moved.version == 2


@pytest.mark.parametrize(
    ("basis", "sentence"),
    [
        (Consent.Basis.PARENT, "U krijgt deze mail omdat u zei dat wij u mogen uitnodigen."),
        (Consent.Basis.LIST, "U krijgt deze mail omdat u op een lijst staat die wij kregen: Basisschool De Brug."),
        (
            Consent.Basis.PUBLIC_TASK,
            "U krijgt deze mail omdat u op een lijst staat die wij kregen: Basisschool De Brug.",
        ),
    ],
)
def test_an_invitation_tells_where_we_have_the_address_from(basis: Consent.Basis, sentence: str) -> None:
    session, parent = cast.session(), cast.parent(invitable=False)
    give_consent(parent=parent, basis=basis, source="Basisschool De Brug")
    invite_batch(session=session)
    mail = built(Message.objects.get(), timezone.now())
    assert mail is not None
    assert sentence in mail.text.splitlines()


def test_when_and_where_stand_high_in_an_invitation() -> None:
    session = cast.session(invitation="Komt u ook?\n\nWe drinken koffie.")
    cast.parent()
    invite_batch(session=session)
    mail = built(Message.objects.get(), timezone.now())
    assert mail is not None
    places = [mail.text.index(words) for words in ("Komt u ook?", session.series.location, "We drinken koffie.")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("coming", "words"),
    [({"adults": 1}, "We verwachten 1 volwassene."), ({"adults": 2, "children": 1}, "2 volwassenen en 1 kind.")],
)
def test_a_confirmation_says_with_how_many(coming: dict[str, Any], words: str) -> None:
    cast.registration(cast.session(), **coming)
    mail = built(Message.objects.get(kind="activities.confirmation"), timezone.now())
    assert mail is not None
    assert words in mail.text


def about(kind: str) -> Mail:
    mail = built(Message.objects.filter(kind=f"activities.{kind}").latest("pk"), timezone.now())
    assert mail is not None
    return mail


@pytest.mark.parametrize(("source", "by_anyone"), [("public", True), ("invitation", False)])
def test_who_did_not_sign_up_stops_it_from_the_confirmation(client: Client, source: str, *, by_anyone: bool) -> None:
    registration = cast.registration(cast.session(), source=source)
    mail = about("confirmation")
    assert bool(mail.unsubscribe_url) == by_anyone
    assert ("Hebt u zich niet zelf aangemeld?" in mail.text) == by_anyone
    assert ("Hebt u zich niet zelf aangemeld?" in mail.html) == by_anyone
    if mail.unsubscribe_url:
        assert mail.unsubscribe_url in mail.text
        client.post(urlsplit(mail.unsubscribe_url).path, {"List-Unsubscribe": "One-Click"})
        assert said_stop(registration.parent)


def test_a_change_says_that_it_is_one() -> None:
    registration = cast.registration(cast.session(title="Koffie"))
    assert about("confirmation").subject == "U bent welkom: Koffie"
    change(registration=registration, adults=2, children=0)
    mail = about("confirmation")
    assert mail.subject == "Gewijzigd: Koffie"
    assert "We hebben uw aanmelding gewijzigd." in mail.text


@pytest.mark.parametrize(("invited", "way"), [(True, "/uitnodiging/"), (False, "/agenda/")])
def test_who_cancelled_finds_the_way_back(client: Client, *, invited: bool, way: str) -> None:
    registration = cast.registration(cast.session())
    if invited:
        Invitation.objects.create(session=registration.session, parent=registration.parent)
    cancel(registration=registration)
    mail = about("cancelled_by_parent")
    assert "Ik kan toch komen" in mail.text
    back = next(line for line in mail.text.splitlines() if way in line)
    page, public = (
        client.get(registration_path(registration)).content.decode(),
        f"/agenda/{registration.session.public_id}/",
    )
    assert ("/uitnodiging/" in page, public in page) == (invited, not invited)
    if invited:
        assert client.post(urlsplit(back).path, {"adults": "1", "children": "0"}).status_code == 302
        assert Registration.objects.filter(state=Registration.State.CONFIRMED).count() == 1


def test_there_is_no_way_back_to_what_has_been() -> None:
    registration = cast.registration(cast.session())
    cancel(registration=registration)
    message = Message.objects.get(kind="activities.cancelled_by_parent")
    mail = built(message, registration.session.starts_at)
    assert mail is not None
    assert "Ik kan toch komen" not in mail.text
