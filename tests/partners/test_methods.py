"""Each page says by which methods it can be asked; another one is refused before anything is looked up."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.municipalities.models import Municipality
from tests import cast
from tests.partners.lists import ANNA, read_in, taken, text

pytestmark = pytest.mark.django_db
READ = ["ouders/", "organisaties/", "toegankelijkheid/", "privacy/", "wijken/"]
WRITE = ["ouders/inlezen/", "organisaties/nieuw/", "wijken/inlezen/"]


@pytest.fixture
def everyone(client: Client, municipality: Municipality) -> Client:
    """Somebody who may open each of these pages."""
    user = cast.member("cjg")
    user.memberships.create(municipality=municipality, role="administrator")
    return cast.sign_in(client, user)


@pytest.mark.parametrize("path", READ)
def test_a_page_to_read_takes_nothing(everyone: Client, path: str) -> None:
    assert everyone.get(f"/sliedrecht/{path}").status_code == 200
    for method in ("post", "put", "patch", "delete", "options"):
        assert getattr(everyone, method)(f"/sliedrecht/{path}").status_code == 405


@pytest.mark.parametrize("path", WRITE)
def test_a_form_takes_what_is_sent_and_no_more(everyone: Client, path: str) -> None:
    assert everyone.post(f"/sliedrecht/{path}").status_code == 200
    for method in ("put", "patch", "delete", "options"):
        assert getattr(everyone, method)(f"/sliedrecht/{path}").status_code == 405


def test_the_pages_of_one_list_as_well(everyone: Client) -> None:
    waiting, done = taken(text(ANNA)), read_in(text(ANNA))
    assert waiting.file is not None
    assert everyone.put(f"/sliedrecht/ouders/inlezen/{waiting.file.public_id}/").status_code == 405
    assert everyone.post(f"/sliedrecht/ouders/ingelezen/{done.public_id}/").status_code == 405
