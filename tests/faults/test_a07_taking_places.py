"""Row A7: nobody fills a meeting, or somebody's mailbox, with sign-ups of people who are made up.

Counted in the database, so that every process knows; a signed link of an invitation is not held back by a network.
"""

from __future__ import annotations

import uuid
from itertools import count
from typing import Any

import pytest
from django.test import Client

from activities.domain.register import Coming, TooMany, change, register
from activities.domain.sign_up import Person, sign_up
from activities.messages.addresses import invitation_path
from activities.models import Capacity, Invitation, Registration, Session
from activities.spec import most_together
from activities.views import public
from portal.web import limits
from tests import cast
from tests.accounts.people import shift_tries

pytestmark = pytest.mark.usefixtures("municipality")
HERE, THERE = "192.0.2.1", "198.51.100.7"
NUMBER = count(1)


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "STEADY_SECONDS", 0)


def ask(session: Session, *, origin: str = HERE, **filled_in: Any) -> Any:
    """Sign up a new person, or what is filled in, from this address."""
    form = {"name": "Jip", "adults": "1", "children": "0", "form_key": str(uuid.uuid4()), **filled_in}
    form.setdefault("email", f"verzonnen{next(NUMBER)}@canary.example")
    return Client().post(f"/sliedrecht/agenda/{session.public_id}/", form, REMOTE_ADDR=origin)


def taken(session: Session) -> int:
    return Capacity.objects.get(session=session).taken


def test_two_sign_ups_of_twelve_do_not_fill_twenty_places() -> None:
    session = cast.session(places=20)
    answers = [ask(session, adults="12", children="3") for _ in range(2)]
    assert taken(session) == 0
    for answer in answers:
        shown = answer.content.decode()
        assert "U kunt met hooguit 4 volwassenen komen. Komt u met meer mensen? Bel ons even." in shown
        assert all(f'value="{typed}"' in shown for typed in ("Jip", "12", "3"))
    assert ask(session, adults="4").status_code == 302
    assert ask(cast.session(places=60), adults="12").status_code == 302


@pytest.mark.parametrize(("places", "most"), [(0, 0), (1, 1), (2, 2), (8, 2), (20, 4), (30, 6), (60, 12), (500, 12)])
def test_a_fifth_of_the_places_and_always_two(places: int, most: int) -> None:
    assert most_together(places) == most


def test_one_place_is_offered_to_one() -> None:
    session = cast.session(places=1)
    shown = Client().get(f"/sliedrecht/agenda/{session.public_id}/").content.decode()
    assert 'max="1"' in shown
    assert "U kunt met 1 volwassene komen." in ask(session, adults="2").content.decode()


def test_the_verbs_keep_to_it_too() -> None:
    session = cast.session(places=20)
    registration = cast.registration(session, adults=4)
    with pytest.raises(TooMany):
        change(registration=registration, adults=5, children=0)
    with pytest.raises(TooMany):
        register(session=session, parent=cast.parent(), coming=Coming(adults=5))
    with pytest.raises(TooMany):
        sign_up(session=session, person=Person("Jip", "jip@canary.example", ""), coming=Coming(adults=5))
    assert taken(session) == 4


def test_control_without_it_two_sign_ups_fill_the_meeting(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("activities.domain.register", "activities.queries"):
        monkeypatch.setattr(f"{place}.most_together", lambda _places: 12)
    session = cast.session(places=20)
    assert [ask(session, adults=adults).status_code for adults in ("12", "8")] == [302, 302]
    assert taken(session) == 20


def test_thirty_an_hour_from_one_network_and_what_was_typed_stays() -> None:
    session = cast.session(places=100)
    assert {ask(session).status_code for _ in range(30)} == {302}
    refused = ask(session, name="Noor Voorbeeld", adults="2")
    assert refused.status_code == 429
    assert "Probeer het over een uur nog eens, of bel ons." in refused.content.decode()
    assert all(f'value="{typed}"' in refused.content.decode() for typed in ("Noor Voorbeeld", "2"))
    assert ask(session, origin=THERE).status_code == 302
    assert taken(session) == 31
    shift_tries(hours=1.01)
    assert ask(session).status_code == 302


def test_a_form_that_got_its_place_gets_the_same_answer_past_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(public.PER_NETWORK, "per_hour", 1)
    session, same = cast.session(), {"form_key": str(uuid.uuid4()), "email": "jip@canary.example"}
    assert [ask(session, **same).status_code for _ in range(3)] == [302] * 3
    assert ask(session).status_code == 429
    assert taken(session) == 1


def test_the_same_form_gets_the_same_answer_when_there_are_fewer_places_since() -> None:
    session = cast.session(places=30)
    same = {"form_key": str(uuid.uuid4()), "email": "jip@canary.example", "adults": "6"}
    assert ask(session, **same).status_code == 302
    Capacity.objects.update(total=10)
    assert [ask(session, **{**same, **other}).status_code for other in ({}, {"adults": "7"})] == [302, 200]
    assert ask(session, **{**same, "form_key": str(uuid.uuid4())}).status_code == 200
    assert (taken(session), Registration.objects.count()) == (6, 1)


@pytest.mark.parametrize(
    "others",
    [[{"email": "noor@canary.example"}], [{"email": "", "phone": "06 12345678", "name": n} for n in ("Noor", "Sam")]],
)
def test_the_key_of_a_form_is_no_pass_for_somebody_else(
    monkeypatch: pytest.MonkeyPatch, others: list[dict[str, str]]
) -> None:
    monkeypatch.setitem(public.PER_NETWORK, "per_hour", 1)
    session, form_key = cast.session(), str(uuid.uuid4())
    first = {"email": "jip@canary.example", **({"phone": "06 12345678"} if len(others) > 1 else {})}
    assert ask(session, form_key=form_key, **first).status_code == 302
    assert {ask(session, form_key=form_key, **other).status_code for other in others} == {429}
    assert taken(session) == 1


@pytest.mark.parametrize("road", [{"email": "jip@canary.example"}, {"email": "", "phone": "06 12345678"}])
def test_twelve_an_hour_for_one_person_from_anywhere(road: dict[str, str]) -> None:
    evenings = [cast.session() for _ in range(13)]
    answers = [ask(one, origin=f"203.0.113.{n}", **road).status_code for n, one in enumerate(evenings)]
    assert answers == [302] * 12 + [429]
    assert Registration.objects.count() == 12


def test_a_signed_link_is_not_held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(public.PER_NETWORK, "per_hour", 1)
    session = cast.session()
    assert [ask(session).status_code for _ in range(2)] == [302, 429]
    for parent in cast.parents(4):
        Invitation.objects.create(session=session, parent=parent)
        sent = Client().post(invitation_path(session, parent), {"adults": "1", "children": "0"}, REMOTE_ADDR=HERE)
        assert sent.status_code == 302
    assert taken(session) == 5


def test_control_without_the_limit_one_visitor_signs_up_as_many_as_they_like(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public, "allow_network", lambda *_, **__: True)
    monkeypatch.setattr(public, "allow", lambda *_, **__: True)
    session = cast.session(places=100)
    assert {ask(session, email="jip@canary.example", name=f"Jip {n}").status_code for n in range(20)} == {302}
    assert {ask(session).status_code for _ in range(31)} == {302}


def test_what_is_refused_for_one_person_uses_up_nothing_of_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(public.PER_ROAD, "per_hour", 1)
    monkeypatch.setitem(public.PER_NETWORK, "per_hour", 2)
    same = {"email": "jip@canary.example"}
    assert [ask(cast.session(), **same).status_code for _ in range(4)] == [302, 429, 429, 429]
    assert [ask(cast.session()).status_code for _ in range(2)] == [302, 429]
