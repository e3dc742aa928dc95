"""Row A7: the limit is one for a mailbox, however its domain is typed; and no form writes a stranger's words to it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from activities.forms import NewLinkForm
from activities.models import Session
from partners.models import Parent
from portal.municipalities.models import Municipality
from portal.outbox.models import Message
from portal.web import limits
from tests import cast

# Each of these is delivered at bom@canary.example.
SPELLINGS = (
    *("bom@canary.example", "bom@CANARY.example", "bom@\uff43anary.example", "bom@c\uff41nary.example"),
    *("bom@\u24d2anary.example", "bom@can\u00adary.example", "bom@\uff23\uff21\uff2eary.example"),
)


@pytest.fixture(autouse=True)
def hurry(municipality: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "STEADY_SECONDS", 0)


def sign_up(session: Session, *, name: str = "Jip", email: str = "jip@canary.example") -> Any:
    form = {"name": name, "email": email, "adults": "1", "children": "0", "form_key": str(uuid.uuid4())}
    return Client().post(f"/sliedrecht/agenda/{session.public_id}/", form)


def test_a07_every_spelling_of_a_domain_is_one_mailbox_and_one_parent() -> None:
    for spelling in SPELLINGS:
        assert sign_up(cast.session(), email=spelling).status_code == 302
    assert [message.address for message in Message.objects.all()] == ["bom@canary.example"] * 3
    assert Parent.objects.count() == 1


def test_a07_an_address_stays_readable() -> None:
    told = {typed: NewLinkForm({"email": typed}) for typed in ("Jan@Bücher.Example", "Jan@xn--bcher-kva.example")}
    assert all(form.is_valid() for form in told.values())
    assert {form.cleaned_data["email"] for form in told.values()} == {"Jan@bücher.example"}


@pytest.mark.parametrize("email", ["a@xn--a.example", "a@" + "b" * 63 + ".xn--.example", f"a@{'b.' * 126}example"])
def test_a07_what_cannot_be_written_to_is_refused_in_words(email: str) -> None:
    answer = sign_up(cast.session(), email=email)
    assert set(answer.context["form"].errors) == {"email"}
    assert not Parent.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Win op http://kwaad.example",
            "WWW.kwaad.example",
            "bel.ly/abc",
            "Mail mij@kwaad.example",
            "\u200b",
            "…",
            "12",
        ),
        *(
            "Win 500 euro ga naar kwaad.nl",
            "kwaad.com?x=1 klik",
            "hxxps kwaad#a",
            "Zie kwaad-a.nl#a",
            "кваад.рф",
            "a.kwaad.nl",
        ),
        *("kwaad\u3002nl", "Kwaad.NL."),
    ],
)
def test_a07_a_name_carries_no_link_to_a_strangers_mailbox(name: str) -> None:
    answer = sign_up(cast.session(), name=name)
    assert set(answer.context["form"].errors) == {"name"}
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("J.Jansen / P. de Vries", "J.Jansen / P. de Vries"),
        ("  Çelik-O\u2019Neil  ", "Çelik-O\u2019Neil"),
        ("\u202egnp\u2066 Jan", "gnp Jan"),
        ("A.B.Jansen", "A.B.Jansen"),
        ("J.-P.Dupont", "J.-P.Dupont"),
        ("Th. de Vries jr.", "Th. de Vries jr."),
        ("Jan\r\nBcc: x", "Jan Bcc: x"),
        ("محمد", "محمد"),
    ],
)
def test_a07_other_names_are_taken_without_what_nobody_sees(typed: str, kept: str) -> None:
    assert sign_up(cast.session(), name=typed).status_code == 302
    assert Parent.objects.get().name == kept


def test_a07_control_typed_as_it_came_each_spelling_would_get_its_own_mails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("partners.forms.fields.one_spelling", lambda address: address)
    for spelling in SPELLINGS:
        sign_up(cast.session(), email=spelling)
    assert Message.objects.count() > 3
