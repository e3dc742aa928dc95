"""Vandaag: every role finds something true there that leads on."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.municipalities.models import Municipality
from portal.outbox.domain.queue import queue
from portal.outbox.models import Message
from portal.web.registry import Tile
from tests import cast
from tests.outbox.kinds import NOTE


def tiles(client: Client, role: str) -> list[Tile]:
    cast.sign_in(client, cast.member(role))
    found: list[Tile] = client.get("/sliedrecht/vandaag/").context["tiles"]
    return found


@pytest.mark.parametrize("role", cast.STAFF)
def test_every_role_finds_pages_it_may_open(client: Client, municipality: Municipality, role: str) -> None:
    found = tiles(client, role)
    assert found
    for tile in found:
        assert tile.url.startswith("mailto:") or client.get(tile.url).status_code == 200


def test_the_administrator_hears_of_a_mail_that_waits(client: Client, municipality: Municipality) -> None:
    assert tiles(client, "administrator")[0].count is None
    queue(NOTE, subject=municipality, address="geheim@example.org", recipient_key="een")
    Message.objects.update(state=Message.State.PARKED)
    waiting = client.get("/sliedrecht/vandaag/").context["tiles"][0]
    assert (waiting.count, waiting.url) == (1, "/sliedrecht/berichten/")


def test_a_partner_finds_whom_to_mail(client: Client, municipality: Municipality) -> None:
    municipality.contact_email = "cjg@sliedrecht.example"
    municipality.save()
    assert tiles(client, "partner")[-1].url == "mailto:cjg@sliedrecht.example"


def test_the_administrator_finds_the_neighbourhoods(client: Client, municipality: Municipality) -> None:
    (before,) = (tile for tile in tiles(client, "administrator") if tile.url == "/sliedrecht/wijken/")
    assert "Er zijn er nog geen" in str(before.text)
    cast.neighbourhood()
    shown = client.get("/sliedrecht/vandaag/").context["tiles"]
    (after,) = (tile for tile in shown if tile.url == "/sliedrecht/wijken/")
    assert "Er zijn er nog geen" not in str(after.text)
