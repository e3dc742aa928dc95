"""A parent is removed, by their own page or by staff who were asked (row P4)."""

from __future__ import annotations

import pytest
from django.test import Client

from partners.domain.add_parent import add_parent
from partners.domain.remove_parent import remove_parent
from partners.messages.own_page import own_path
from partners.models import Parent
from portal.municipalities.models import Municipality
from tests import cast


@pytest.fixture
def parent(municipality: Municipality) -> Parent:
    return cast.parent("Anna Vrolijk", email="anna@example.org", phone="+31612345678")


def test_p04_two_steps_and_it_is_done(client: Client, parent: Parent) -> None:
    """Row P4: a place to come is free again."""
    session = cast.session(places=5)
    cast.registration(session, parent, adults=1)
    path = own_path(parent, "own_remove")
    assert "kan niet worden teruggedraaid" in client.get(path).content.decode()
    assert Parent.objects.exists()
    assert client.post(path).headers["Location"] == "/sliedrecht/mijn/verwijderd/"
    assert not Parent.objects.exists()
    assert session.capacities.get().taken == 0
    assert client.post(path).status_code == 410
    assert not remove_parent(parent=parent)


def test_staff_remove_a_parent_who_asks(cjg: Client) -> None:
    parent = add_parent(details={"name": "Anna", "phone": "+31612345678"})
    path = f"/sliedrecht/ouders/{parent.public_id}/verwijderen/"
    assert cjg.get(path).status_code == 200
    assert "is verwijderd" in cjg.post(path, follow=True).content.decode()
    assert not Parent.objects.exists()
