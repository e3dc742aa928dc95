"""T8: an id of another municipality in a field of a form is refused, and nothing is written.

Ids in addresses: tests/access. Forms about parents and organisations: tests/partners.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from activities.models import Attendance, HeadCount, Registration, Session
from portal.jobs.models import Job
from portal.municipalities import tenant
from portal.municipalities.models import Municipality, Neighbourhood
from programmes.forms import AdoptForm
from programmes.models import Programme
from programmes.views import programmes as views
from tests import cast

START = "/sliedrecht/programmas/aanpakken/kids-en-koffie/starten/"


@pytest.fixture
def theirs(municipality: Municipality, other: Municipality) -> Neighbourhood:
    with tenant.use(other):
        return cast.neighbourhood("Andere wijk")


def staff(role: str) -> Client:
    return cast.sign_in(Client(), cast.member(role))


def wishes(area: Neighbourhood) -> dict[str, Any]:
    day = timezone.localdate()
    return {"name": "Koffie", "location": "Hier", "areas": [area.pk], "first_day": day, "meetings": 2, "places": 9}


def test_t08_a_programme_is_not_for_their_neighbourhood(theirs: Neighbourhood) -> None:
    answer = staff("policy_officer").post(START, wishes(theirs))
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {"areas"}
    assert not Programme.objects.exists()
    assert not Session.objects.exists()
    assert theirs.name not in answer.content.decode()


def test_t08_with_our_own_it_starts(theirs: Neighbourhood) -> None:
    assert staff("policy_officer").post(START, wishes(cast.neighbourhood())).status_code == 302


def test_t08_control_a_form_that_knows_all_neighbourhoods_takes_theirs(
    theirs: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Loose(AdoptForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.fields["areas"].queryset = Neighbourhood.objects.all()  # type: ignore[attr-defined]  # model choice

    monkeypatch.setattr(views, "AdoptForm", Loose)
    assert staff("policy_officer").post(START, wishes(theirs)).status_code == 302
    assert Programme.objects.get().areas.get().neighbourhood == theirs


def test_t08_nobody_is_invited_by_their_neighbourhood(theirs: Neighbourhood) -> None:
    session = cast.session()
    cast.parents(3)
    path = f"/sliedrecht/bijeenkomsten/{session.public_id}/uitnodigen/"
    answer = staff("cjg").post(path, {"neighbourhoods": [theirs.pk]})
    assert answer.context["form"].errors.keys() == {"neighbourhoods"}
    assert not Job.objects.exists()


@pytest.mark.parametrize("whose", ["another municipality", "another meeting"])
def test_t08_only_who_signed_up_for_this_meeting_can_be_ticked(other: Municipality, whose: str) -> None:
    ours = cast.municipality()
    with tenant.use(other if whose == "another municipality" else ours):
        foreign = cast.registration(cast.session())
    with tenant.use(ours):
        own = cast.registration(cast.session())
        path = f"/sliedrecht/bijeenkomsten/{own.session.public_id}/wie-kwam/"
        answer = staff("cjg").post(path, {"came": [own.public_id, foreign.public_id], "adults": 3})
        assert answer.context["form"].errors.keys() == {"came"}
        assert not Attendance.objects.exists()
        assert not HeadCount.objects.exists()
        assert staff("cjg").post(path, {"came": [own.public_id], "adults": 3}).status_code == 302
        assert Attendance.objects.get().registration == own
    with tenant.use(foreign.municipality_id):
        assert not Attendance.objects.filter(registration=Registration.objects.get(pk=foreign.pk)).exists()
