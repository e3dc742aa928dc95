"""The page on which an administrator says when people are left alone."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.municipalities.models import FeastDay, Municipality
from portal.municipalities.queries import quiet_times
from tests import cast
from tests.counting import queries_of

PAGE = "/sliedrecht/berichten/rusttijden/"
SENT = {"csrfmiddlewaretoken": "x", "starts": "21:00", "ends": "08:00", "sundays": "on"}


@pytest.fixture
def office(municipality: Municipality) -> Client:
    return cast.sign_in(Client(), cast.member("administrator"))


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_what_is_chosen_is_kept_once_and_can_be_taken_back(office: Client) -> None:
    for _again in range(2):
        assert office.post(PAGE, SENT)["Location"] == PAGE
    found = quiet_times()
    assert (found.starts, found.ends, found.sundays, found.national) == (time(21), time(8), True, False)
    assert 'value="21:00"' in text(office.get(PAGE))
    assert AuditEntry.objects.filter(action="quiet_times.saved").count() == 1
    office.post(PAGE, {"csrfmiddlewaretoken": "x", "starts": "", "ends": ""})
    assert quiet_times().starts is None


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ends": ""}, "Vul beide tijden in"),
        ({"starts": ""}, "Vul beide tijden in"),
        ({"ends": "21:00"}, "Deze twee tijden zijn gelijk"),
        ({"ends": "25:99"}, "house-summary"),
        ({"ends": "\x00"}, "house-summary"),
    ],
)
def test_what_is_no_time_is_said(office: Client, wrong: dict[str, str], words: str) -> None:
    page = office.post(PAGE, {**SENT, **wrong})
    assert page.status_code == 200
    assert words in text(page)
    assert quiet_times().starts is None


def test_a_feast_day_comes_and_goes(office: Client) -> None:
    day = timezone.localdate() + timedelta(days=30)
    assert "Er zijn er nog geen" in text(office.get(PAGE))
    office.post(f"{PAGE}dag/", {"day": day.isoformat(), "name": "Suikerfeest"})
    assert "Suikerfeest" in text(office.get(PAGE))
    again = office.post(f"{PAGE}dag/", {"day": day.isoformat(), "name": "Nog eens"})
    assert "staat al in de lijst" in text(again)
    assert "Nog eens" in text(again)
    found = FeastDay.objects.get()
    office.post(f"{PAGE}{found.public_id}/weghalen/")
    assert office.post(f"{PAGE}{found.public_id}/weghalen/").status_code == 404
    assert not FeastDay.objects.exists()
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"feast_day.added", "feast_day.removed"} <= actions


def test_a_day_that_is_over_is_refused(office: Client) -> None:
    day = timezone.localdate() - timedelta(days=1)
    assert "al geweest" in text(office.post(f"{PAGE}dag/", {"day": day.isoformat(), "name": "Gisteren"}))


def test_only_the_administrator_says_so(municipality: Municipality) -> None:
    for role in ("privacy_officer", "cjg", "policy_officer", "partner"):
        client = cast.sign_in(Client(), cast.member(role))
        assert client.get(PAGE).status_code == 403
        assert client.post(PAGE, SENT).status_code == 403


@pytest.mark.parametrize("rows", [1, 200])
def test_the_page_asks_the_same_for_one_and_for_many(office: Client, rows: int) -> None:
    today = timezone.localdate()
    FeastDay.objects.bulk_create(FeastDay(date=today + timedelta(days=n), name=f"Dag {n}") for n in range(rows))
    assert queries_of(office, PAGE) == 7
