"""What accounts lay under the rest: Django's cache is there after `migrate` alone; the words of a new password."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.urls import reverse

from portal.municipalities.models import Municipality
from tests import cast
from tests.accounts.people import with_password


def test_the_cache_comes_with_the_first_migration(db: None) -> None:
    assert MigrationLoader(None).graph.leaf_nodes("accounts") == [("accounts", "0001_initial")]
    cache.set("vogel", "kanarie")
    assert cache.get("vogel") == "kanarie"


@pytest.mark.parametrize("words", ["Uw huidige wachtwoord", "Op andere apparaten waar u bent ingelogd"])
def test_a_new_password_is_asked_in_plain_words(client: Client, municipality: Municipality, words: str) -> None:
    shown = cast.sign_in(client, with_password()).get(reverse("account_change_password")).content.decode()
    assert words in shown
    assert "wachtwoord van nu" not in shown
