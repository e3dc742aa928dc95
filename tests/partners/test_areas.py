"""What there is in each neighbourhood and what is missing; no language of fewer than five parents is named."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from django.test import Client

from activities.models import Session
from activities.spec import instant
from partners.models import Organisation, Parent, Presence
from partners.queries import areas
from partners.spec.gaps import NEAR, missing_kinds, missing_languages
from partners.spec.stages import FOR, NAMED, SHORT, YEARS, stages_in
from portal.municipalities.models import Municipality, Neighbourhood
from portal.municipalities.tenant import use
from tests import cast
from tests.counting import meetings

AREAS = "/sliedrecht/organisaties/wijken/"


@pytest.fixture
def baanhoek(municipality: Municipality) -> Neighbourhood:
    return cast.neighbourhood("Baanhoek")


def test_all_of_a_neighbourhood_on_one_page(cjg: Client, baanhoek: Neighbourhood) -> None:
    school = cast.organisation("De Boom", kind="school", neighbourhood=baanhoek, languages=["tr"])
    Presence.objects.create(
        organisation=school, person="Juf Ina", role="leerkracht", times="op afspraak", neighbourhood=baanhoek,
        languages=["ar"],
    )  # fmt: skip
    cast.session(title="Koffieochtend", neighbourhood=baanhoek)
    cast.parents(5, neighbourhood=baanhoek, language="pl")
    page = cjg.get(AREAS).content.decode()
    for words in ("Baanhoek", "De Boom", "Juf Ina, leerkracht: op afspraak", "Koffieochtend", "Arabisch, Turks",
                  "Kinderopvang", "Niemand spreekt hier Pools (5 ouders)"):  # fmt: skip
        assert words in page


def test_a_meeting_far_off_or_called_off_is_not_on_soon(cjg: Client, baanhoek: Neighbourhood) -> None:
    cast.session(title="Over lang", days_ahead=40, neighbourhood=baanhoek)
    assert "Over lang" not in cjg.get(AREAS).content.decode()


def test_four_parents_are_told_of_nowhere(cjg: Client, baanhoek: Neighbourhood) -> None:
    """Row P6: a small number could tell who somebody is."""
    cast.parents(4, neighbourhood=baanhoek, language="pl")
    cast.parents(5, neighbourhood=cast.neighbourhood("Elders"), language="so")
    found = {area.neighbourhood.name: area.languages for area in areas(baanhoek.municipality_id) if area.neighbourhood}
    assert found == {"Baanhoek": [], "Elders": [("Somalisch", 5)]}
    page = cjg.get(AREAS).content.decode()
    assert "spreekt hier Pools" not in page
    # Of the whole municipality a language is named, and not by how many it is read.
    assert "Niemand spreekt Pools (enkele ouders)" in page


@pytest.mark.parametrize("elsewhere", ["Elders", ""])
def test_no_few_are_left_when_neighbourhoods_are_taken_off_the_whole(
    cjg: Client, baanhoek: Neighbourhood, elsewhere: str
) -> None:
    """Row P6, for languages and stages alike."""
    rest = cast.neighbourhood(elsewhere) if elsewhere else None
    for many, where in ((7, baanhoek), (2, rest)):
        found = cast.parents(many, neighbourhood=where, language="pl")
        Parent.objects.filter(pk__in=[one.pk for one in found]).update(stages=["secondary"])
    page = cjg.get(AREAS).content.decode()
    assert "Niemand spreekt hier Pools (7 ouders)" in page
    assert "Niemand spreekt Pools (ouders)" in page
    assert "Er is nog nergens iets speciaal voor ouders van pubers (ouders)." in page
    assert "(9 ouders)" not in page
    assert "enkele ouders" not in page


def test_control_five_and_more_in_each_part_are_added_up(cjg: Client, baanhoek: Neighbourhood) -> None:
    cast.parents(7, neighbourhood=baanhoek, language="pl")
    cast.parents(5, language="pl")
    assert "Niemand spreekt Pools (12 ouders)" in cjg.get(AREAS).content.decode()


def test_what_is_there_for_all_is_missing_nowhere(baanhoek: Neighbourhood) -> None:
    cast.organisation("Het Huis", kind="welfare", languages=["pl"])
    cast.parents(5, neighbourhood=baanhoek, language="pl")
    here, whole = areas(baanhoek.municipality_id)
    assert "welfare" not in here.lacks_kinds
    assert here.lacks_languages == []
    assert [one.name for one in whole.organisations] == ["Het Huis"]


def test_what_is_missing_per_stage(cjg: Client, baanhoek: Neighbourhood) -> None:
    here, there = cast.parents(12, neighbourhood=baanhoek), cast.parents(3, neighbourhood=baanhoek)
    Parent.objects.filter(pk__in=[one.pk for one in here]).update(stages=["secondary"])
    Parent.objects.filter(pk__in=[one.pk for one in there]).update(stages=["0-1"])
    cast.session(title="Koffieochtend", neighbourhood=baanhoek)
    page = cjg.get(AREAS).content.decode()
    assert "In Baanhoek is er nog niets speciaal voor ouders van pubers (12 ouders)." in page
    assert "In Baanhoek is er nog niets speciaal voor ouders van een baby" not in page
    assert "Er is nog nergens iets speciaal voor ouders van een baby (enkele ouders)." in page
    assert "Er is nog nergens iets speciaal voor ouders van pubers (12 ouders)." in page
    assert "voor deze fasen: In verwachting" in page
    assert areas(baanhoek.municipality_id)[0].per_stage == [0] * 7 + [1]


def test_of_very_many_meetings_the_last_fills_its_stage_too(baanhoek: Neighbourhood) -> None:
    cast.session(title="Praten met je puber", days_ahead=27, neighbourhood=baanhoek)
    (one,) = meetings([7])
    starts = [time(7 + number // 20, number % 20) for number in range(200)]
    Session.objects.bulk_create(
        Session(
            series=one.series, local_date=one.local_date, local_start=start, local_end=time(20),
            starts_at=instant(one.local_date, start), ends_at=instant(one.local_date, time(20)),
        )
        for start in starts
    )  # fmt: skip
    here, *_, whole = areas(baanhoek.municipality_id)
    assert here.per_stage[5] == 1
    assert "secondary" not in dict(whole.lacks_stages)


def test_what_names_a_stage_fills_it_where_it_is(baanhoek: Neighbourhood) -> None:
    cast.session(title="Praten met je puber", neighbourhood=baanhoek)
    elsewhere = cast.neighbourhood("Elders")
    here, there, whole = areas(baanhoek.municipality_id)
    assert "secondary" not in dict(here.lacks_stages)
    assert "secondary" in dict(there.lacks_stages)
    assert "secondary" not in dict(whole.lacks_stages)
    assert (here.per_stage[5], there.neighbourhood) == (1, elsewhere)
    # For the whole municipality it is there for everyone.
    cast.session(title="Zwangerschapscafé", neighbourhood=None)
    assert not any("pregnant" in dict(area.lacks_stages) for area in areas(baanhoek.municipality_id))


@pytest.mark.parametrize(
    ("words", "stages"),
    [("Kids & Koffie", set()), ("Koffie voor ouders van peuters", {"2-4"}),
     ("Kinderen van 0 tot 4 jaar", {"0-1", "1-2", "2-4"}), ("kinderen 4-12 jaar", {"primary"}),
     ("ouders van pubers en tieners", {"secondary"}), ("Zwangerencafé", {"pregnant"}),
     ("maandag 9.30-11.00", set()), ("Babymassage", {"0-1"}), ("ouderavond groep 8", {"primary"}), ("18+", {"18+"}),
     ("12 t/m 18 jr", {"secondary"}), ("", set())],
)  # fmt: skip
def test_the_stages_that_words_name(words: str, stages: set[str]) -> None:
    assert stages_in(words) == stages


def test_each_stage_has_its_words() -> None:
    assert set(Parent.Stage.values) == NAMED.keys() == FOR.keys() == SHORT.keys()
    assert YEARS.keys() < NAMED.keys()


def test_nothing_of_elsewhere(cjg: Client, baanhoek: Neighbourhood, other: Municipality) -> None:
    """Row T8."""
    with use(other):
        cast.organisation("Van Ver")
        cast.parents(9, language="so")
    assert "Van Ver" not in cjg.get(AREAS).content.decode()


def test_without_neighbourhoods_it_says_who_reads_them_in(cjg: Client) -> None:
    assert "De wijken staan er nog niet in" in cjg.get(AREAS).content.decode()


def test_a_partner_does_not_see_it(municipality: Municipality) -> None:
    assert cast.sign_in(Client(), cast.member("partner")).get(AREAS).status_code == 403


def test_what_is_missing() -> None:
    assert missing_kinds(["school", "other"]) == [kind for kind in NEAR if kind != "school"]
    assert missing_languages({"tr": 9, "pl": 4, "ar": 12, "nl": 99, "so": 9}, {"tr"}) == [("ar", 12), ("so", 9)]


@pytest.mark.parametrize("total", [1, 200])
def test_query_count(cjg: Client, baanhoek: Neighbourhood, total: int, django_assert_num_queries: Any) -> None:
    Organisation.objects.bulk_create(Organisation(name=f"S {n}", neighbourhood=baanhoek) for n in range(total))
    with django_assert_num_queries(10):
        cjg.get(AREAS)
