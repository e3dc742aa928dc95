"""Contacts: that there was one and how, for the own organisation and the parent, for twelve months."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partners.domain.add_contact import add_contact
from partners.messages.own_page import own_path
from partners.models import Contact, Parent, Tombstone
from partners.queries import contacts_of
from portal.audit.models import AuditEntry
from portal.desk.domain.forget_over import forget_over
from portal.desk.models import KeptTerm
from portal.municipalities.models import Municipality
from portal.municipalities.spec import months_before
from portal.municipalities.tenant import use
from portal.outbox.domain.tick import tick
from tests import cast
from tests.counting import FEW, MANY, queries_of


def page_of(parent: Parent) -> str:
    return f"/sliedrecht/ouders/{parent.public_id}/"


def contact(parent: Parent, days_ago: int = 0, **more: Any) -> Contact:
    by = more.pop("by", None) or cast.member("cjg").pk
    day = more.pop("day", None) or timezone.localdate() - timedelta(days=days_ago)
    return Contact.objects.create(parent=parent, by_id=by, day=day, **{"way": "met", "with_agenda": False, **more})


def today(**fields: str) -> dict[str, str]:
    return {"day": f"{timezone.localdate()}", "way": "school", "agenda": "just", **fields}


# Writing down


def test_a_chat_just_like_that_is_a_contact_too(cjg: Client) -> None:
    parent = cast.parent()
    assert "Nog geen contact opgeschreven" in cjg.get(page_of(parent)).content.decode()
    cjg.post(page_of(parent) + "contact/", today())
    made = Contact.objects.get()
    assert (made.way, made.with_agenda, made.organisation) == ("school", False, None)
    page = cjg.get(page_of(parent)).content.decode()
    assert "Zomaar" in page
    assert "Ontmoeting op school" in page
    assert AuditEntry.objects.filter(action="contact.added", subject_id=parent.pk).count() == 1


def test_there_is_no_room_for_words_about_people() -> None:
    texts = {
        field.name for field in Contact._meta.concrete_fields if field.get_internal_type() in {"CharField", "TextField"}
    }
    assert texts == {"way"}


def test_pressed_twice_is_one_contact(cjg: Client) -> None:
    """Row R14."""
    parent = cast.parent()
    for _ in range(2):
        cjg.post(page_of(parent) + "contact/", today())
    assert Contact.objects.count() == 1
    assert AuditEntry.objects.filter(action="contact.added").count() == 1


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"day": ""}, "day"), ({"day": "morgen"}, "day"), ({"day": "2999-01-01"}, "day"),
        ({"day": "1999-01-01"}, "day"),
        ({"way": "duif"}, "way"), ({"agenda": ""}, "agenda"), ({"agenda": "x\x00"}, "agenda"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(cjg: Client, fields: dict[str, str], wrong: str) -> None:
    page = cjg.post(page_of(cast.parent()) + "contact/", today(**fields))
    assert page.status_code == 200
    assert set(page.context["form"].errors) == {wrong}
    assert not Contact.objects.exists()


def test_what_was_written_down_by_mistake_can_go(cjg: Client) -> None:
    made = contact(cast.parent())
    cjg.post(f"{page_of(made.parent)}contact/{made.public_id}/weg/")
    assert not Contact.objects.exists()


# The help card


def test_a_first_contact_about_a_problem_leads_to_the_help_card_and_only_that_there_was_a_subject_is_kept(
    cjg: Client,
) -> None:
    parent = cast.parent()
    first = cjg.post(page_of(parent) + "contact/", today(agenda="worry"))
    assert first.headers["Location"] == page_of(parent) + "hulpkaart/"
    kept = Contact.objects.values().get()
    assert kept["with_agenda"] is True
    assert "worry" not in str(kept)
    second = cjg.post(page_of(parent) + "contact/", today(agenda="worry", way="called"))
    assert second.headers["Location"] == page_of(parent)


@pytest.mark.parametrize("agenda", ["just", "subject"])
def test_another_first_contact_leads_back(cjg: Client, agenda: str) -> None:
    parent = cast.parent()
    assert cjg.post(page_of(parent) + "contact/", today(agenda=agenda)).headers["Location"] == page_of(parent)


def test_the_card_is_only_read(cjg: Client) -> None:
    card = page_of(cast.parent()) + "hulpkaart/"
    page = cjg.get(card).content.decode()
    assert "Als contact lastig is" in page
    assert "<form" not in page.split("<main")[1].split("</main>")[0]
    assert cjg.post(card).status_code == 405


# Who sees them


def test_another_organisations_contacts_are_not_shown_to_staff_but_to_the_parent(cjg: Client) -> None:
    parent, school = cast.parent(), cast.organisation("Basisschool De Boom")
    made = contact(parent, organisation=school)
    own = contact(parent, way="called")
    assert list(contacts_of(parent)) == [own]
    assert list(contacts_of(parent, school)) == [made]
    assert list(cjg.get(page_of(parent)).context["contacts"]) == [own]
    assert cjg.post(f"{page_of(parent)}contact/{made.public_id}/weg/").status_code == 404
    seen = Client().get(own_path(parent)).content.decode()
    assert "Basisschool De Boom" in seen
    assert "Gebeld" in seen


def test_the_parent_does_not_see_the_name_of_who_wrote_it_down(municipality: Municipality) -> None:
    parent, by = cast.parent(), cast.member("cjg", name="Roos Voorbeeld")
    add_contact(parent=parent, by=by.pk, day=timezone.localdate(), way="met", with_agenda=False)
    assert "Roos Voorbeeld" not in Client().get(own_path(parent)).content.decode()


@pytest.mark.parametrize("total", [FEW, MANY])
def test_query_counts(cjg: Client, total: int) -> None:
    parent, by = cast.parent(), cast.member("cjg").pk
    Contact.objects.bulk_create(
        Contact(parent=parent, by_id=by, day=timezone.localdate() - timedelta(days=n), way="met", with_agenda=False)
        for n in range(total)
    )
    assert queries_of(cjg, page_of(parent)) == 11
    assert queries_of(cjg, page_of(parent) + "contact/") == 7


# Gone after twelve months (row P1)

LIMIT = 12


def seeded(municipality: Municipality) -> list[Contact]:
    """One a day before its time is over, one on that day, one a day after."""
    limit = months_before(timezone.localdate(), LIMIT)
    parent, by = cast.parent(), cast.member("cjg").pk
    return [contact(parent, by=by, day=limit + timedelta(days=n)) for n in (1, 0, -1)]


def test_p01_exactly_those_whose_time_is_over_are_gone_and_the_number_is_told(municipality: Municipality) -> None:
    """Row P1."""
    kept, *_over = seeded(municipality)
    assert forget_over()["contacts"] == 2
    assert list(Contact.objects.all()) == [kept]
    assert AuditEntry.objects.get(action="retention.done").fields == ["contacts:2"]
    assert "contacts" not in forget_over()
    assert AuditEntry.objects.filter(action="retention.done").count() == 1


@pytest.mark.django_db(transaction=True)
def test_p01_the_clock_does_it_in_every_municipality(municipality: Municipality, other: Municipality) -> None:
    """Row P1."""
    kept, *_over = seeded(municipality)
    with use(other):
        seeded(other)
    tick()
    assert list(Contact.objects.all()) == [kept]
    with use(other):
        assert Contact.objects.count() == 1


def test_p01_control_with_another_limit_others_go(municipality: Municipality) -> None:
    """Row P1."""
    seeded(municipality)
    KeptTerm.objects.create(kind="contacts", months=11)
    assert forget_over()["contacts"] == 3


def test_p01_tombstones_go_after_thirteen_months(municipality: Municipality) -> None:
    """Row P1."""
    noon = timezone.localtime().replace(hour=12)
    limit = months_before(noon.date(), 13)
    for n in (1, 0, -1):
        made = Tombstone.objects.create(key=f"{n}")
        day = limit + timedelta(days=n)
        Tombstone.objects.filter(pk=made.pk).update(at=noon.replace(year=day.year, month=day.month, day=day.day))
    assert forget_over()["tombstones"] == 2
    assert Tombstone.objects.get().key == "1"


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 24), 12, date(2025, 11, 24)), (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)), (date(2026, 1, 31), 13, date(2024, 12, 31)),
        (date(2026, 1, 15), 3, date(2025, 10, 15)),
    ],
)  # fmt: skip
def test_months_before(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before
