"""Saving a list as a file: who may, why, what is in it, and that the log keeps it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import resolve
from django.utils import timezone
from python_calamine import CalamineWorkbook

from partners.domain.remove_parent import remove_parent
from partners.models import Parent
from portal.accounts.models import Membership
from portal.audit.models import AuditEntry
from portal.desk.domain.save_list import save_list
from portal.files.models import File
from portal.jobs.domain.run import run
from portal.jobs.models import Job
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from portal.web import exports
from portal.web.sheets.writing import write
from tests import cast
from tests.counting import queries_of

ROLES = ("policy_officer", "cjg", "partner", "administrator", "privacy_officer")
MAY = {
    "parents": {"cjg"},
    "organisations": {"cjg", "policy_officer"},
    "meetings": {"cjg", "policy_officer"},
    "sign-ups": {"cjg"},
    "log": {"administrator", "privacy_officer"},
    "figures": {"policy_officer", "cjg"},
    "register": {"privacy_officer"},
    "breaches": {"privacy_officer"},
    "processors": {"privacy_officer"},
}
# Row T12: what each file holds, and nothing else.
HOLDS = {
    "parents": [
        "Naam",
        "E-mailadres",
        "Telefoon",
        "Taal",
        "Postcode",
        "Wijk",
        "Mag uitgenodigd worden",
        "Bekend sinds",
    ],
    "sign-ups": ["Naam", "E-mailadres", "Telefoon", "Volwassenen", "Kinderen", "Aangemeld op", "Gekomen"],
}


@pytest.fixture
def cjg(client: Client, municipality: Municipality) -> Client:
    return cast.sign_in(client, cast.member("cjg"))


def save(client: Client, name: str, *, of: str = "", **fields: Any) -> Any:
    return client.post(f"/sliedrecht/bewaren/{name}/{of}", {"form": "xlsx", "reason": "work", **fields})


def rows_of(content: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_every_list_is_for_whom_the_design_says(municipality: Municipality) -> None:
    session = cast.session()
    assert {export.name for export in exports.every()} == set(MAY)
    for role in ROLES:
        client = cast.sign_in(Client(), cast.member(role))
        for name, allowed in MAY.items():
            of = f"?van={session.public_id}" if name == "sign-ups" else ""
            expected = 200 if role in allowed else 403
            assert client.get(f"/sliedrecht/bewaren/{name}/{of}").status_code == expected, (role, name)
            assert save(client, name, of=of).status_code == expected, (role, name)


def test_a_file_holds_what_it_says_and_the_log_keeps_who_and_why(cjg: Client) -> None:
    cast.parent("=Anna Vrolijk", phone="+31612345678")
    answer = save(cjg, "parents", reason="meeting")
    assert answer["Content-Disposition"] == 'attachment; filename="ouders.xlsx"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    header, row = rows_of(answer.content)
    assert header == HOLDS["parents"]
    assert row[0] == "=Anna Vrolijk"
    assert row[2] == "+31612345678"
    entry = AuditEntry.objects.get(action="list.saved")
    assert entry.fields == ["parents", "reason_meeting", "xlsx", "rows:1"]
    assert "Anna" not in str(entry.fields)


def test_sign_ups_of_one_meeting_only(cjg: Client) -> None:
    mine, other = cast.registration(cast.session()), cast.registration(cast.session())
    header, *rows = rows_of(save(cjg, "sign-ups", of=f"?van={mine.session.public_id}").content)
    assert header == HOLDS["sign-ups"]
    assert [row[0] for row in rows] == [mine.parent.name]
    assert other.parent.name not in str(rows)
    assert AuditEntry.objects.get(action="list.saved").subject_id == mine.session.pk


@pytest.mark.parametrize("of", ["?van=abc", "?van=00000000-0000-4000-8000-000000000000", ""])
def test_a_meeting_that_is_not_there_gives_no_file(cjg: Client, of: str) -> None:
    assert save(cjg, "sign-ups", of=of).status_code == 404
    assert cjg.get("/sliedrecht/bewaren/bestaat-niet/").status_code == 404


def test_a_meeting_of_another_municipality_does_not_exist(cjg: Client, other: Municipality) -> None:
    with use(other):
        theirs = cast.session().public_id
    assert save(cjg, "sign-ups", of=f"?van={theirs}").status_code == 404


@pytest.mark.parametrize("said", [{"reason": ""}, {"reason": "because"}, {"form": "exe"}])
def test_without_a_reason_from_the_list_there_is_no_file(cjg: Client, said: dict[str, str]) -> None:
    cast.parent()
    page = save(cjg, "parents", **said)
    assert page.context["form"].errors
    assert not AuditEntry.objects.filter(action="list.saved").exists()
    with pytest.raises(ValueError, match="no such reason"):
        save_list(found=exports.export("parents"), of=None, form="xlsx", reason="because")


def test_a_long_list_is_made_by_a_job_for_who_asked(cjg: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row R21: more rows than come at once, a thousand at a time; the file is gone with the right to see it (U7)."""
    monkeypatch.setattr(exports, "AT_ONCE", 20)
    monkeypatch.setattr(exports, "CHUNK", 7)
    monkeypatch.setattr("portal.desk.views.exports.AT_ONCE", 20)
    cast.parents(30)
    started = save(cjg, "parents", form="csv")["Location"]
    assert "/taken/" in started
    assert not AuditEntry.objects.filter(action="list.saved").exists()
    run(job_id=Job.objects.get().pk)
    job = Job.objects.get()
    assert job.result["rows"] == 30
    answer = cjg.get(job.result["link"])
    assert len(answer.content.decode("utf-8-sig").splitlines()) == 31
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    colleague = cast.sign_in(Client(), cast.member("cjg"))
    assert colleague.get(job.result["link"]).status_code == 404
    Membership.objects.filter(user_id=job.started_by).update(role="partner")
    assert cjg.get(job.result["link"]).status_code == 404
    File.objects.all().delete()


def test_a_file_is_not_given_once_its_day_is_over(cjg: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.desk.views.exports.AT_ONCE", 0)
    cast.parent()
    save(cjg, "parents")
    run(job_id=Job.objects.get().pk)
    link = Job.objects.get().result["link"]
    assert cjg.get(link).status_code == 200
    File.objects.update(expires_at=timezone.now())
    assert cjg.get(link).status_code == 404


def test_a_removal_stops_a_list_of_parents_that_is_being_saved(
    cjg: Client, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row P1: what is made while somebody is removed does not hold them; a list without parents goes on."""
    monkeypatch.setattr("portal.desk.views.exports.AT_ONCE", 0)
    gone = cast.parent("Anna Vrolijk")
    cast.session()
    save(cjg, "parents")
    save(cjg, "meetings")

    def removed_meanwhile(*given: Any) -> bytes:
        remove_parent(parent=gone)
        return write(*given)

    monkeypatch.setattr("portal.desk.domain.save_list.write", removed_meanwhile)
    for job in Job.objects.order_by("pk"):
        run(job_id=job.pk)
    assert list(Job.objects.order_by("pk").values_list("state", flat=True)) == ["stopped", "done"]
    assert File.objects.count() == 1


def test_a_job_makes_nothing_for_who_may_not_see_it_any_more(cjg: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.desk.views.exports.AT_ONCE", 0)
    cast.parent()
    save(cjg, "parents")
    Membership.objects.update(role="partner")
    run(job_id=Job.objects.get().pk)
    assert Job.objects.get().error == "not_allowed"
    assert not File.objects.exists()


def test_list_pages_offer_it_to_who_may(cjg: Client) -> None:
    cast.parent()
    cast.organisation()
    registration = cast.registration(cast.session())
    pages = {
        "/sliedrecht/ouders/": "/sliedrecht/bewaren/parents/",
        "/sliedrecht/organisaties/": "/sliedrecht/bewaren/organisations/",
        "/sliedrecht/bijeenkomsten/": "/sliedrecht/bewaren/meetings/",
        f"/sliedrecht/bijeenkomsten/{registration.session.public_id}/": "/sliedrecht/bewaren/sign-ups/?van=",
    }
    for page, address in pages.items():
        assert f'href="{address}' in cjg.get(page).content.decode(), page
    administrator = cast.sign_in(Client(), cast.member("administrator"))
    assert 'href="/sliedrecht/bewaren/log/"' in administrator.get("/sliedrecht/logboek/").content.decode()


@pytest.mark.parametrize("name", sorted(name for name, may in MAY.items() if "cjg" in may and name != "sign-ups"))
def test_a_file_asks_as_much_for_many_rows_as_for_one(cjg: Client, name: str) -> None:
    def asked() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            assert save(cjg, name).status_code == 200
        return len(queries)

    cast.registration(cast.session())
    cast.organisation()
    save(cjg, name)
    few = asked()
    for _row in range(30):
        cast.session()
        cast.organisation()
    cast.parents(30)
    assert Parent.objects.count() > 30
    assert asked() == few
    assert queries_of(cjg, f"/sliedrecht/bewaren/{name}/") < 15


def test_a_list_is_registered_once() -> None:
    with pytest.raises(ImproperlyConfigured):
        exports.register(exports.export("parents"))
    assert resolve("/sliedrecht/bewaren/parents/").url_name == "export"
