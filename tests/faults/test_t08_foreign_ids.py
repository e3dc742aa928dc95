"""Row T8: ids of another municipality in what a form sends are refused, and nothing is written.

Neighbourhoods stand in a shared table, which no policy guards: the forms must. For lists and organisations see
tests/partners.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from activities.forms import InviteForm
from activities.models import Attendance, Registration, Session
from portal.jobs.models import Job
from portal.municipalities.models import Municipality, Neighbourhood
from portal.municipalities.tenant import use
from programmes.forms import AdoptForm
from programmes.models import Programme
from tests import cast

START = "/sliedrecht/programmas/aanpakken/kids-en-koffie/starten/"
WISHES = {"name": "Koffie", "location": "Het Voorbeeld", "meetings": "2", "places": "5"}


@pytest.fixture
def theirs(municipality: Municipality, other: Municipality) -> Neighbourhood:
    with use(other):
        return cast.neighbourhood()


def page(session: Session, name: str) -> str:
    return f"/sliedrecht/bijeenkomsten/{session.public_id}/{name}/"


def invite(client: Client, area: Neighbourhood) -> Any:
    cast.sign_in(client, cast.member("cjg"))
    return client.post(page(cast.session(), "uitnodigen"), {"neighbourhoods": [area.pk]})


def adopt(client: Client, area: Neighbourhood) -> Any:
    cast.sign_in(client, cast.member("policy_officer"))
    first = client.get(START).context["form"].initial["first_day"]
    return client.post(START, {**WISHES, "first_day": str(first), "areas": [area.pk]})


@pytest.mark.parametrize(("ask", "field"), [(invite, "neighbourhoods"), (adopt, "areas")])
def test_t08_a_neighbourhood_of_elsewhere_is_refused(
    client: Client, theirs: Neighbourhood, ask: Any, field: str
) -> None:
    answer = ask(client, theirs)
    assert set(answer.context["form"].errors) == {field}
    assert not Job.objects.exists()
    assert not Programme.objects.exists()


@pytest.mark.parametrize(
    ("ask", "form", "field"), [(invite, InviteForm, "neighbourhoods"), (adopt, AdoptForm, "areas")]
)
def test_t08_control_a_form_that_offers_all_takes_it(
    client: Client, theirs: Neighbourhood, monkeypatch: pytest.MonkeyPatch, ask: Any, form: Any, field: str
) -> None:
    made = form.__init__

    def careless(self: Any, *args: Any, **kwargs: Any) -> None:
        made(self, *args, **kwargs)
        self.fields[field].queryset = Neighbourhood.objects.all()

    monkeypatch.setattr(form, "__init__", careless)
    assert ask(client, theirs).status_code == 302


def test_t08_who_came_elsewhere_is_not_written_here(
    client: Client, municipality: Municipality, other: Municipality
) -> None:
    with use(other):
        theirs = cast.registration(cast.session())
    session = cast.session(days_ahead=-1)
    mine = Registration.objects.create(session=session, parent=cast.parent())
    cast.sign_in(client, cast.member("cjg"))
    for ticked in ([str(theirs.public_id)], [str(mine.public_id), str(theirs.public_id)], ["\x00"], ["9" * 50]):
        answer = client.post(page(session, "wie-kwam"), {"came": ticked})
        assert set(answer.context["form"].errors) == {"came"}
    assert not Attendance.objects.exists()
    assert client.post(page(session, "wie-kwam"), {"came": [str(mine.public_id)]}).status_code == 302
    assert Attendance.objects.get().came
