"""The page outside every municipality, and where somebody lands after signing in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from portal.accounts.models import Membership
from portal.municipalities.models import Municipality, Region
from tests import cast
from tests.accounts.people import sign_in, with_password
from tests.counting import queries_of


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


def worker(regions: dict[str, int]) -> Client:
    """Somebody signed in who works in so many municipalities of each region; "" is none."""
    user, number = cast.member("cjg"), 0
    for name, count in regions.items():
        region = Region.objects.create(name=name, kind="GGD") if name else None
        for _ in range(count):
            number += 1
            place = cast.municipality(f"GM9{number:03}", f"Plaats {name[:4]}{number}", slug=f"p{number}", region=region)
            Membership.objects.create(user=user, municipality=place, role="policy_officer")
    return cast.sign_in(Client(), user)


def choice(client: Client, **query: str) -> str:
    page = client.get("/", query).content.decode()
    return page[page.index('id="mine"') : page.index('id="find"')]


def test_many_places_stand_by_region_and_can_be_searched(municipality: Municipality) -> None:
    office = worker({"Waddenkust": 5, "Peelrand": 4})
    shown = choice(office)
    assert shown.index(">Peelrand</h3>") < shown.index(">Waddenkust</h3>") < shown.index("Andere gemeenten")
    assert shown.count('class="house-tile"') == 10
    assert 'name="werk"' in shown
    found = choice(office, werk="peel")
    assert found.count('class="house-tile"') == 4
    assert choice(office, werk="plaats wadd1").count('class="house-tile"') == 1
    nothing = choice(office, werk="nergens <b>")
    assert "Geen van uw gemeenten" in nothing
    assert "<b>" not in nothing


def test_few_places_of_one_region_stand_in_one_list(municipality: Municipality) -> None:
    municipality.region = Region.objects.create(name="Alles", kind="GGD")
    municipality.save()
    user = cast.member("cjg")
    zwolle = cast.municipality("GM0193", "Zwolle", region=municipality.region)
    Membership.objects.create(user=user, municipality=zwolle, role="cjg")
    shown = choice(cast.sign_in(Client(), user))
    assert shown.count('<h3 class="house-tile__title">') == 2
    assert "Alles" not in shown
    assert 'name="werk"' not in shown


@pytest.mark.parametrize("many", [1, 200])
def test_choosing_asks_the_same_for_two_and_for_many(municipality: Municipality, many: int) -> None:
    assert queries_of(worker({"Waddenkust": many}), "/") == 4
