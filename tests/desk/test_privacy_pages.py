"""How long things are kept, what for, who works with data and what went wrong: the pages of the privacy officer."""

from __future__ import annotations

import csv
import html
import io

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.desk.models import Breach, KeptTerm, Processor
from portal.desk.queries.privacy import in_words, purposes
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from portal.municipalities.registry import people_of, terms
from portal.municipalities.spec import Kind
from tests import cast
from tests.counting import FEW, MANY, queries_of

TERMS, REGISTER = "/sliedrecht/bewaartermijnen/", "/sliedrecht/register/"
PROCESSORS, BREACHES = "/sliedrecht/verwerkers/", "/sliedrecht/datalekken/"


@pytest.fixture
def officer(municipality: Municipality) -> Client:
    return cast.sign_in(Client(), cast.member("privacy_officer"))


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


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
