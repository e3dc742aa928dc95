"""Rows A5 and A7 for the forms of parents: they tell nobody who is known here, and fill nobody's mailbox.

That the answer takes the same time is one decorator; test_a05_enumeration.py measures it.
"""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from activities.domain.register import Full
from activities.domain.sign_up import sign_up as verb
from activities.models import Registration, Session
from activities.views import links
from portal.municipalities.models import Municipality
from portal.outbox.models import Message
from portal.outbox.registry import find
from portal.web import limits
from tests import cast
from tests.accounts.people import shift_tries

KNOWN, UNKNOWN = "bekend@canary.example", "niemand@canary.example"
NEW_LINK = "/sliedrecht/nieuwe-link/"
NEW_EACH_TIME = re.compile(r'value="[0-9a-zA-Z-]{32,64}"')


@pytest.fixture(autouse=True)
def hurry(municipality: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "STEADY_SECONDS", 0)


def sign_up(session: Session, email: str) -> Any:
    form = {"name": "Jip", "email": email, "adults": "1", "children": "0", "form_key": str(uuid.uuid4())}
    return Client().post(f"/sliedrecht/agenda/{session.public_id}/", form)


def face(answer: Any, email: str) -> tuple[Any, ...]:
    """Status, place and page, without what is new in each answer and what was typed."""
    page = NEW_EACH_TIME.sub("", answer.content.decode()).replace(email, "")
    return answer.status_code, answer.get("Location"), page


@pytest.mark.parametrize(("places", "status"), [(20, 302), (1, 200)], ids=["room", "full"])
def test_a05_signing_up_says_the_same_to_who_is_signed_up_already(places: int, status: int) -> None:
    session = cast.session(places=places)
    cast.registration(session, cast.parent(email=KNOWN))
    known, unknown = (face(sign_up(session, email), email) for email in (KNOWN, UNKNOWN))
    assert known == unknown
    assert known[0] == status


def test_a05_control_when_the_known_one_is_let_through_a_full_meeting_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("activities.domain.register._room", lambda *_: True)
    monkeypatch.setattr("activities.views.public.sign_up", _careless(verb))
    session = cast.session(places=1)
    cast.registration(session, cast.parent(email=KNOWN))
    assert sign_up(session, KNOWN).status_code != sign_up(session, UNKNOWN).status_code


def _careless(careful: Any) -> Any:
    """Signing up that looks at places for strangers only."""

    def careless(*, person: Any, **more: Any) -> Any:
        if not Registration.objects.filter(parent__email_key=person.email).exists():
            raise Full
        return careful(person=person, **more)

    return careless


def test_a05_asking_for_a_new_link_says_the_same() -> None:
    cast.registration(cast.session(), cast.parent(email=KNOWN))
    told = {email: Client().post(NEW_LINK, {"email": email}, follow=True) for email in (KNOWN, UNKNOWN)}
    assert face(told[KNOWN], KNOWN) == face(told[UNKNOWN], UNKNOWN)
    assert [m.address for m in Message.objects.filter(kind="activities.new_link")] == [KNOWN]


def mails(kind: str) -> int:
    return Message.objects.filter(kind=f"activities.{kind}").count()


def ask(times: int) -> None:
    for _ in range(times):
        assert Client().post(NEW_LINK, {"email": KNOWN}).status_code == 302


def test_a07_one_mail_however_much_somebody_signed_up_for() -> None:
    parent = cast.parent(email=KNOWN)
    for session in (cast.session(days_ahead=9), cast.session(days_ahead=8)):
        cast.registration(session, parent)
    ask(1)
    message = Message.objects.get(kind="activities.new_link")
    kind = find(message.kind)
    assert kind
    with translation.override("nl"):
        assert kind.wanted(message)
        mail = kind.build(message)
    assert mail.text.count("/sliedrecht/aanmelding/") == mail.html.count("/sliedrecht/aanmelding/") == 2


def test_a07_three_in_an_hour_over_all_forms_together() -> None:
    cast.registration(cast.session(), cast.parent(email=KNOWN))
    before = mails("confirmation")
    ask(2)
    for session in (cast.session(), cast.session()):
        assert sign_up(session, KNOWN).status_code == 302
    ask(2)
    assert (mails("new_link"), mails("confirmation") - before) == (2, 1)
    assert Registration.objects.count() == 3
    shift_tries(hours=1.01)
    ask(1)
    assert mails("new_link") == 3


def test_a07_control_without_the_limit_every_request_is_a_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "allow_mail", lambda _email: True)
    cast.registration(cast.session(), cast.parent(email=KNOWN))
    ask(6)
    assert mails("new_link") == 6
