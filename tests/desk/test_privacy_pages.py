"""How long things are kept, what for, who works with data and what went wrong: the pages of the privacy officer."""

from __future__ import annotations

import csv
import html
import io
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from portal.audit.models import AuditEntry
from portal.desk.domain.keep_breaches import add_breach
from portal.desk.models import Breach, KeptTerm, Processor
from portal.desk.queries.privacy import in_words, purposes
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from portal.municipalities.registry import people_of, terms
from portal.municipalities.spec import Kind
from tests import cast
from tests.counting import FEW, MANY, queries_of
from tests.partners.at_once import at_once

TERMS, REGISTER = "/sliedrecht/bewaartermijnen/", "/sliedrecht/register/"
PROCESSORS, BREACHES = "/sliedrecht/verwerkers/", "/sliedrecht/datalekken/"


@pytest.fixture
def officer(municipality: Municipality) -> Client:
    return cast.sign_in(Client(), cast.member("privacy_officer"))


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def moment(hours_ago: float) -> str:
    return timezone.localtime(timezone.now() - timedelta(hours=hours_ago)).strftime("%Y-%m-%dT%H:%M")


# How long


def test_every_kind_stands_there_with_its_term_bounds_and_last_time(officer: Client) -> None:
    KeptTerm.objects.create(kind="contacts", months=6, ran_on="2026-03-02", removed=17)
    page = text(officer, TERMS)
    for term in terms().values():
        assert str(term.label) in page
    assert "6 maanden na het contact" in page
    assert "1 maand tot 12 maanden" in page
    assert "2 mrt" in page
    assert ">17<" in page


def test_a_term_is_changed_within_its_bounds_and_told_in_the_log(officer: Client) -> None:
    answer = officer.post(f"{TERMS}parents/", {"months": "6"}, follow=True)
    assert "vanaf morgen" in answer.content.decode()
    assert KeptTerm.objects.get(kind="parents").months == 6
    assert AuditEntry.objects.get(action="retention.term_changed").fields == ["months:6"]
    officer.post(f"{TERMS}parents/", {"months": "6"})
    assert AuditEntry.objects.filter(action="retention.term_changed").count() == 1


@pytest.mark.parametrize("typed", ["5", "25", "0", "-1", "", "zes", "6.5", "99999999999999999999", "\x00"])
def test_what_is_out_of_bounds_or_no_number_is_said_in_words(officer: Client, typed: str) -> None:
    answer = officer.post(f"{TERMS}parents/", {"months": typed})
    assert answer.status_code == 200
    assert "Kijkt u hier nog even naar" in answer.content.decode()
    assert not KeptTerm.objects.exclude(months=None).exists()


def test_there_is_no_page_for_what_nobody_keeps(officer: Client) -> None:
    assert officer.get(f"{TERMS}onzin/").status_code == 404


@pytest.mark.parametrize("path", [TERMS, REGISTER, PROCESSORS])
def test_the_administrator_reads_and_does_not_change(municipality: Municipality, path: str) -> None:
    administrator = cast.sign_in(Client(), cast.member("administrator"))
    page = text(administrator, path)
    assert f"{TERMS}parents/" not in page
    assert "/nieuw/" not in page
    assert administrator.post(f"{TERMS}parents/", {"months": "6"}).status_code == 403
    assert administrator.get(BREACHES).status_code == 403
    assert administrator.get("/sliedrecht/bewaren/register/").status_code == 403


@pytest.mark.parametrize(("months", "words"), [(1, "1 maand"), (12, "12 maanden"), (18, "18 maanden"), (84, "7 jaar")])
def test_in_words(months: int, words: str) -> None:
    assert in_words(months) == words


# The register


def test_every_table_with_something_of_a_person_says_whose_and_who_sees_it() -> None:
    without = {
        model._meta.label
        for model in apps.get_models()
        for keep in getattr(model, "KEEPS", ())
        if keep.kind is Kind.PERSONAL and people_of(model._meta.label) is None
    }
    assert without == set()


def test_the_register_says_it_all_in_words_and_with_the_terms_of_here(officer: Client) -> None:
    page = text(officer, REGISTER)
    assert "12 maanden na het laatste teken van leven" in page
    assert "ouders" in page
    assert "_" not in "".join(f"{one.what}{one.whose}{one.seen_by}" for one in purposes())
    KeptTerm.objects.create(kind="parents", months=6)
    page = text(officer, REGISTER)
    assert "6 maanden na het laatste teken van leven" in page
    assert "12 maanden na het laatste teken van leven" not in page


def test_the_register_as_a_file_is_the_same_and_stands_in_the_log(officer: Client) -> None:
    answer = officer.post("/sliedrecht/bewaren/register/", {"form": "csv", "reason": "report"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Waarvoor", "Van wie", "Welke gegevens", "Hoe lang", "Wie het ziet"]
    assert len(rows) == len(purposes()) + 1
    saved = AuditEntry.objects.get(action="list.saved")
    assert saved.fields == ["register", "reason_report", "csv", f"rows:{len(rows) - 1}"]


@pytest.mark.parametrize("which", ["register", "breaches", "processors"])
def test_no_register_is_saved_without_a_reason(officer: Client, which: str) -> None:
    answer = officer.post(f"/sliedrecht/bewaren/{which}/", {"form": "csv"})
    assert answer.context["form"].errors
    assert not AuditEntry.objects.filter(action="list.saved").exists()


def test_query_counts_of_terms_and_register(officer: Client) -> None:
    assert queries_of(officer, TERMS) == 5
    assert queries_of(officer, REGISTER) == 5


# Who works with data


def processor(**told: str) -> dict[str, str]:
    known = {"name": "Voorbeeldhost", "service": "Beheert de servers", "data": "Alles", "agreed_on": "2026-01-05"}
    return {**known, **told}


def test_who_works_with_data_is_added_changed_and_ended(officer: Client) -> None:
    assert "Er staat nog niemand op de lijst" in text(officer, PROCESSORS)
    assert officer.post(f"{PROCESSORS}nieuw/", processor()).status_code == 302
    found = Processor.objects.get()
    officer.post(f"{PROCESSORS}{found.public_id}/", processor(data="Alleen adressen"))
    assert "Alleen adressen" in text(officer, PROCESSORS)
    officer.post(f"{PROCESSORS}{found.public_id}/stoppen/")
    officer.post(f"{PROCESSORS}{found.public_id}/stoppen/")
    assert "Gestopt op" in text(officer, PROCESSORS)
    assert officer.get(f"{PROCESSORS}{found.public_id}/").status_code == 404
    told = AuditEntry.objects.filter(action__startswith="processor.").order_by("pk").values_list("action", flat=True)
    assert list(told) == ["processor.added", "processor.changed", "processor.ended"]


def test_an_agreement_that_is_over_is_seen(officer: Client) -> None:
    officer.post(f"{PROCESSORS}nieuw/", processor(agreed_until="2099-01-05"))
    assert ">verlopen<" not in text(officer, PROCESSORS)
    page = text(officer, PROCESSORS)
    assert "tot 5 jan 2099" in page
    Processor.objects.update(agreed_until="2026-02-01")
    assert "verlopen" in text(officer, PROCESSORS)


@pytest.mark.parametrize("wrong", [{"agreed_until": "2025-01-01"}, {"agreed_on": "", "agreed_until": "2027-01-01"}])
def test_an_agreement_ends_after_it_began(officer: Client, wrong: dict[str, str]) -> None:
    answer = officer.post(f"{PROCESSORS}nieuw/", processor(**wrong))
    assert answer.context["form"].errors
    assert not Processor.objects.exists()


def test_nobody_stands_there_twice(officer: Client) -> None:
    officer.post(f"{PROCESSORS}nieuw/", processor())
    page = officer.post(f"{PROCESSORS}nieuw/", processor(service="Iets anders")).content.decode()
    assert "staat al op de lijst" in page
    assert "Iets anders" in page
    assert Processor.objects.count() == 1


# Breaches


def breach(**told: Any) -> dict[str, Any]:
    return {
        "what": "Lijst naar een verkeerd adres",
        "found_at": moment(2),
        "people": "40",
        "form_key": uuid.uuid4(),
        **told,
    }


def test_a_breach_shows_the_time_that_is_left_until_it_was_reported(officer: Client) -> None:
    assert "Er is geen datalek opgeschreven" in text(officer, BREACHES)
    assert officer.post(f"{BREACHES}nieuw/", breach()).status_code == 302
    assert "Nog 69 uur" in text(officer, BREACHES)
    assert "Nog 69 uur" in text(officer, "/sliedrecht/vandaag/")
    found = Breach.objects.get()
    officer.post(f"{BREACHES}{found.public_id}/", breach(reported_at=moment(1)))
    page = text(officer, BREACHES)
    assert "op tijd" in page
    assert "Nog 69 uur" not in page


def test_only_who_still_has_time_is_told_of_it(officer: Client) -> None:
    still = "hoe lang u nog hebt"
    told = {"late": {"found_at": moment(80)}, "reported": {"found_at": moment(80), "reported_at": moment(1)}}
    assert still in officer.post(f"{BREACHES}nieuw/", breach(), follow=True).content.decode()
    for more in told.values():
        page = officer.post(f"{BREACHES}nieuw/", breach(**more), follow=True).content.decode()
        assert "Opgeschreven." in page
        assert still not in page


def test_what_somebody_else_wrote_meanwhile_is_seen_before_it_is_replaced(officer: Client) -> None:
    officer.post(f"{BREACHES}nieuw/", breach())
    page = f"{BREACHES}{Breach.objects.get().public_id}/"
    seen = officer.get(page).context["form"]["seen"].value()
    officer.post(page, breach(people="45", measures="De ontvanger gooide de lijst weg", seen=seen))
    late = officer.post(page, breach(people="50", seen=seen))
    words = html.unescape(late.content.decode())
    assert "Iemand anders heeft dit intussen aangepast" in words
    assert "De ontvanger gooide de lijst weg" in words
    assert Breach.objects.get().people == 45
    officer.post(page, breach(people="50", seen=late.context["form"]["seen"].value()))
    assert Breach.objects.get().people == 50


def test_what_the_law_asks_of_a_breach_is_kept_and_saved(officer: Client) -> None:
    """Article 33 of the GDPR: what happened, which data of whom and how many, what it can mean, what was done, told."""
    told = {"data": "Adressen van ouders", "consequences": "Mails van een ander", "measures": "Ingetrokken"}
    officer.post(f"{BREACHES}nieuw/", breach(**told, people_told_on=timezone.localdate().isoformat()))
    found = Breach.objects.get()
    assert {name: getattr(found, name) for name in told} == told
    assert date_format(timezone.localdate(), "j b Y") in text(officer, BREACHES)
    saved = officer.post("/sliedrecht/bewaren/breaches/", {"form": "csv", "reason": "report"}).content.decode()
    assert all(words in saved for words in told.values())


def test_after_72_hours_it_says_so(officer: Client) -> None:
    Breach.objects.create(what="Laptop kwijt", people=3, found_at=timezone.now() - timedelta(hours=73))
    assert "de 72 uur zijn voorbij" in text(officer, BREACHES)
    assert "De 72 uur zijn voorbij" in text(officer, "/sliedrecht/vandaag/")
    late = Breach.objects.get()
    Breach.objects.update(reported_at=timezone.now())
    late.refresh_from_db()
    assert "na 72 uur" in text(officer, BREACHES)


def test_it_closes_once_somebody_said_whether_it_was_reported(officer: Client) -> None:
    officer.post(f"{BREACHES}nieuw/", breach())
    found = Breach.objects.get()
    answer = officer.post(f"{BREACHES}{found.public_id}/sluiten/", follow=True)
    assert "waarom het niet hoeft" in answer.content.decode()
    officer.post(f"{BREACHES}{found.public_id}/", breach(not_reported="De lijst was versleuteld"))
    officer.post(f"{BREACHES}{found.public_id}/sluiten/")
    officer.post(f"{BREACHES}{found.public_id}/sluiten/")
    assert "Gesloten op" in text(officer, BREACHES)
    assert officer.get(f"{BREACHES}{found.public_id}/").status_code == 404
    assert AuditEntry.objects.filter(action="breach.closed").count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"found_at": moment(-2)}, {"found_at": "0001-01-01T00:00"}, {"found_at": "9999-12-31T23:59"},
        {"found_at": "gisteren"}, {"found_at": ""}, {"people": "-1"}, {"people": "veel"}, {"what": ""},
        {"what": "x" * 301}, {"what": "a\x00b"}, {"reported_at": moment(3)}, {"reported_at": moment(-1)},
        {"reported_at": moment(1), "not_reported": "hoeft niet"}, {"people_told_on": "2020-01-01"},
        {"people_told_on": "2190-01-01"}, {"people": "99999999999999999999"},
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_words(officer: Client, wrong: dict[str, Any]) -> None:
    answer = officer.post(f"{BREACHES}nieuw/", breach(**wrong))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Kijkt u hier nog even naar" in page
    assert not Breach.objects.exists()


def test_sent_twice_it_is_one(officer: Client) -> None:
    told = breach()
    officer.post(f"{BREACHES}nieuw/", told)
    officer.post(f"{BREACHES}nieuw/", told)
    assert Breach.objects.count() == 1
    officer.post(f"{BREACHES}nieuw/", breach())
    assert Breach.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_once_it_is_one(municipality: Municipality) -> None:
    told, key = {"what": "Lijst kwijt", "people": 3, "found_at": timezone.now()}, uuid.uuid4()
    found = at_once(lambda: add_breach(told=told, form_key=key).pk, 3)
    assert len(set(found)) == Breach.objects.count() == 1
    assert AuditEntry.objects.filter(action="breach.added").count() == 1


@pytest.mark.parametrize("total", [FEW, MANY])
def test_query_counts_of_lists(officer: Client, total: int) -> None:
    Processor.objects.bulk_create(Processor(name=f"Host {n}", service="x", data="y") for n in range(total))
    Breach.objects.bulk_create(Breach(what=f"Lek {n}", people=n, found_at=timezone.now()) for n in range(total))
    assert queries_of(officer, PROCESSORS) == 5
    assert queries_of(officer, BREACHES) == 5


def test_another_municipality_has_its_own(officer: Client, other: Municipality) -> None:
    with tenant.use(other):
        Processor.objects.create(name="Zwolse host", service="x", data="y")
        Breach.objects.create(what="Zwols lek", people=1, found_at=timezone.now())
    assert "Zwolse host" not in text(officer, PROCESSORS)
    assert "Zwols lek" not in text(officer, BREACHES)
