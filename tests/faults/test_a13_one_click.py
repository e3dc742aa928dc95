"""A13: one-click unsubscribe (RFC 8058), twice, by looking only, and with a forged link."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from partners.messages import STOP, stop_url
from partners.models import Consent, Parent
from partners.queries import invitable
from portal.audit.models import AuditEntry
from portal.municipalities.models import Municipality
from portal.web import links
from tests import cast

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def parent(municipality: Municipality) -> Parent:
    return cast.parent()


@pytest.fixture
def strict() -> Client:
    """A browser that is asked for its token against forged requests, as in production."""
    return Client(enforce_csrf_checks=True)


def address(parent: Parent) -> str:
    return urlsplit(stop_url(parent)).path


def test_the_address_is_whole_and_of_this_municipality(parent: Parent, settings: Any) -> None:
    settings.SITE_URL = "https://samenspel.example"
    assert stop_url(parent).startswith("https://samenspel.example/sliedrecht/afmelden/")


def test_one_click_twice_stops_once_and_answers_200_both_times(parent: Parent, strict: Client) -> None:
    first, second = (strict.post(address(parent), ONE_CLICK) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert not invitable().exists()
    assert Consent.objects.filter(given=False).count() == 1
    entry = AuditEntry.objects.get(action="consent.withdrawn")
    assert (entry.actor_kind, entry.subject_id) == ("parent", parent.pk)


def test_the_body_of_a_mail_program_is_multipart_or_form(parent: Parent, strict: Client) -> None:
    form = "application/x-www-form-urlencoded"
    assert strict.post(address(parent), "List-Unsubscribe=One-Click", content_type=form).status_code == 200
    assert not invitable().exists()


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing(parent: Parent, strict: Client, method: str) -> None:
    """Row A3: scanners of mail open every link."""
    for _ in range(3):
        getattr(strict, method)(address(parent))
    assert list(invitable()) == [parent]
    assert not AuditEntry.objects.filter(action__in=("parent.stopped", "consent.withdrawn")).exists()


def test_a_person_gets_one_button(parent: Parent, client: Client) -> None:
    page = client.get(address(parent)).content.decode()
    assert page.count("Stop de uitnodigingen") == 1
    assert 'method="post"' in page
    after = client.post(address(parent)).content.decode()
    assert "U krijgt geen uitnodigingen meer" in after
    assert "U krijgt geen uitnodigingen meer" in client.get(address(parent)).content.decode()


def test_a_forged_link_stops_nobody_and_helps(parent: Parent, strict: Client) -> None:
    good = address(parent)
    stem, token = good.rstrip("/").rsplit("/", 1)
    wrong = links.make("registration", {"parent": parent.public_id.hex}, days=1)
    for bad in (token[:-1], token + "x", token[::-1], token.swapcase(), wrong, "x"):
        answer = strict.post(f"{stem}/{bad}/", ONE_CLICK)
        assert answer.status_code == 410
        assert "Deze link werkt niet meer" in answer.content.decode()
    assert list(invitable()) == [parent]


def test_a_link_of_one_municipality_does_nothing_in_another(
    parent: Parent, strict: Client, other: Municipality
) -> None:
    assert strict.post(address(parent).replace("sliedrecht", "zwolle"), ONE_CLICK).status_code == 410
    assert list(invitable()) == [parent]


def test_somebody_who_was_erased_gets_the_same_answer(parent: Parent, strict: Client) -> None:
    there = address(parent)
    stopped = strict.post(there, ONE_CLICK).content
    parent.delete()
    assert strict.post(there, ONE_CLICK).content == stopped


def test_control_without_the_signature_anybody_could_stop_anybody(
    parent: Parent, strict: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: the forged link above works once nothing is signed."""
    unsigned = links.Link(STOP, {"parent": parent.public_id.hex}, 0)
    monkeypatch.setattr(links, "read", lambda *_: unsigned)
    assert strict.post("/sliedrecht/afmelden/x/", ONE_CLICK).status_code == 200
    assert not invitable().exists()
