"""The pages on which a list is read in: choose it, look at it, go; each mistake is said in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from partners.models import Parent, SheetImport
from portal.files.models import File
from portal.jobs.domain.run import run
from portal.jobs.models import Job
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from tests import cast
from tests.partners.lists import ANNA, BEN, NOBODY, text
from tests.partners.uploads import IMPORT, PARENTS, TURKISH, result_of, upload

# A list: choose it, look at it, read it in


def test_a_list_goes_from_file_to_parents(cjg: Client) -> None:
    answer = upload(cjg)
    assert answer.status_code == 302
    preview = cjg.get(answer.url)
    page = preview.content.decode()
    assert preview.context["reading"].taken == 3
    for shown in ("Anna Vrolijk", "06 12345678", "De school", "Rij 5", "geen e-mailadres of telefoonnummer dat werkt"):
        assert shown in page
    assert "belt liever" not in page
    assert not Parent.objects.exists()
    started = cjg.post(answer.url)["Location"]
    assert "/taken/" in started
    assert "Lijst met ouders inlezen" in cjg.get(started).content.decode()
    run(job_id=Job.objects.get().pk)
    assert "Nieuwe ouders" in cjg.get(started).content.decode()
    result = cjg.get(f"/sliedrecht/ouders/ingelezen/{SheetImport.objects.get().public_id}/")
    assert result.request["PATH_INFO"] in cjg.get(started).content.decode()
    assert "3 nieuwe ouders" in result.content.decode()
    assert Parent.objects.count() == 3
    assert "De school" in cjg.get(IMPORT).content.decode()


def test_the_list_is_kept_for_a_day(cjg: Client) -> None:
    upload(cjg)
    file = File.objects.get()
    assert (file.expires_at - file.created_at).days == 1


def test_what_was_typed_stays_and_each_mistake_is_named(cjg: Client) -> None:
    page = cjg.post(IMPORT, {"origin": "De school aan het plein"})
    shown = page.content.decode()
    assert page.status_code == 200
    assert set(page.context["form"].errors) == {"file", "basis"}
    assert "hooguit 20 MB" in shown
    assert 'value="De school aan het plein"' in shown
    assert 'href="#id_file"' in shown
    assert not File.objects.exists()


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"PK\x03\x04 geen zip", b"zomaar wat tekst", b""])
def test_a_file_that_is_no_list_is_refused_in_words(cjg: Client, content: bytes) -> None:
    page = upload(cjg, content)
    assert page.status_code == 200
    assert page.context["form"].errors["file"]
    assert not File.objects.exists()


def test_the_letters_are_asked_when_nobody_can_know(cjg: Client) -> None:
    """Row U2, the page: a question with samples, and the answer goes along to the job."""
    address = upload(cjg, TURKISH).url
    page = cjg.get(address)
    assert "cp1254" in [choice.encoding for choice in page.context["reading"].choices]
    assert cjg.post(address).status_code == 200
    assert not Job.objects.exists()
    answered = cjg.get(address, {"letters": "cp1254"}).content.decode()
    assert "Seyma Şahin" in answered
    assert 'name="letters" value="cp1254"' in answered
    cjg.post(address, {"letters": "cp1254"})
    run(job_id=Job.objects.get().pk)
    assert Parent.objects.filter(name="Seyma Şahin").exists()


def test_letters_in_which_there_is_no_list_are_refused_in_words(cjg: Client) -> None:
    address = upload(cjg, b"\xff" * 2000).url
    choices = cjg.get(address).context["reading"].choices
    page = cjg.get(address, {"letters": choices[0].encoding})
    assert "Zo kunnen we deze lijst niet lezen" in page.content.decode()
    assert cjg.post(address, {"letters": choices[0].encoding}).status_code == 200
    assert not Job.objects.exists()


@pytest.mark.parametrize("letters", ["rot13", "zlib", "\x00", "../../etc", "x" * 5000])
def test_letters_that_were_not_offered_are_asked_again(cjg: Client, letters: str) -> None:
    page = cjg.get(upload(cjg, TURKISH).url, {"letters": letters})
    assert page.status_code == 200
    assert page.context["reading"].choices


def test_starting_twice_reads_in_once(cjg: Client) -> None:
    """Row R14 for this form: double click, back button, two tabs."""
    address = upload(cjg).url
    first, second = cjg.post(address)["Location"], cjg.post(address)["Location"]
    assert first == second
    assert Job.objects.count() == 1
    assert cjg.get(address)["Location"] == first


def test_a_list_of_another_municipality_does_not_exist(cjg: Client, other: Municipality) -> None:
    address = upload(cjg).url
    cast.sign_in(cjg, cast.member("cjg", at=other))
    there = address.replace("sliedrecht", "zwolle")
    assert cjg.get(there).status_code == 404
    assert cjg.post(there).status_code == 404
    assert cjg.get(address).status_code == 404
    assert not Job.objects.exists()


def test_only_the_fields_of_the_form_are_taken(cjg: Client) -> None:
    """Row T13: every field of the model is posted, five of them by their own name."""
    names = [field.name for field in SheetImport._meta.fields if field.name not in {"origin", "basis", "file"}]
    posted: Any = {name: "1" for name in names if name != "organisation"}
    upload(cjg, **posted)
    taken = SheetImport.objects.get()
    assert (taken.done, taken.created, taken.job, taken.municipality.slug) == (0, 0, None, "sliedrecht")
    assert taken.pk != 1 or SheetImport.objects.count() == 1


def test_an_organisation_of_elsewhere_is_refused(cjg: Client, other: Municipality) -> None:
    """Row T8: ids of another municipality in the form."""
    with use(other):
        theirs = cast.organisation()
    page = upload(cjg, organisation=str(theirs.pk))
    assert page.context["form"].errors["organisation"]
    assert not SheetImport.objects.exists()


# What goes wrong on the way


def test_a_list_that_has_gone_is_not_there_any_more(cjg: Client) -> None:
    address = upload(cjg)["Location"]
    cjg.post(address)
    File.objects.all().delete()
    assert cjg.get(address).status_code == 404
    run(job_id=Job.objects.get().pk)
    assert Job.objects.get().error == "list_gone"
    page = cjg.get(f"/sliedrecht/ouders/ingelezen/{SheetImport.objects.get().public_id}/").content.decode()
    assert "Niet de hele lijst is ingelezen" in page
    assert not Parent.objects.exists()


def test_a_list_that_was_stopped_says_so(cjg: Client) -> None:
    from portal.jobs.domain.stop import stop

    cjg.post(upload(cjg)["Location"])
    stop(job=Job.objects.get())
    page = cjg.get(f"/sliedrecht/ouders/ingelezen/{SheetImport.objects.get().public_id}/").content.decode()
    assert "U hebt het gestopt" in page


def test_a_list_that_was_not_started_leads_back_to_the_preview(cjg: Client) -> None:
    address = upload(cjg)["Location"]
    answer = cjg.get(f"/sliedrecht/ouders/ingelezen/{SheetImport.objects.get().public_id}/")
    assert answer["Location"] == address


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 4000 + ".csv", "<script>.csv", "\u202egnp.csv", "\"'.csv"])
def test_a_strange_file_name_is_only_a_name(cjg: Client, name: str) -> None:
    """Row U6: nothing of it reaches a path or a page as markup."""
    page = cjg.get(upload(cjg, name=name)["Location"]).content.decode()
    assert "<script>" not in page
    assert "\u202e" not in page
    assert len(File.objects.get().name) <= 200


def test_markup_in_a_list_is_text(cjg: Client) -> None:
    """Row I3: in the preview, in what is wrong, and in the list of parents."""
    evil = "<img src=x onerror=alert(1)>"
    content = text(f"{evil};evil@example.org;;;;;", f"Ben;{evil};0612345678;;;;")
    address = upload(cjg, content, origin=evil)["Location"]
    shown = cjg.get(address).content.decode()
    cjg.post(address)
    run(job_id=Job.objects.get().pk)
    shown += cjg.get(PARENTS).content.decode() + cjg.get(IMPORT).content.decode()
    assert "<img src=x" not in shown
    assert "&lt;img src=x" in shown


# What is said afterwards


def test_a_list_that_is_read_in_again_says_that_all_were_there(cjg: Client) -> None:
    assert "2 nieuwe ouders" in result_of(cjg, text(ANNA, BEN))
    again = result_of(cjg, text(ANNA, BEN))
    assert "Alle ouders op deze lijst stonden er al. Er is niets veranderd." in again
    assert "0 nieuwe" not in again


def test_filling_in_is_said_and_so_is_whom_we_left_out(cjg: Client) -> None:
    result_of(cjg, text(ANNA, BEN))
    filled = result_of(cjg, text("Ben de Groen;ben@example.org;06 12 34 56 79;3362;;;", NOBODY))
    assert "Niemand nieuw. Wie we mogen inlezen, stond er al. Bij 1 ouder vulden we iets aan." in filled


def test_a_list_that_nobody_started_leaves_nothing(cjg: Client) -> None:
    """The file goes after a day, and in the same minute what pointed to it."""
    from portal.outbox.domain.tick import tick

    waiting, started = upload(cjg)["Location"], upload(cjg)["Location"]
    cjg.post(started)
    tick()
    assert cjg.get(waiting).status_code == 200
    assert SheetImport.objects.count() == 2
    File.objects.update(expires_at="2026-01-01T00:00Z")
    for _ in range(2):
        tick()
    left = SheetImport.objects.get()
    assert left.job is not None
    assert (left.file, left.done) == (None, 0)
    with override("nl"):
        assert str(SheetImport.KEEPS[0].until) == "7 jaar; een dag als niemand het inlezen startte"
    assert cjg.get(waiting).status_code == 404


def test_control_without_the_sweep_it_stays(cjg: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control."""
    from portal.outbox import registry
    from portal.outbox.domain.tick import tick

    monkeypatch.setattr(registry, "due_hooks", dict)
    upload(cjg)
    File.objects.update(expires_at="2026-01-01T00:00Z")
    for _ in range(2):
        tick()
    assert SheetImport.objects.get().file is None


def test_before_a_list_the_school_can_send_our_text_itself(cjg: Client) -> None:
    page = cjg.get(IMPORT).content.decode()
    text_at, file_at = page.index("Kan de school onze tekst zelf sturen?"), page.index('type="file"')
    assert text_at < file_at
    sent = page[page.index("<textarea") : page.index("</textarea>")]
    for said in ("/sliedrecht/agenda/", "In Sliedrecht", "Meld u dan aan", "Liever niet?", "readonly"):
        assert said in sent
    assert "zelf sturen?" not in cjg.post(IMPORT, {"origin": "School"}).content.decode()
