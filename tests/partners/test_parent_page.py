"""A parent's page for the staff who work with them (row P8), adding and changing by hand, and who is kept out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from partners.domain import add_parent as adding
from partners.domain.change_parent import Known, change_parent
from partners.domain.flag_address import flag_address
from partners.domain.withdraw import withdraw
from partners.models import Consent, OrganisationMember, Parent
from partners.queries import answers_of, invitable, mail_works
from portal.accounts.models import Membership
from portal.audit.models import AuditEntry
from portal.municipalities.models import Municipality
from portal.outbox.models import Message
from tests import cast
from tests.counting import FEW, MANY, queries_of

PARENTS, ADD = "/sliedrecht/ouders/", "/sliedrecht/ouders/nieuw/"
NEW = {"name": "Anna Vrolijk", "email": "anna@example.org"}


def page_of(parent: Parent) -> str:
    return f"{PARENTS}{parent.public_id}/"


# Looking


def test_the_page_shows_how_to_reach_a_parent(cjg: Client) -> None:
    area = cast.neighbourhood("Baanhoek")
    parent = cast.parent(
        "Anna Vrolijk", phone="+31612345678", prefers="phone", language="tr", stages=["0-1", "primary"],
        neighbourhood=area, postcode="3361", letter_address="Voorbeeldlaan 1", letter_works=False,
    )  # fmt: skip
    page = cjg.get(page_of(parent)).content.decode()
    for words in ("Anna Vrolijk", "06 12345678", "Per telefoon", "Turks", "Kind van 0 tot 1 jaar", "Baanhoek (3361)",
                  "Voorbeeldlaan 1", "Werkt niet", "Stoppen kan met één klik"):  # fmt: skip
        assert words in page


def test_p08_each_look_is_one_line_with_who_what_when_which_whence_and_how_it_ended(cjg: Client) -> None:
    """Row P8: the six fields of a line that tells who looked."""
    parent = cast.parent()
    for _ in range(2):
        cjg.get(page_of(parent), REMOTE_ADDR="192.0.2.7")
    lines = list(AuditEntry.objects.filter(action="read", subject_kind="partners.Parent", subject_id=parent.pk))
    assert len(lines) == 2
    line = lines[0]
    assert line.actor_kind == "user"
    assert line.actor_id == int(cjg.session["_auth_user_id"])
    assert (line.subject_public_id, line.result) == (parent.public_id, "done")
    assert line.at <= timezone.now()
    assert line.origin == "192.0.2.7"


def test_p08_control_what_nobody_writes_down_is_missed(cjg: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row P8."""
    monkeypatch.setattr("partners.views.parent.record_read", lambda _parent: None)
    cjg.get(page_of(cast.parent()))
    assert not AuditEntry.objects.filter(action="read", subject_kind="partners.Parent").exists()


@pytest.mark.parametrize("role", ["policy_officer", "partner", "administrator", "privacy_officer"])
def test_nobody_else_sees_it(municipality: Municipality, role: str) -> None:
    browser = cast.sign_in(Client(), cast.member(role))
    for path in (page_of(cast.parent()), ADD):
        assert browser.get(path).status_code == 403


def test_the_list_leads_to_the_page_and_finds_by_phone(cjg: Client) -> None:
    parent = cast.parent("Anna Vrolijk", phone="+31612345678")
    cast.parent("Ben de Groen", phone="+31687654321")
    page = cjg.get(PARENTS, {"zoek": "06 1234 5678"})
    assert [row.name for row in page.context["page"].rows] == ["Anna Vrolijk"]
    assert page_of(parent) in page.content.decode()


def test_mail_works_when_something_arrived_at_the_address_of_today(municipality: Municipality) -> None:
    parent = cast.parent(email="anna@example.org")
    assert mail_works(parent) is None
    Message.objects.create(
        kind="x", key="k", subject_kind="partners.parent", subject_id=parent.pk, address=parent.email,
        recipient_key=str(parent.public_id), state="sent",
    )  # fmt: skip
    assert mail_works(parent) is True
    change_parent(parent=parent, details={"email": "ander@example.org"})
    parent.refresh_from_db()
    assert mail_works(parent) is None
    flag_address(address="ander@example.org")
    parent.refresh_from_db()
    assert mail_works(parent) is False


def test_answers_stand_with_text_time_and_source(municipality: Municipality) -> None:
    parent = cast.parent()
    withdraw(parent=parent, source="link")
    answer, *others = answers_of(parent)
    assert [one.last for one in others] == [None, None]
    assert answer.last
    assert (answer.last.given, answer.last.source, answer.last.text_version) == (False, "link", "stop-1")
    assert [one.given for one in answer.before] == [True]


@pytest.mark.parametrize("total", [FEW, MANY])
def test_query_count_of_the_page(cjg: Client, total: int) -> None:
    parent = cast.parent()
    Consent.objects.bulk_create(
        Consent(parent=parent, purpose="invitations", given=bool(n % 2), basis="parent", text_version="x", source="x")
        for n in range(total)
    )
    assert queries_of(cjg, page_of(parent)) == 11


# Adding


def test_adding_by_hand_keeps_what_was_agreed_and_how(cjg: Client) -> None:
    answer = cjg.post(ADD, {**NEW, "agreed": "invitations", "how": "by_phone"}, follow=True)
    parent = Parent.objects.get()
    assert answer.redirect_chain[-1][0] == page_of(parent)
    said = Consent.objects.get(parent=parent)
    assert (said.given, said.source, said.basis, said.text_version) == (True, "by_phone", "parent", "sign-up-2")
    assert list(invitable()) == [parent]


def test_without_a_yes_nobody_is_invited(cjg: Client) -> None:
    cjg.post(ADD, NEW)
    assert Parent.objects.count() == 1
    assert not invitable().exists()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": ""}, "name"), ({"name": "kijk op www.slecht.example"}, "name"), ({"email": "geen adres"}, "email"),
        ({"email": ""}, "email"), ({"phone": "abc"}, "phone"), ({"postcode": "abcd"}, "postcode"),
        ({"postcode": "33612"}, "postcode"), ({"prefers": "letter"}, "letter_address"),
        ({"stages": "tiener"}, "stages"),
        ({"agreed": "invitations"}, "how"), ({"agreed": "everything", "how": "by_phone"}, "agreed"),
        ({"language": "elvish"}, "language"), ({"via": "00000000-0000-0000-0000-000000000000"}, "via"),
        ({"name": "a\x00b"}, "name"), ({"phone_works": "maybe"}, "phone_works"), ({"letter_address": "x" * 201},
        "letter_address"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(
    cjg: Client, fields: dict[str, str], wrong: str
) -> None:
    page = cjg.post(ADD, {**NEW, **fields})
    assert page.status_code == 200
    assert set(page.context["form"].errors) == {wrong}
    assert not Parent.objects.exists()
    assert "Er ging iets mis" not in page.content.decode()


@pytest.mark.parametrize("fields", [{}, {"email": "", "phone": "06 12345678"}])
def test_who_is_known_already_is_not_added_twice(cjg: Client, fields: dict[str, str]) -> None:
    cjg.post(ADD, {**NEW, **fields})
    page = cjg.post(ADD, {**NEW, **fields})
    assert page.context["form"].errors
    assert Parent.objects.count() == 1


def test_two_who_add_the_same_at_once_hear_it_in_words(cjg: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.parent(email=NEW["email"])
    monkeypatch.setattr(adding, "same_person", lambda _wanted: None)
    assert set(cjg.post(ADD, NEW).context["form"].errors) == {"email"}


def test_control_the_database_itself_refuses_a_second(cjg: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.parent(email=NEW["email"])
    monkeypatch.setattr(adding, "same_person", lambda _wanted: None)
    monkeypatch.setattr(adding, "IntegrityError", ZeroDivisionError)
    with pytest.raises(IntegrityError):
        cjg.post(ADD, NEW)


# Changing


def test_changing_writes_down_which_fields_and_no_values(cjg: Client) -> None:
    area = cast.neighbourhood(postcodes=("3361",))
    parent = cast.parent("Anna", email="anna@example.org")
    fields = {"name": "Anna Vrolijk", "email": "anna@example.org", "postcode": "3361 AB", "stages": ["pregnant", "2-4"]}
    cjg.post(page_of(parent) + "wijzigen/", {**fields, "phone": "0612345678", "phone_works": "yes"})
    parent.refresh_from_db()
    assert (parent.name, parent.name_key, parent.postcode, parent.neighbourhood) == (
        "Anna Vrolijk", "anna vrolijk", "3361", area,
    )  # fmt: skip
    assert (parent.stages, parent.phone, parent.phone_works) == (["pregnant", "2-4"], "+31612345678", True)
    line = AuditEntry.objects.get(action="parent.changed")
    assert line.fields == ["name", "phone", "phone_works", "postcode", "stages"]


def test_what_stays_the_same_is_not_written_down(cjg: Client) -> None:
    parent = cast.parent("Anna Vrolijk", email="anna@example.org", phone="+31612345678", phone_works=True)
    cjg.post(
        page_of(parent) + "wijzigen/",
        {"name": "Anna Vrolijk", "email": "anna@example.org", "phone": "+31612345678", "phone_works": "yes"},
    )
    assert not AuditEntry.objects.filter(action="parent.changed").exists()


def test_a_new_number_has_yet_to_prove_itself(municipality: Municipality) -> None:
    parent = cast.parent(phone="+31612345678", phone_works=False)
    assert change_parent(parent=parent, details={"phone": "+31687654321"}).phone_works is None


def test_anothers_address_is_refused(cjg: Client) -> None:
    cast.parent(email="ben@example.org")
    parent = cast.parent(email="anna@example.org")
    page = cjg.post(page_of(parent) + "wijzigen/", {"name": "Anna", "email": "ben@example.org"})
    assert page.context["form"].errors["email"]
    with pytest.raises(Known):
        change_parent(parent=parent, details={"email": "Ben@example.org"})


def test_a_familiar_face_is_an_organisation_or_somebody_who_works_there(cjg: Client) -> None:
    school = cast.organisation("Basisschool De Boom")
    who = cast.member("partner", name="Karim Voorbeeld")
    tie = OrganisationMember.objects.create(organisation=school, membership=Membership.objects.get(user=who))
    parent = cast.parent("Anna", email="anna@example.org")
    same = {"name": "Anna", "email": "anna@example.org"}
    cjg.post(page_of(parent) + "wijzigen/", {**same, "via": str(tie.public_id)})
    parent.refresh_from_db()
    assert (parent.via_member, parent.via_organisation) == (tie, None)
    assert "Karim Voorbeeld" in cjg.get(page_of(parent)).content.decode()
    cjg.post(page_of(parent) + "wijzigen/", {**same, "via": str(school.public_id)})
    parent.refresh_from_db()
    assert (parent.via_member, parent.via_organisation) == (None, school)


@pytest.mark.parametrize("total", [FEW, MANY])
def test_query_count_of_changing(cjg: Client, total: int, django_assert_num_queries: Callable[..., Any]) -> None:
    for number in range(total):
        cast.organisation(f"School {number}")
    assert queries_of(cjg, page_of(cast.parent()) + "wijzigen/") == 9
