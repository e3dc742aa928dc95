"""Who signs up without an invitation may say that we can invite them; who does not say so is never invited."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.test import Client

from activities.models import Registration
from activities.queries import to_invite
from partners.domain import give_consent as verb
from partners.domain.stop import stop
from partners.models import Consent, Parent
from portal.web import limits
from tests import cast

pytestmark = pytest.mark.usefixtures("municipality")
EMAIL = "noor@canary.example"
WORDS = "U mag mij uitnodigen voor activiteiten bij mij in de buurt. Stoppen kan met één klik."


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "STEADY_SECONDS", 0)


def sign_up(*, places: int = 20, **filled_in: Any) -> Any:
    form = {"name": "Noor", "email": EMAIL, "adults": "1", "children": "0", "form_key": str(uuid.uuid4()), **filled_in}
    return Client().post(f"/sliedrecht/agenda/{cast.session(places=places).public_id}/", form)


def invited_another_time() -> bool:
    return to_invite(cast.session()).filter(email_key=EMAIL).exists()


def test_the_box_is_there_and_not_ticked(client: Client) -> None:
    shown = client.get(f"/sliedrecht/agenda/{cast.session().public_id}/").content.decode()
    (box,) = re.findall(r"<input[^>]*name=\"invite\"[^>]*>", shown)
    assert "checked" not in box
    assert "required" not in box
    assert WORDS in shown


def test_without_it_nothing_is_recorded_and_nobody_is_invited() -> None:
    assert sign_up().status_code == 302
    assert Registration.objects.count() == 1
    assert not Consent.objects.exists()
    assert not invited_another_time()


def test_with_it_is_recorded_what_was_agreed_to_when_and_how() -> None:
    for _ in range(2):
        assert sign_up(invite="on").status_code == 302
    given = Consent.objects.get()
    assert (given.purpose, given.given, given.basis) == ("invitations", True, "parent")
    assert (given.text_version, given.source) == ("sign-up-2", "sign_up")
    assert given.parent == Parent.objects.get(email_key=EMAIL)
    assert invited_another_time()


def test_without_a_place_nothing_is_kept() -> None:
    assert sign_up(places=1, adults="2", invite="on").status_code == 200
    assert not Consent.objects.exists()
    assert not Parent.objects.exists()


def test_a_mistake_keeps_the_tick() -> None:
    shown = sign_up(name="", invite="on").content.decode()
    assert re.search(r"<input[^>]*name=\"invite\"[^>]*checked", shown)
    assert not Consent.objects.exists()


@pytest.mark.parametrize("invitable", [True, False])
def test_the_answer_tells_nobody_who_said_yes_before(*, invitable: bool) -> None:
    cast.parent(email=EMAIL, invitable=invitable)
    known, unknown = sign_up(invite="on"), sign_up(invite="on", email="ander@canary.example")
    assert [known.status_code, unknown.status_code] == [302, 302]
    assert [each["Location"].rsplit("/", 2)[1] for each in (known, unknown)] == ["aangemeld", "aangemeld"]
    assert Consent.objects.filter(given=True).count() == 2


def said_stop() -> None:
    stop(parent=cast.parent(email=EMAIL), source="link")
    assert sign_up(invite="on").status_code == 302


def test_whoever_fills_in_an_address_does_not_undo_its_stop() -> None:
    said_stop()
    assert Parent.objects.get(email_key=EMAIL).stopped_at
    assert not invited_another_time()


def test_control_taken_for_the_parent_anybody_could_undo_it(monkeypatch: pytest.MonkeyPatch) -> None:
    careful = verb.give_consent
    monkeypatch.setattr("activities.domain.sign_up.give_consent", lambda **more: careful(**{**more, "proven": True}))
    said_stop()
    assert invited_another_time()
