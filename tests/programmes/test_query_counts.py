"""Each page asks as many queries with 200 rows as with one; the numbers are written down here."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from activities.models import Attendance, HeadCount, Invitation, Registration
from portal.municipalities.models import Municipality
from programmes import queries
from programmes.models import Programme, ProgrammeNeighbourhood, ProgrammeSeries
from tests import cast
from tests.counting import FEW, MANY, meetings, queries_of

LIST = "/sliedrecht/programmas/"


@pytest.fixture
def officer(municipality: Municipality, client: Client) -> Client:
    return cast.sign_in(client, cast.member("policy_officer"))


def programmes(count: int) -> list[Programme]:
    """So many programmes, each with a neighbourhood and a meeting to come, to which somebody signed up."""
    made = Programme.objects.bulk_create(
        Programme(method="kids_en_koffie", method_version=1, name=f"Programma {number}", plan={})
        for number in range(count)
    )
    ahead, parent = meetings(range(1, count + 1)), cast.parent()
    pairs = list(zip(made, ahead, strict=True))
    Registration.objects.bulk_create(Registration(session=one, parent=parent) for one in ahead)
    ProgrammeSeries.objects.bulk_create(
        ProgrammeSeries(series=one.series, programme=programme, phase="start") for programme, one in pairs
    )
    ProgrammeNeighbourhood.objects.bulk_create(
        ProgrammeNeighbourhood(neighbourhood=one.series.neighbourhood, programme=programme) for programme, one in pairs
    )
    return made


def programme(count: int) -> Programme:
    """One programme with so many neighbourhoods and meetings; somebody was invited, signed up and came to each."""
    made, *others = programmes(count)
    for model in (ProgrammeSeries, ProgrammeNeighbourhood):
        model.objects.filter(programme__in=others).update(programme=made)
    signed_up = list(Registration.objects.all())
    Invitation.objects.bulk_create(Invitation(session=one.session, parent=one.parent) for one in signed_up)
    Attendance.objects.bulk_create(Attendance(registration=one, came=True, at=timezone.now()) for one in signed_up)
    kind = HeadCount.CountKind.ADULTS
    HeadCount.objects.bulk_create(HeadCount(session=one.session, kind=kind, count=3) for one in signed_up)
    return made


@pytest.mark.parametrize("rows", [FEW, MANY])
def test_the_list(officer: Client, rows: int) -> None:
    programmes(rows)
    assert queries_of(officer, LIST) == 5


@pytest.mark.parametrize("rows", [FEW, MANY])
def test_a_programme(officer: Client, rows: int) -> None:
    made = programme(rows)
    assert queries_of(officer, f"{LIST}{made.public_id}/") == 11


@pytest.mark.parametrize("rows", [FEW, MANY])
@pytest.mark.parametrize(
    ("page", "number"), [("aanpakken/", 4), ("aanpakken/kids-en-koffie/", 4), ("aanpakken/kids-en-koffie/starten/", 5)]
)
def test_the_library(officer: Client, page: str, number: int, rows: int) -> None:
    programme(rows)
    assert queries_of(officer, f"{LIST}{page}") == number


@pytest.mark.parametrize("rows", [FEW, MANY])
@pytest.mark.parametrize(
    ("role", "number"),
    [("policy_officer", 12), ("cjg", 13), ("partner", 7), ("administrator", 8), ("privacy_officer", 8)],
)
def test_home(municipality: Municipality, client: Client, role: str, number: int, rows: int) -> None:
    programmes(rows)
    assert queries_of(cast.sign_in(client, cast.member(role)), "/sliedrecht/vandaag/") == number


def test_the_count_sees_a_query_per_row(officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    made = programme(MANY)
    page = f"{LIST}{made.public_id}/"
    right, plain = queries_of(officer, page), queries.sessions_of
    monkeypatch.setattr(queries, "next_sessions", lambda found: plain(found)[:20])
    assert queries_of(officer, page) >= right + 18
