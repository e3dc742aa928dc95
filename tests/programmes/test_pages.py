"""What the page of a programme says: only what is known, and what to do next."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from activities.domain.log_attendance import log_attendance
from activities.models import HeadCount, Invitation, Session
from portal.municipalities.models import Municipality
from programmes.models import Programme, ProgrammeSeries
from programmes.spec import Sessions, Weekday
from programmes.views.programmes import _meets
from tests import cast

pytestmark = pytest.mark.usefixtures("municipality")
NOBODY_YET = "Er is nog niemand geteld."


@pytest.fixture
def session(municipality: Municipality) -> Session:
    """A meeting of a programme, for which somebody signed up."""
    made = cast.registration(cast.session()).session
    programme = Programme.objects.create(method="kids-en-koffie", method_version=1, name="Kids & Koffie", plan={})
    ProgrammeSeries.objects.create(series=made.series, programme=programme, phase="start")
    return made


def shown(client: Client, role: str = "policy_officer") -> str:
    cast.sign_in(client, cast.member(role))
    return client.get(f"/sliedrecht/programmas/{Programme.objects.get().public_id}/").content.decode()


def counted(session: Session, **heads: int) -> None:
    log_attendance(session=cast.day_comes(session), came={}, heads=heads)


def test_before_anybody_is_counted_it_says_what_to_do(client: Client, session: Session) -> None:
    page = shown(client)
    assert f"{NOBODY_YET} Een CJG-medewerker doet dat" in page
    assert "0 bezoekers" not in page
    assert f"{NOBODY_YET} Kies vanaf de dag van de bijeenkomst: Wie kwam?" in shown(client, "cjg")


def test_nothing_filled_in_is_not_nought_visitors(client: Client, session: Session) -> None:
    counted(session, adults=0, children=0)
    assert HeadCount.objects.count() == 2
    page = shown(client)
    assert NOBODY_YET in page
    assert "0 bezoekers" not in page


@pytest.mark.parametrize(
    ("heads", "says", "not_said"),
    [
        ({"children": 3}, "Er kwamen 3 kinderen mee.", "zonder naam"),
        ({"adults": 1}, "kwam er 1 bezoeker zonder naam", "kinderen mee"),
    ],
)
def test_only_what_was_counted_is_told(
    client: Client, session: Session, heads: dict[str, int], says: str, not_said: str
) -> None:
    counted(session, **heads)
    page = shown(client)
    assert says in page
    assert not_said not in page
    assert NOBODY_YET not in page


def test_the_chart_is_about_those_invited_and_the_others_are_told_in_words(client: Client, session: Session) -> None:
    assert "Er is nog niemand uitgenodigd." in shown(client)
    Invitation.objects.create(session=session, parent=cast.parent())
    page = shown(client)
    assert "1 ouder meldde zich aan zonder uitnodiging." in page
    assert "Daarvan" not in page
    bars = client.get(f"/sliedrecht/programmas/{Programme.objects.get().public_id}/").context["chart"].bars
    assert [bar.value for bar in bars] == [1, 0, 0]
    counted(session, adults=2)
    told = (
        "1 ouder meldde zich aan zonder uitnodiging. Daarvan kwamen er 0. Daarnaast kwamen er 2 bezoekers zonder naam."
    )
    assert told in shown(client)


def test_the_start_page_says_when_people_meet_and_begins_there(client: Client) -> None:
    cast.sign_in(client, cast.member("policy_officer"))
    answer = client.get("/sliedrecht/programmas/aanpakken/kids-en-koffie/starten/")
    assert "Elke maandag, van 9.30 tot 11.00 uur." in answer.content.decode()
    first = answer.context["form"].initial["first_day"]
    assert first.weekday() == Weekday.MONDAY
    assert timedelta(days=7) <= first - timezone.localdate() < timedelta(days=14)


@pytest.mark.parametrize(
    ("weekday", "days", "words"),
    [
        (Weekday.FRIDAY, 14, "Elke 2 weken op vrijdag, van 9.00 tot 10.30 uur."),
        (None, 7, "Elke keer van 9.00 tot 10.30 uur."),
        (Weekday.FRIDAY, 10, "Elke keer van 9.00 tot 10.30 uur."),
    ],
)
def test_other_patterns_are_told_too(weekday: Weekday | None, days: int, words: str) -> None:
    with translation.override("nl"):
        assert _meets(Sessions(weekday, time(9), time(10, 30), every_days=days)) == words
