"""The page outside every municipality, and where somebody lands after signing in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from portal.accounts.models import Membership
from portal.municipalities.models import Municipality
from tests import cast
from tests.accounts.people import sign_in, with_password


@pytest.fixture
def towns(db: None) -> None:
    for code, name, slug in (
        ("GM0610", "Sliedrecht", "sliedrecht"),
        ("GM1900", "Súdwest-Fryslân", "sudwest-fryslan"),
        ("GM0193", "Zwolle", "zwolle"),
    ):
        cast.municipality(code, name, slug=slug)
    cast.municipality("GM0001", "Sliedrecht-Oud", slug="sliedrecht-oud", valid_until="2020-01-01")


def links(**query: str) -> list[str]:
    page = Client().get("/", query).content.decode()
    return [m.slug for m in Municipality.objects.order_by("name") if f'href="/{m.slug}/"' in page]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("slie", ["sliedrecht"]),
        ("FRYSLAN", ["sudwest-fryslan"]),
        ("súdwest fryslân", ["sudwest-fryslan"]),
        ("l", ["sliedrecht", "sudwest-fryslan", "zwolle"]),
        ("bestaat niet", []),
        ("", []),
        ("   ", []),
        ("\x00", []),
        ("x" * 500, []),
    ],
)
def test_a_municipality_is_found_by_part_of_its_name(towns: None, typed: str, found: list[str]) -> None:
    assert links(gemeente=typed) == found


def test_somebody_signed_in_sees_their_municipalities(towns: None) -> None:
    sliedrecht, zwolle = Municipality.objects.get(slug="sliedrecht"), Municipality.objects.get(slug="zwolle")
    user = cast.member("cjg", at=sliedrecht)
    Membership.objects.create(user=user, municipality=zwolle, role="cjg")
    page = cast.sign_in(Client(), user).get("/").content.decode()
    assert 'href="/sliedrecht/"' in page
    assert 'href="/zwolle/"' in page
    assert 'action="/uitloggen/"' in page


def test_the_front_page_of_nobody_takes_no_query(db: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        Client().get("/")


def test_after_signing_in_the_only_municipality_opens(municipality: Any) -> None:
    assert sign_in(with_password())["Location"] == "/sliedrecht/"


def test_after_signing_in_with_two_municipalities_they_are_listed(municipality: Any, other: Any) -> None:
    user = with_password()
    Membership.objects.create(user=user, municipality=other, role="cjg")
    assert sign_in(user)["Location"] == "/"


def test_after_signing_in_the_page_that_was_asked_for_opens(municipality: Any) -> None:
    browser, user = Client(), with_password()
    asked = browser.get("/sliedrecht/vandaag/?x=1")
    assert asked["Location"].startswith("/inloggen/?next=")
    page = browser.get(asked["Location"])
    sent = {"next": page.context["redirect_field_value"]}
    assert sign_in(user, client=browser, **sent)["Location"] == "/sliedrecht/vandaag/?x=1"


def test_who_works_in_two_municipalities_chooses_and_switches(municipality: Any, other: Any) -> None:
    user = cast.member("cjg")
    Membership.objects.create(user=user, municipality=other, role="policy_officer")
    office = cast.sign_in(Client(), user)
    choice = office.get("/").content.decode()
    assert 'href="/zwolle/"' in choice
    assert "Beleidsmedewerker" in choice
    for page in ("/sliedrecht/vandaag/", "/sliedrecht/privacy/"):
        assert "Andere gemeente" in office.get(page).content.decode()


def test_who_works_in_one_municipality_has_nothing_to_switch(municipality: Any) -> None:
    office = cast.sign_in(Client(), cast.member("cjg"))
    assert "Andere gemeente" not in office.get("/sliedrecht/vandaag/").content.decode()
