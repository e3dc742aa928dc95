"""A list becomes parents: once, with a basis, without what we may not keep."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection

from partners.domain import import_parents as handler
from partners.domain.find_or_add import find_or_add
from partners.domain.import_batch import import_batch
from partners.domain.read_list import Reading, read_list
from partners.domain.start_import import start_import
from partners.domain.stop import stop
from partners.domain.withdraw import withdraw
from partners.models import Consent, Parent, SheetImport
from partners.queries import invitable
from portal.audit.models import AuditEntry
from portal.jobs.models import Job
from portal.municipalities.models import Municipality
from portal.municipalities.queries import areas_by_postcode
from portal.municipalities.tenant import use
from tests import cast
from tests.partners.at_once import at_once
from tests.partners.lists import ANNA, BEN, CEM, HEAD, NOBODY, asked, counts, many, read_in, taken, text

pytestmark = pytest.mark.django_db


def parent(email: str) -> Parent:
    return Parent.objects.get(email_key=email)


# What is stored, and what is not


def test_each_row_is_counted_and_stored(municipality: Municipality) -> None:
    west = cast.neighbourhood(postcodes=("3361",))
    done = read_in(text(ANNA, BEN, CEM, NOBODY))
    assert counts(done) == (3, 0, 0, 1)
    anna = parent("anna@example.org")
    assert (anna.name, anna.phone, anna.language, anna.postcode) == ("Anna Vrolijk", "+31612345678", "nl", "3361")
    assert anna.neighbourhood == west
    assert Parent.objects.get(phone="+31612345679").email == ""
    assert {p.email for p in invitable()} == {"anna@example.org", "cem@example.org"}


def test_remarks_and_the_childs_class_are_nowhere(municipality: Municipality) -> None:
    read_in(text(ANNA, CEM))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT string_agg(t::text, ' ') FROM partners_parent t),"
            " (SELECT string_agg(t::text, ' ') FROM partners_consent t),"
            " (SELECT string_agg(t::text, ' ') FROM jobs_job t),"
            " (SELECT string_agg(t::text, ' ') FROM audit_auditentry t)"
        )
        kept = " ".join(part or "" for part in cursor.fetchone())
    assert "Anna Vrolijk" in kept
    assert "belt liever" not in kept
    assert "leest moeilijk" not in kept


def test_the_consent_says_where_it_comes_from(municipality: Municipality) -> None:
    read_in(text(ANNA), basis="public_task")
    consent = Consent.objects.get()
    assert (consent.given, consent.basis, consent.source) == (True, "public_task", "school")
    assert consent.text_version == "list-1"


def test_the_import_is_in_the_audit_with_counts_only(municipality: Municipality) -> None:
    read_in(text(ANNA, NOBODY))
    entry = AuditEntry.objects.get(action="parents.imported")
    assert entry.fields == ["created:1", "updated:0", "skipped:0", "refused:1"]
    assert (entry.actor_kind, entry.actor_id) == ("user", 1)


# Once


def test_the_same_list_again_creates_and_changes_nothing(municipality: Municipality) -> None:
    read_in(text(ANNA, BEN, CEM, NOBODY))
    before = list(Parent.objects.order_by("pk").values())
    again = read_in(text(ANNA, BEN, CEM, NOBODY))
    assert counts(again) == (0, 0, 3, 1)
    assert list(Parent.objects.order_by("pk").values()) == before
    assert Consent.objects.count() == 3


def test_the_same_parent_twice_in_one_list_is_added_once(municipality: Municipality) -> None:
    double = "Anna Vrolijk;ANNA@example.org;;3361;;;8"
    without_mail = "Anna Vrolijk;;0612345678;3361;;;8"
    for _ in range(2):
        done = read_in(text(ANNA, double, without_mail))
    assert Parent.objects.count() == 1
    assert counts(done) == (0, 0, 3, 0)


def test_a_second_row_fills_in_what_the_first_left_open(municipality: Municipality) -> None:
    read_in(text("Anna Vrolijk;anna@example.org;;;;;", ANNA))
    assert parent("anna@example.org").phone == "+31612345678"


def test_who_signed_up_before_is_filled_in_and_keeps_the_own_name(municipality: Municipality) -> None:
    known = find_or_add(name="anna vrolijk", email="anna@example.org", phone="", source="sign_up")
    done = read_in(text(ANNA))
    known.refresh_from_db()
    assert counts(done) == (0, 1, 0, 0)
    assert (known.name, known.phone) == ("anna vrolijk", "+31612345678")


def test_another_name_at_a_known_address_changes_nothing_but_may_invite_it(municipality: Municipality) -> None:
    known = find_or_add(name="Fam. Vrolijk", email="anna@example.org", phone="", source="sign_up")
    assert counts(read_in(text(ANNA))) == (0, 1, 0, 0)
    known.refresh_from_db()
    assert (known.name, known.phone) == ("Fam. Vrolijk", "")
    assert list(invitable()) == [known]
    assert counts(read_in(text(ANNA))) == (0, 0, 1, 0)


def test_a_parent_without_address_gets_one_from_a_later_list(municipality: Municipality) -> None:
    read_in(text(BEN))
    done = read_in(text("Ben de Groen;ben@example.org;0612345679;;;;"))
    assert counts(done) == (0, 1, 0, 0)
    assert parent("ben@example.org").phone == "+31612345679"


def test_a_new_address_replaces_one_that_does_not_work(municipality: Municipality) -> None:
    cast.parent(name="Anna Vrolijk", email="oud@example.org", phone="+31612345678", email_broken_at="2026-01-01T00:00Z")
    assert counts(read_in(text(ANNA))) == (0, 1, 0, 0)
    assert parent("anna@example.org").email_broken_at is None


# May we?


def test_only_a_clear_yes_counts_in_a_list_that_asks_each(municipality: Municipality) -> None:
    answers = [
        ("ja@example.org", "J"),
        ("nee@example.org", "N"),
        ("leeg@example.org", ""),
        ("is@example.org", "misschien"),
    ]
    done = read_in(asked(*answers), basis="column")
    assert counts(done) == (1, 0, 0, 3)
    assert [p.email for p in Parent.objects.all()] == ["ja@example.org"]


def test_a_no_of_somebody_we_know_is_heard(municipality: Municipality) -> None:
    known = cast.parent(email="nee@example.org")
    for _ in range(2):
        assert counts(read_in(asked(("nee@example.org", "nee")), basis="column")) == (0, 0, 0, 1)
    assert not invitable().exists()
    assert list(known.consents.order_by("pk").values_list("given", flat=True)) == [True, False]


def test_a_no_is_heard_whatever_else_the_row_lacks(municipality: Municipality) -> None:
    known = cast.parent(email="nee@example.org")
    found = text(";nee@example.org;nee", head="Naam;E-mail;Toestemming")
    assert counts(read_in(found, basis="column")) == (0, 0, 0, 1)
    assert known not in invitable()


def test_a_no_anywhere_in_the_list_beats_a_yes(municipality: Municipality) -> None:
    done = read_in(asked(("anna@example.org", "J"), ("anna@example.org", "N")), basis="column")
    assert counts(done) == (0, 0, 1, 1)
    assert not Parent.objects.exists()


def test_without_a_column_and_without_a_basis_nothing_is_read_in(municipality: Municipality) -> None:
    found = read_in(text(ANNA), basis="column")
    assert counts(found) == (0, 0, 0, 0)
    assert not Parent.objects.exists()
    assert found.job is not None
    assert (found.job.state, found.job.error) == ("failed", "no_basis")


@pytest.mark.parametrize("how", [stop, withdraw])
def test_a_list_never_takes_back_a_no(municipality: Municipality, how: Callable[..., object]) -> None:
    known = cast.parent(name="Anna Vrolijk", email="anna@example.org")
    how(parent=known, source="link")
    read_in(text(ANNA))
    assert not invitable().exists()


def test_a_basis_that_does_not_exist_is_refused(municipality: Municipality) -> None:
    with pytest.raises(ValueError, match="no such basis"):
        taken(text(ANNA), basis="because")


# Batches (row R20, small; the kill itself: tests/faults)


def test_it_goes_on_where_it_was_and_counts_each_row_once(municipality: Municipality, monkeypatch: Any) -> None:
    monkeypatch.setattr(handler, "BATCH", 10)
    found = taken(many(25))
    reading = read_list(content=many(25))
    assert isinstance(reading, Reading)
    import_batch(sheet_import=found, candidates=reading.candidates[:10], start=0, areas={})
    again = import_batch(sheet_import=found, candidates=reading.candidates[:10], start=0, areas={})
    assert counts(again) == (10, 0, 0, 0)
    job = start_import(sheet_import=found, started_by=1)
    from portal.jobs.domain.run import run

    run(job_id=job.pk)
    found.refresh_from_db()
    assert counts(found) == (25, 0, 0, 0)
    job.refresh_from_db()
    assert (job.state, job.progress_done, job.progress_total) == ("done", 25, 25)
    link = f"/sliedrecht/ouders/ingelezen/{found.public_id}/"
    assert job.result == {"created": 25, "updated": 0, "skipped": 0, "refused": 0, "only_no": 0, "link": link}


def test_control_without_the_remembered_row_rows_are_counted_twice(municipality: Municipality) -> None:
    """Negative control: it is the row that is remembered with each batch that keeps the counts true."""
    found, reading = taken(many(25)), read_list(content=many(25))
    assert isinstance(reading, Reading)
    import_batch(sheet_import=found, candidates=reading.candidates[:10], start=0, areas={})
    SheetImport.objects.update(done=0)
    import_batch(sheet_import=found, candidates=reading.candidates, start=0, areas={})
    found.refresh_from_db()
    assert counts(found) == (25, 0, 10, 0)
    assert Parent.objects.count() == 25


def test_somebody_who_signs_up_in_between_is_met_at_the_next_try(municipality: Municipality, monkeypatch: Any) -> None:
    tries = []

    def interrupted(**given: Any) -> SheetImport:
        tries.append(1)
        if len(tries) < handler.TRIES:
            raise IntegrityError
        return import_batch(**given)

    monkeypatch.setattr(handler, "import_batch", interrupted)
    assert counts(read_in(text(ANNA))) == (1, 0, 0, 0)
    tries.clear()
    monkeypatch.setattr(handler, "TRIES", 1)
    monkeypatch.setattr(handler, "import_batch", lambda **_: (_ for _ in ()).throw(IntegrityError()))
    assert counts(read_in(text(CEM))) == (0, 0, 0, 0)


@pytest.mark.parametrize("total", [1, 200])
def test_a_batch_takes_the_same_statements_whatever_its_size(
    municipality: Municipality, total: int, django_assert_num_queries: Any
) -> None:
    found, reading = taken(many(total)), read_list(content=many(total))
    assert isinstance(reading, Reading)
    with django_assert_num_queries(8):
        import_batch(sheet_import=found, candidates=reading.candidates, start=0, areas={})


def test_starting_twice_gives_one_job(municipality: Municipality) -> None:
    found = taken(text(ANNA))
    first = start_import(sheet_import=found, started_by=1)
    assert start_import(sheet_import=found, started_by=2) == first
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_give_one_job(municipality: Municipality) -> None:
    """Row R14 for the button that reads a list in."""
    found = taken(text(ANNA))
    jobs = at_once(lambda: start_import(sheet_import=found, started_by=1).pk, 6)
    assert len(jobs) == 6
    assert len(set(jobs)) == 1
    assert Job.objects.count() == 1


# Places


def test_the_newest_division_says_the_neighbourhood(municipality: Municipality, other: Municipality) -> None:
    cast.neighbourhood(postcodes=("3361", "3362"))
    new = cast.neighbourhood(postcodes=("3361",))
    type(new).objects.filter(pk=new.pk).update(year=2027)
    with use(other):
        cast.neighbourhood(postcodes=("3361", "3363"))
    assert areas_by_postcode(municipality.pk) == {"3361": new.pk}


def test_nobody_reads_the_lists_of_others(municipality: Municipality, other: Municipality) -> None:
    found = taken(text(ANNA))
    with use(other), pytest.raises(SheetImport.DoesNotExist):
        start_import(sheet_import=found, started_by=1)


def test_the_head_of_these_lists_is_right() -> None:
    assert HEAD.count(";") == ANNA.count(";") == BEN.count(";") == CEM.count(";") == NOBODY.count(";")


def test_letters_that_nobody_asked_for_go_no_further() -> None:
    turkish = "Naam;E-mail\r\nSeyma Şahin;seyma@example.org\r\nGül Çelik;gul@example.org\r\n".encode("cp1254")
    for content, given, used in ((text(ANNA), "x\x00y", ""), (turkish, "cp1254", "cp1254")):
        found = read_list(content=content, basis="list", encoding=given)
        assert isinstance(found, Reading)
        assert found.letters == used
