"""What somebody sees of a list before it is read in: whom, whom not and why, and what they can change about that."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from partners.domain.choose_reason import choose_reason
from partners.domain.start_import import start_import
from partners.models import Consent, Parent, SheetImport
from partners.queries import invitable
from partners.templatetags.partners import problems
from portal.audit.models import AuditEntry
from portal.jobs.domain.run import run
from portal.jobs.models import Job
from portal.municipalities.models import Municipality
from tests import cast
from tests.partners.lists import ANNA, BEN, CEM, NOBODY, asked, many, taken, text
from tests.partners.uploads import LIST, TURKISH, result_of, upload


def test_a_list_without_a_basis_cannot_be_started(cjg: Client) -> None:
    address = upload(cjg, text(ANNA), basis="column").url
    shown = cjg.get(address).content.decode()
    assert "Deze lijst kunnen we nog niet inlezen" in shown
    assert "U zei" not in shown
    assert "Wordt ingelezen" not in shown
    assert cjg.post(address).status_code == 200
    assert not Job.objects.exists()


def test_another_reason_is_chosen_without_choosing_the_file_again(cjg: Client) -> None:
    address = upload(cjg, text(ANNA), basis="column").url
    reason = f"{address}reden/"
    assert f'href="{reason}"' in cjg.get(address).content.decode()
    assert re.search('<input[^>]*value="column"[^>]*checked', cjg.get(reason).content.decode())
    assert "basis" in cjg.post(reason, {"basis": "zomaar"}).context["form"].errors
    assert cjg.post(reason, {"basis": "list"})["Location"] == address
    assert "Er wordt 1 ouder ingelezen" in cjg.get(address).content.decode()
    assert AuditEntry.objects.get(action="list.reason_chosen").fields == ["basis"]
    cjg.post(address)
    assert cjg.post(reason, {"basis": "public_task"})["Location"] == address
    run(job_id=Job.objects.get().pk)
    assert SheetImport.objects.get().basis == "list"
    assert Consent.objects.get().basis == "list"


def test_the_chosen_letters_go_along_to_another_reason(cjg: Client) -> None:
    address = upload(cjg, TURKISH, basis="column").url
    reason = f"{address}reden/?letters=cp1254"
    assert f'href="{reason}"' in cjg.get(address, {"letters": "cp1254"}).content.decode()
    assert cjg.post(reason, {"basis": "list"})["Location"] == f"{address}?letters=cp1254"


def test_a_reason_that_began_meanwhile_stays(municipality: Municipality) -> None:
    """Whoever reads the list in and whoever chooses another reason wait for each other."""
    found = taken(text(ANNA))
    start_import(sheet_import=found, started_by=1)
    assert choose_reason(sheet_import=found, basis="public_task").basis == "list"
    with pytest.raises(ValueError, match="no such basis"):
        choose_reason(sheet_import=found, basis="zomaar")


def test_who_said_no_is_shown_and_not_read_in(cjg: Client) -> None:
    page = cjg.get(upload(cjg, asked(("a@example.org", "ja"), ("b@example.org", "nee")), basis="column").url)
    assert page.context["reading"].taken == 1
    shown = page.content.decode()
    assert "Niet ingelezen: zei nee (rij 3)." in shown
    assert "na te kijken" not in shown


def test_what_is_wrong_on_rows_without_a_yes_is_nothing_to_repair(cjg: Client) -> None:
    """Whoever said no or nothing is left out, so a wrong postcode there is nobody's work; a doubtful answer is."""
    rows = ["A;a@example.org;nee;33", "B;b@example.org;;33", "C;c@example.org;misschien;33", ";;nee;33", "D;;nee;"]
    page = cjg.get(upload(cjg, text(*rows, "E;e@example.org;ja;33", head="Naam;E-mail;Toestemming;Postcode")).url)
    to_repair = problems(page.context["reading"])
    assert [line.split(":")[0] for line in to_repair] == ["Rij 4", "Rij 5", "Rij 7"]
    assert "misschien" in to_repair[0]
    assert "Niet ingelezen: zei nee (rij 2, 6)." in page.content.decode()


def facts(page: str) -> dict[str, int]:
    """The numbers on a page, by the words before them."""
    found = re.findall(r"<dt>([^<]+)</dt><dd>(\d+)</dd>", page)
    return {words: int(number) for words, number in found}


def test_the_numbers_before_and_after_add_up(cjg: Client) -> None:
    """Who is known already or stands in the list twice is told before, in the same words as afterwards."""
    cast.parent("Anna Vrolijk", email="anna@example.org")
    content = text(ANNA, BEN, CEM, CEM, NOBODY)
    before = cjg.get(upload(cjg, content).url).content.decode()
    assert "Er worden 2 ouders ingelezen" in before
    assert "U kent 1 ouder al" in before
    told = facts(before)
    assert (told["Wordt ingelezen"], told["Al bekend"], told["Staat dubbel in de lijst"]) == (2, 1, 1)
    assert before.count("Al bekend") == 2
    after = facts(result_of(cjg, content))
    assert after["Aangevuld"] + after["Al bekend of dubbel in de lijst"] == 2
    assert after["Nieuw"] == 2
    assert sum(after.values()) == told["Rijen met een ouder"] == 5


def test_the_same_list_again_says_before_that_nobody_will_be_added(cjg: Client) -> None:
    result_of(cjg, LIST)
    shown = cjg.get(upload(cjg).url).content.decode()
    assert "Er komt niemand bij. U kent alle 3 ouders al." in " ".join(re.sub("<[^>]+>", "", shown).split())
    assert facts(shown)["Al bekend"] == 3
    assert "Wordt ingelezen" not in shown


@pytest.mark.parametrize("total", [1, 200])
def test_query_count_of_the_preview(cjg: Client, total: int, django_assert_num_queries: Any) -> None:
    address = upload(cjg, many(total)).url
    with django_assert_num_queries(8):
        cjg.get(address)


def words(page: str) -> str:
    """A page without its markup."""
    return " ".join(re.sub("<[^>]+>", " ", page).split())


def test_a_list_on_which_everyone_said_no_is_heard(cjg: Client) -> None:
    """Nobody is added, whoever is known here is not invited any more, and the page says so before and after."""
    known = cast.parent(email="anna@example.org")
    answers = [
        ("anna@example.org", "nee"),
        ("ben@example.org", "nee"),
        ("anna@example.org", "nee"),
        ("c@example.org", ""),
    ]
    before = words(cjg.get(upload(cjg, asked(*answers), basis="column").url).content.decode())
    assert "Er komt niemand bij; 2 ouders zeiden nee. Wie u van hen kent, nodigen we niet meer uit." in before
    assert "Vastleggen dat 2 ouders nee zeiden" in before
    after = words(result_of(cjg, asked(*answers), basis="column"))
    assert "Er kwam niemand bij; 2 ouders zeiden nee. Wie nee zei, nodigen we niet uit." in after
    assert "Op de andere rijen mist iets" in after
    assert list(Parent.objects.all()) == [known]
    assert known not in invitable()


@pytest.mark.parametrize("answer", ["", "misschien"])
def test_control_without_a_clear_no_there_is_nothing_to_start(cjg: Client, answer: str) -> None:
    """Negative control: doubt is no answer, so nothing of such a list is kept."""
    address = upload(cjg, asked(("anna@example.org", answer)), basis="column").url
    assert "niemand die we mogen inlezen" in cjg.get(address).content.decode()
    assert cjg.post(address).status_code == 200
    assert not Job.objects.exists()
