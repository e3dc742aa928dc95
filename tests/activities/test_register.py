"""Signing up, changing and cancelling: places are counted right, nothing is sent or counted twice."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.test import Client

from activities.domain.cancel_session import cancel_session
from activities.domain.register import Coming, Full, Over, TooMany, cancel, change, register
from activities.models import Capacity, Registration, Session
from portal.municipalities.models import Municipality
from portal.outbox.models import Message
from tests import cast

pytestmark = pytest.mark.usefixtures("municipality")


def _taken(session: Session) -> int:
    return Capacity.objects.get(session=session).taken


def _kinds() -> list[str]:
    return sorted(Message.objects.values_list("kind", flat=True))


def test_signing_up_takes_places_and_stores_one_confirmation() -> None:
    session = cast.session(places=5)
    parent = cast.parent()
    first = register(session=session, parent=parent, coming=Coming(adults=2, children=1))
    again = register(session=session, parent=parent, coming=Coming(adults=2, children=1))
    assert first == again
    assert _taken(session) == 2
    assert _kinds() == ["activities.confirmation"]


def test_full_is_full() -> None:
    session = cast.session(places=2)
    cast.registration(session)
    with pytest.raises(Full):
        register(session=session, parent=cast.parent(), coming=Coming(adults=2))
    cast.registration(session)
    assert _taken(session) == 2


def test_when_all_is_full_a_stranger_learns_nothing_about_an_address() -> None:
    session, parent, form_key = cast.session(places=1), cast.parent(), uuid.uuid4()
    mine = register(session=session, parent=parent, coming=Coming(form_key=form_key))
    assert register(session=session, parent=parent, coming=Coming(form_key=form_key)) == mine
    with pytest.raises(Full):
        register(session=session, parent=parent, coming=Coming(form_key=uuid.uuid4()))


def test_the_same_form_is_no_other_when_there_are_fewer_places_since() -> None:
    session, parent = cast.session(places=30), cast.parent()
    coming = Coming(adults=6, form_key=uuid.uuid4())
    mine = register(session=session, parent=parent, coming=coming)
    Capacity.objects.filter(session=session).update(total=10)
    assert register(session=session, parent=parent, coming=coming) == mine
    with pytest.raises(TooMany):
        register(session=session, parent=parent, coming=Coming(adults=6, form_key=uuid.uuid4()))


def test_changing_moves_the_places_and_refuses_too_many() -> None:
    session = cast.session(places=15)
    registration = cast.registration(session)
    Capacity.objects.filter(session=session).update(taken=14)
    change(registration=registration, adults=2, children=2)
    assert _taken(session) == 15
    with pytest.raises(Full):
        change(registration=registration, adults=3, children=0)
    change(registration=registration, adults=1, children=0)
    assert _taken(session) == 14
    assert _kinds().count("activities.confirmation") == 3


def test_cancelling_gives_the_places_back_once() -> None:
    session = cast.session(places=3)
    registration = cast.registration(session, adults=2)
    cancel(registration=registration)
    cancel(registration=registration)
    assert _taken(session) == 0
    assert _kinds().count("activities.cancelled_by_parent") == 1
    cast.registration(session, registration.parent)
    assert _taken(session) == 1


@pytest.mark.parametrize("days_ahead", [-1, -400])
def test_a_session_that_was_takes_nobody(days_ahead: int) -> None:
    session = cast.session(days_ahead=days_ahead)
    with pytest.raises(Over):
        register(session=session, parent=cast.parent(), coming=Coming())
    assert not Registration.objects.exists()


def test_a_session_that_is_off_takes_nobody_and_tells_those_who_were_to_come() -> None:
    session = cast.session()
    cast.registration(session)
    cancel_session(session=session, reason="De zaal is dicht.")
    cancel_session(session=session, reason="Nog eens.")
    with pytest.raises(Over):
        register(session=session, parent=cast.parent(), coming=Coming())
    session.refresh_from_db()
    assert session.cancel_reason == "De zaal is dicht."
    assert _kinds().count("activities.session_cancelled") == 1


def test_a_parent_without_address_is_signed_up_without_mail(municipality: Municipality) -> None:
    session = cast.session()
    cast.registration(session, cast.parent(email="", phone="+31600000001"))
    assert _taken(session) == 1
    assert _kinds() == []


@pytest.mark.parametrize(
    "email",
    [
        f"{'a' * 200}@{'b' * 60}.nl",
        f"{'a' * 60}@{'.'.join(['İ' * 20] * 8)}.nl",  # longer in lower case, and in a mail
    ],
    ids=["long", "grows"],
)
def test_an_address_too_long_to_write_to_is_refused_in_words(client: Client, email: str) -> None:
    session = cast.session()
    form = {"name": "Jip", "email": email, "adults": 1, "children": 0, "form_key": str(uuid.uuid4())}
    answer = client.post(f"/sliedrecht/agenda/{session.public_id}/", form)
    assert set(answer.context["form"].errors) == {"email"}


def test_what_has_begun_can_no_longer_be_changed_or_cancelled() -> None:
    session = cast.session()
    registration = cast.registration(session)
    Session.objects.filter(pk=session.pk).update(starts_at=Now() - timedelta(hours=1))
    with pytest.raises(Over):
        cancel(registration=registration)
    with pytest.raises(Over):
        change(registration=registration, adults=2, children=0)
    registration.refresh_from_db()
    assert (registration.state, registration.adults) == (Registration.State.CONFIRMED, 1)


def test_a_cancelled_sign_up_is_not_changed() -> None:
    registration = cast.registration(cast.session())
    cancel(registration=registration)
    with pytest.raises(Over):
        change(registration=registration, adults=2, children=0)
