"""A1, A2: a signed link holds for one purpose, one municipality, one parent's address, until its moment, by our key."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.core import signing
from django.test import Client
from django.utils import timezone

from activities.messages.addresses import invitation_path, registration_path
from activities.models import Invitation, Registration
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from portal.web import links
from tests import cast

PURPOSE = "invitation"


def _flips(token: str) -> list[str]:
    """The token with each single bit of each character changed."""
    return [
        token[:at] + chr(ord(sign) ^ (1 << bit)) + token[at + 1 :] for at, sign in enumerate(token) for bit in range(7)
    ]


def _same(token: str, forged: str) -> bool:
    """Base64 pads: the last sign of the signature may differ in bits that carry nothing; what it says is the same."""
    return (
        links.read(PURPOSE, token) == links.read(PURPOSE, forged)
        and token.split(":", maxsplit=1)[0] == forged.split(":", maxsplit=1)[0]
    )


def test_a_forged_link_is_never_accepted(municipality: Municipality) -> None:
    token = links.make(PURPOSE, {"parent": "a" * 32}, days=30)
    assert links.read(PURPOSE, token)
    accepted = [forged for forged in _flips(token) if links.read(PURPOSE, forged) and not _same(token, forged)]
    assert accepted == []


def test_ten_thousand_random_forgeries(municipality: Municipality) -> None:
    token = links.make(PURPOSE, {"parent": "a" * 32}, days=30)
    dice = random.Random(1)  # noqa: S311 - the same forgeries each time
    for _ in range(10_000):
        signs = list(token)
        for at in dice.sample(range(len(signs)), 3):
            signs[at] = dice.choice("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
        forged = "".join(signs)
        assert forged == token or links.read(PURPOSE, forged) is None or _same(token, forged)


def test_another_purpose_salt_or_municipality_is_refused(municipality: Municipality, other: Municipality) -> None:
    token = links.make(PURPOSE, {"parent": "x"}, days=30)
    assert links.read("stop", token) is None
    assert links.read(PURPOSE, signing.dumps({"parent": "x", "_u": 9_999_999_999}, salt="another")) is None
    with tenant.use(other):
        assert links.read(PURPOSE, token) is None


@pytest.mark.parametrize(("seconds", "holds"), [(-1, True), (1, False)])
def test_a_link_ends_at_its_moment(municipality: Municipality, seconds: int, *, holds: bool) -> None:
    now = timezone.now().replace(microsecond=0)
    with time_machine.travel(now, tick=False):
        token = links.make(PURPOSE, {"parent": "x"}, days=1)
    with time_machine.travel(now + timedelta(days=1, seconds=seconds), tick=False):
        assert (links.read(PURPOSE, token) is not None) is holds


def test_a_rotated_key_holds_until_it_is_dropped(municipality: Municipality, settings: LazySettings) -> None:
    token = links.make(PURPOSE, {"parent": "x"}, days=30)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "a-new-key-after-rotation"
    settings.SECRET_KEY_FALLBACKS = [old]
    assert links.read(PURPOSE, token)
    settings.SECRET_KEY_FALLBACKS = []
    assert links.read(PURPOSE, token) is None


@pytest.fixture
def invited(municipality: Municipality) -> Invitation:
    return Invitation.objects.create(session=cast.session(), parent=cast.parent())


def test_after_a_change_of_address_the_old_link_gets_a_helpful_page(client: Client, invited: Invitation) -> None:
    path = invitation_path(invited.session, invited.parent)
    assert client.get(path).status_code == 200
    invited.parent.email = "nieuw@example.org"
    invited.parent.email_key = "nieuw@example.org"
    invited.parent.save()
    refused = client.get(path)
    assert refused.status_code == 410
    assert "/sliedrecht/nieuwe-link/" in refused.content.decode()


@pytest.mark.parametrize("token", ["onzin", "a:b:c", "%00", "x" * 5000])
def test_a_broken_link_gets_a_helpful_page(client: Client, municipality: Municipality, token: str) -> None:
    assert client.get(f"/sliedrecht/uitnodiging/{token}/").status_code in {404, 410}
    assert client.get(f"/sliedrecht/aanmelding/{token}/").status_code in {404, 410}


def test_using_a_link_again_changes_nothing_more(client: Client, invited: Invitation) -> None:
    path = invitation_path(invited.session, invited.parent)
    for _ in range(2):
        client.post(path, {"adults": "2", "children": "0"})
    made = Registration.objects.get()
    assert made.adults == 2
    page = registration_path(made)
    for _ in range(2):
        client.post(page, {"cancel": "1"})
    assert Registration.objects.get().state == Registration.State.CANCELLED
