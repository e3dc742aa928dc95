"""Who is where and when: only with a yes it is public, and each organisation keeps its own."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from partners.domain.change_organisation import allow_organisation
from partners.domain.follow_division import follow_division
from partners.domain.keep_presence import add_presence, publish_presence, remove_presence
from partners.models import Organisation, Presence
from portal.audit.models import AuditEntry
from portal.municipalities.models import Municipality, Neighbourhood
from portal.municipalities.queries import division_of
from portal.municipalities.tenant import require, use
from tests import cast
from tests.partners.at_once import at_once

WHERE, ORGANISATIONS, PRESENT = "/sliedrecht/wie-is-waar/", "/sliedrecht/organisaties/", "/sliedrecht/aanwezig/"
WAITING = "/sliedrecht/aanwezig/wachten/"
FACTS = {
    "person": "Juf Ina", "role": "intern begeleider", "weekday": "3", "starts": "09:00", "ends": "11:30",
    "place": "lokaal 3", "languages": "turks", "public": "on",
}  # fmt: skip


@pytest.fixture
def boom(municipality: Municipality) -> Organisation:
    return cast.organisation("De Boom", kind="school", neighbourhood=cast.neighbourhood("Baanhoek"))


def present(organisation: Organisation, person: str = "Juf Ina", **facts: Any) -> Presence:
    told = {"role": "leerkracht", "times": "elke ochtend", "public": True, **facts}
    return add_presence(organisation=organisation, facts={"person": person, **told})


def let_publish(organisation: Organisation, *, may: bool = True) -> None:
    allow_organisation(organisation=organisation, may_register=False, may_publish=may)


def test_a_partner_tells_who_is_where_and_everyone_reads_it(
    partner: Client, client: Client, boom: Organisation
) -> None:
    area = boom.neighbourhood
    assert area
    let_publish(boom)
    page = partner.post(f"{ORGANISATIONS}{boom.public_id}/aanwezig/nieuw/", {**FACTS, "neighbourhood": area.pk})
    assert page.status_code == 302
    shown = client.get(WHERE).content.decode()
    for words in ("Juf Ina", "intern begeleider", "De Boom", "Woensdag 9.00 tot 11.30 uur", "lokaal 3", "Turks",
                  "Baanhoek"):  # fmt: skip
        assert words in shown
    assert AuditEntry.objects.filter(action="presence.added").count() == 1


def test_the_very_same_twice_is_one_after_it_was_published_too(partner: Client, boom: Organisation) -> None:
    new, told = f"{ORGANISATIONS}{boom.public_id}/aanwezig/nieuw/", {**FACTS, "neighbourhood": ""}
    partner.post(new, told)
    one = Presence.objects.get()
    publish_presence(presence=one, seen=one.stamp)
    partner.post(new, told)
    assert Presence.objects.get().public
    partner.post(new, {**told, "place": "lokaal 4"})
    assert Presence.objects.count() == 2


def test_without_a_yes_only_staff_see_it(partner: Client, client: Client, boom: Organisation) -> None:
    facts = {name: value for name, value in FACTS.items() if name != "public"}
    partner.post(f"{ORGANISATIONS}{boom.public_id}/aanwezig/nieuw/", facts)
    assert "Juf Ina" not in client.get(WHERE).content.decode()
    inside = partner.get(f"{ORGANISATIONS}{boom.public_id}/").content.decode()
    assert "Juf Ina" in inside
    assert "Niet openbaar" in inside


def test_of_who_may_not_publish_everyone_sees_it_once_cjg_says_yes(
    partner: Client, cjg: Client, client: Client, boom: Organisation
) -> None:
    new = f"{ORGANISATIONS}{boom.public_id}/aanwezig/nieuw/"
    assert "Het CJG kijkt er eerst naar" in partner.get(new).content.decode()
    assert "persoon die openbaar kan worden" not in cjg.get("/sliedrecht/vandaag/").content.decode()
    partner.post(new, FACTS)
    one = Presence.objects.get()
    assert (one.public, one.waits) == (False, True)
    assert "Juf Ina" not in client.get(WHERE).content.decode()
    assert "Wacht op het CJG" in partner.get(f"{ORGANISATIONS}{boom.public_id}/").content.decode()
    assert "persoon die openbaar kan worden" in cjg.get("/sliedrecht/vandaag/").content.decode()
    assert "Juf Ina" in cjg.get(WAITING).content.decode()
    cjg.post(f"{PRESENT}{one.public_id}/openbaar/", {"seen": one.stamp})
    assert "Juf Ina" in client.get(WHERE).content.decode()
    assert "Niemand wacht" in cjg.get(WAITING).content.decode()
    assert AuditEntry.objects.filter(action="presence.changed").count() == 1
    cjg.post(f"{PRESENT}{one.public_id}/openbaar/", {"seen": one.stamp})
    assert AuditEntry.objects.filter(action="presence.changed").count() == 1


def test_cjg_makes_public_only_what_was_on_the_screen(partner: Client, cjg: Client, boom: Organisation) -> None:
    partner.post(f"{ORGANISATIONS}{boom.public_id}/aanwezig/nieuw/", FACTS)
    one = Presence.objects.get()
    partner.post(f"{PRESENT}{one.public_id}/", {**FACTS, "person": "Iemand anders"})
    cjg.post(f"{PRESENT}{one.public_id}/openbaar/", {"seen": one.stamp})
    assert not Presence.objects.get().public
    # Nor what nobody asks for.
    partner.post(f"{PRESENT}{one.public_id}/", {**FACTS, "public": ""})
    cjg.post(f"{PRESENT}{one.public_id}/openbaar/", {"seen": Presence.objects.get().stamp})
    assert not Presence.objects.get().public


def test_a_partner_makes_nothing_public_by_that_road(partner: Client, boom: Organisation) -> None:
    partner.post(f"{ORGANISATIONS}{boom.public_id}/aanwezig/nieuw/", FACTS)
    one = Presence.objects.get()
    assert partner.post(f"{PRESENT}{one.public_id}/openbaar/", {"seen": one.stamp}).status_code == 403
    assert partner.get(WAITING).status_code == 403
    assert not Presence.objects.get().public


@pytest.mark.parametrize("total", [1, 200])
def test_query_count_of_who_waits(cjg: Client, boom: Organisation, total: int, django_assert_num_queries: Any) -> None:
    Presence.objects.bulk_create(
        Presence(organisation=boom, person=f"P{n}", role="r", times="t", waits=True) for n in range(total)
    )
    with django_assert_num_queries(5):
        cjg.get(WAITING)


def test_what_cjg_made_public_stays_so_until_other_words(partner: Client, client: Client, boom: Organisation) -> None:
    let_publish(boom)
    partner.post(f"{ORGANISATIONS}{boom.public_id}/aanwezig/nieuw/", FACTS)
    one = Presence.objects.get()
    let_publish(boom, may=False)
    partner.post(f"{PRESENT}{one.public_id}/", FACTS)
    assert "Juf Ina" in client.get(WHERE).content.decode()
    partner.post(f"{PRESENT}{one.public_id}/", {**FACTS, "person": "Iemand anders"})
    shown = client.get(WHERE).content.decode()
    assert "Iemand anders" not in shown
    assert "Juf Ina" not in shown


def test_a_partner_names_only_the_own_organisation_as_place(partner: Client, cjg: Client, boom: Organisation) -> None:
    new = f"{ORGANISATIONS}{boom.public_id}/aanwezig/nieuw/"
    wilg = cast.organisation("De Wilg")
    assert set(partner.post(new, {**FACTS, "at": wilg.pk}).context["form"].errors) == {"at"}
    assert not Presence.objects.exists()
    # Where CJG placed somebody a partner may let them stay.
    cjg.post(new, {**FACTS, "at": wilg.pk})
    one = Presence.objects.get()
    assert partner.post(f"{PRESENT}{one.public_id}/", {**FACTS, "at": wilg.pk, "starts": "08:00"}).status_code == 302
    assert Presence.objects.get().at == wilg


def test_taking_back_the_yes_takes_it_off_at_once(partner: Client, client: Client, boom: Organisation) -> None:
    one = present(boom)
    assert "Juf Ina" in client.get(WHERE).content.decode()
    facts = {name: value for name, value in FACTS.items() if name != "public"}
    partner.post(f"{PRESENT}{one.public_id}/", facts)
    assert "Juf Ina" not in client.get(WHERE).content.decode()


def test_taking_somebody_away(cjg: Client, boom: Organisation) -> None:
    one = present(boom)
    assert cjg.post(f"{PRESENT}{one.public_id}/weg/").status_code == 302
    assert not Presence.objects.exists()
    assert remove_presence(presence=one) is False


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        ({"person": ""}, "person"), ({"role": ""}, "role"), ({"starts": ""}, "starts"), ({"weekday": ""}, "weekday"),
        ({"ends": "08:00"}, "ends"), ({"ends": "25:00"}, "ends"), ({"weekday": "8"}, "weekday"),
        ({"weekday": "", "starts": "", "ends": ""}, "times"), ({"languages": "Klingon"}, "languages"),
        ({"at": "99999999999999999999"}, "at"), ({"person": "a\x00"}, "person"), ({"place": ""}, "place"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(cjg: Client, boom: Organisation, facts: dict[str, str], wrong: str) -> None:
    page = cjg.post(f"{ORGANISATIONS}{boom.public_id}/aanwezig/nieuw/", {**FACTS, **facts})
    assert page.status_code == 200
    assert set(page.context["form"].errors) == {wrong}
    assert "intern begeleider" in page.content.decode() or wrong == "role"
    assert not Presence.objects.exists()


def test_a_line_of_text_is_enough(cjg: Client, boom: Organisation) -> None:
    cjg.post(
        f"{ORGANISATIONS}{boom.public_id}/aanwezig/nieuw/",
        {"person": "Juf Ina", "role": "leerkracht", "times": "op afspraak", "place": "lokaal 3"},
    )
    assert Presence.objects.get().when_in_words == "op afspraak"


def test_who_is_at_an_organisation_is_in_its_neighbourhood(cjg: Client, boom: Organisation) -> None:
    ggd = cast.organisation("De Dienst")
    cjg.post(f"{ORGANISATIONS}{ggd.public_id}/aanwezig/nieuw/", {**FACTS, "at": boom.pk})
    one = Presence.objects.get()
    assert (one.neighbourhood, one.where_in_words) == (boom.neighbourhood, "De Boom, lokaal 3")
    # The school sees who comes; it does not change that.
    assert "Juf Ina" in cjg.get(f"{ORGANISATIONS}{boom.public_id}/").content.decode()


def test_a_partner_keeps_nothing_of_another_organisation(partner: Client, boom: Organisation) -> None:
    wilg = cast.organisation("De Wilg")
    theirs = present(wilg, at=boom)
    assert partner.get(f"{PRESENT}{theirs.public_id}/").status_code == 404
    assert partner.post(f"{PRESENT}{theirs.public_id}/", FACTS).status_code == 404
    assert partner.post(f"{PRESENT}{theirs.public_id}/weg/").status_code == 404
    assert partner.post(f"{ORGANISATIONS}{wilg.public_id}/aanwezig/nieuw/", FACTS).status_code == 404
    inside = partner.get(f"{ORGANISATIONS}{boom.public_id}/").content.decode()
    assert "Juf Ina" in inside
    assert str(theirs.public_id) not in inside


def test_one_neighbourhood_and_who_is_there_for_all(client: Client, boom: Organisation) -> None:
    elsewhere = cast.neighbourhood("Benedenveer")
    present(boom, "Hier", neighbourhood=boom.neighbourhood)
    present(boom, "Daar", neighbourhood=elsewhere)
    present(boom, "Overal")
    rows = client.get(WHERE, {"wijk": elsewhere.code}).context["page"].rows
    assert [one.person for one in rows] == ["Daar", "Overal"]
    assert client.get(WHERE, {"wijk": "\x00"}).status_code == 200


def test_where_and_when_its_organisation_can_be_reached(client: Client, boom: Organisation) -> None:
    Organisation.objects.filter(pk=boom.pk).update(location="Dorpsstraat 1", times="op schooldagen", languages=["tr"])
    wilg = cast.organisation("De Wilg", location="Kade 2")
    assert "Dorpsstraat 1" not in client.get(WHERE).content.decode()
    present(boom)
    # Of whom nobody is public, nothing is told.
    present(wilg, "Niet Openbaar", public=False)
    page = client.get(WHERE).content.decode()
    for words in ("Dorpsstraat 1", "op schooldagen", "Turks"):
        assert words in page
    assert "Kade 2" not in page


def test_nobody_yet(client: Client, boom: Organisation) -> None:
    page = client.get(WHERE).content.decode()
    assert "Er is nog niemand ingevuld" in page
    assert boom.neighbourhood
    page = client.get(WHERE, {"wijk": boom.neighbourhood.code}).content.decode()
    assert "Voor Baanhoek is nog niemand ingevuld" in page


def test_who_is_elsewhere_is_not_shown_here(client: Client, boom: Organisation, other: Municipality) -> None:
    """Row T8."""
    with use(other):
        present(cast.organisation("Van Ver"), "Iemand Anders")
    assert "Iemand Anders" not in client.get(WHERE).content.decode()


@pytest.mark.parametrize(
    "hours", [{"starts": time(9)}, {"ends": time(9)}, {"weekday": 1, "starts": time(9), "ends": time(9)},
              {"starts": time(9), "ends": time(10)}],
)  # fmt: skip
def test_the_database_keeps_hours_whole(boom: Organisation, hours: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        present(boom, **hours)


def test_a_new_division_takes_them_along(boom: Organisation) -> None:
    old = boom.neighbourhood
    assert old
    one = present(boom, neighbourhood=old)
    new = Neighbourhood.objects.create(
        municipality=boom.municipality, code=old.code, name=old.name, year=old.year + 1, postcodes=[]
    )
    follow_division(division_of(require()))
    one.refresh_from_db()
    assert one.neighbourhood == new


@pytest.mark.parametrize("total", [1, 200])
def test_query_count(client: Client, boom: Organisation, total: int, django_assert_num_queries: Any) -> None:
    Presence.objects.bulk_create(
        Presence(organisation=boom, person=f"P{n}", role="r", times="t", public=True) for n in range(total)
    )
    with django_assert_num_queries(4):
        client.get(WHERE)


@pytest.mark.django_db(transaction=True)
def test_a_button_that_is_pressed_twice_adds_one(boom: Organisation) -> None:
    assert len(set(at_once(lambda: present(boom).pk, 4))) == 1
    present(boom, "Iemand anders")
    assert Presence.objects.count() == 2
