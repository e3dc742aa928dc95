"""The list of breaches: what the law asks, the time that is left, and nobody writing over another."""

from __future__ import annotations

import html
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from portal.audit.models import AuditEntry
from portal.desk.domain.keep_breaches import add_breach
from portal.desk.models import Breach
from portal.municipalities.models import Municipality
from tests import cast
from tests.partners.at_once import at_once

BREACHES = "/sliedrecht/datalekken/"


@pytest.fixture
def officer(municipality: Municipality) -> Client:
    return cast.sign_in(Client(), cast.member("privacy_officer"))


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def moment(hours_ago: float) -> str:
    return timezone.localtime(timezone.now() - timedelta(hours=hours_ago)).strftime("%Y-%m-%dT%H:%M")


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
