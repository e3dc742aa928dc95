"""The mails about a session as they are built: in time, with the right day."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from activities.domain.invite import invite_batch
from activities.domain.move_session import move_session
from activities.domain.register import cancel
from activities.messages import queue_reminders
from activities.models import Registration, Session
from activities.spec import ZONE
from partners.domain.give_consent import give_consent
from partners.models import Consent
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
