"""Codes in small letters and the longest file names: read as what they are, or refused in words."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.municipalities.models import Neighbourhood
from tests.municipalities.test_areas_pages import EAST, HEAD, LIST, READ, WEST, admin, kept, upload
from tests.partners.sheet_files import text

__all__ = ["admin"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["wk019301", "Wk019301", "bu01930100"])
def test_a_code_of_another_municipality_is_refused_in_small_letters_too(admin: Client, code: str) -> None:
    page = upload(admin, text([HEAD, WEST, [code, "Dam", "8011"]]))
    assert "code van een andere gemeente" in " ".join(page.context["form"].errors["file"])
    assert not Neighbourhood.objects.exists()


def test_small_letters_are_the_same_neighbourhood(admin: Client) -> None:
    admin.post(upload(admin)["Location"])
    small = text([HEAD, [WEST[0].lower(), *WEST[1:]], EAST])
    admin.post(upload(admin, small)["Location"])
    assert kept() == READ


def test_the_same_code_in_both_letters_stands_twice(admin: Client) -> None:
    page = upload(admin, text([HEAD, WEST, [WEST[0].lower(), "Oost", "3362"]]))
    assert "Rij 3:" in " ".join(page.context["form"].errors["file"])


def test_a_code_of_ones_own_stays_as_it_is(admin: Client) -> None:
    admin.post(upload(admin, text([HEAD, ["west-1", "West", "3361"]]))["Location"])
    assert [code for code, *_rest in kept()] == ["west-1"]


@pytest.mark.parametrize("letter", ["x", "\u00e9", "\u0e01"])
def test_the_longest_name_that_a_file_can_have_is_read(admin: Client, letter: str) -> None:
    assert upload(admin, LIST, name=letter * 251 + ".csv").status_code == 302
