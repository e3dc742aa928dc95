"""A1, A2, I10: what our own key signed and is no link, or speaks of nobody, gets the helpful page; never an error."""

from __future__ import annotations

import time
import uuid
from typing import Any

import pytest
from django.core import signing
from django.test import Client

from activities.messages.addresses import registration_path
from activities.models import Registration
from activities.queries import stamp_of
from portal.municipalities.models import Municipality
from portal.web.links import _salt
from tests import cast

PLACES = {"invitation": "uitnodiging", "registration": "aanmelding", "stop": "afmelden"}
ODD: tuple[Any, ...] = (
    None,
    1,
    True,
    1e308,
    [],
    ["a"],
    {},
    {"a": "b"},
    "",
    "x",
    "\x00",
    "\ud800",
    "a" * 1000,
    uuid.uuid4().hex,
)


@pytest.fixture
def signed_up(municipality: Municipality) -> Registration:
    return cast.registration(cast.session())


def facts(found: Registration, purpose: str) -> dict[str, Any]:
    parent, until = found.parent.public_id.hex, int(time.time()) + 1000
    known = {
        "invitation": {"session": found.session.public_id.hex, "parent": parent, "stamp": stamp_of(found.parent)},
        "registration": {"registration": found.public_id.hex, "stamp": stamp_of(found.parent)},
        "stop": {"parent": parent},
    }
    return {**known[purpose], "_u": until}


def status(client: Client, purpose: str, signed: str) -> int:
    return client.get(f"/sliedrecht/{PLACES[purpose]}/{signed}/").status_code


@pytest.mark.parametrize("purpose", PLACES)
def test_a_link_of_another_shape_is_refused(client: Client, signed_up: Registration, purpose: str) -> None:
    right = facts(signed_up, purpose)
    for name in right:
        shapes = [{**right, name: odd} for odd in ODD] + [{key: right[key] for key in right if key != name}]
        for shape in shapes:
            # Somebody who is not known here any more sees that they get no invitations.
            allowed = {200, 410} if purpose == "stop" and name == "parent" else {410}
            assert status(client, purpose, signing.dumps(shape, salt=_salt(purpose))) in allowed, shape


@pytest.mark.parametrize("purpose", PLACES)
@pytest.mark.parametrize("content", [None, 1, "x", [], [1], {}, {"_u": float("inf")}, {"_u": 9e99}])
def test_what_is_no_link_is_refused(client: Client, signed_up: Registration, purpose: str, content: Any) -> None:
    assert status(client, purpose, signing.dumps(content, salt=_salt(purpose))) == 410


@pytest.mark.parametrize("purpose", PLACES)
@pytest.mark.parametrize("text", ["a", "!!!!", ".eJw", "bm8"])
def test_what_cannot_be_unpacked_is_refused(client: Client, signed_up: Registration, purpose: str, text: str) -> None:
    assert status(client, purpose, signing.TimestampSigner(salt=_salt(purpose)).sign(text)) == 410


def test_control_the_right_shape_is_taken(client: Client, signed_up: Registration) -> None:
    for purpose in ("registration", "stop"):
        assert status(client, purpose, signing.dumps(facts(signed_up, purpose), salt=_salt(purpose))) == 200


def test_a02_a_change_sent_again_after_cancelling_does_not_say_that_it_worked(
    client: Client, signed_up: Registration
) -> None:
    page = registration_path(signed_up)
    client.post(page, {"cancel": "1"})
    answer = client.post(page, {"adults": "3", "children": "0"}, follow=True)
    assert "Uw aanmelding is gewijzigd" not in answer.content.decode()
    assert Registration.objects.get().state == Registration.State.CANCELLED
