"""What staff reads on the pages of a meeting: true for their role, with a next step."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils.formats import date_format

from activities.domain.cancel_session import cancel_session
from activities.domain.log_attendance import TooEarly, log_attendance
from activities.models import Attendance, Invitation, Session
from activities.queries import agenda
from activities.spec import ZONE
from portal.jobs.models import Job
from portal.municipalities.models import Municipality
from portal.web.registry import Tile
from tests import cast
from tests.counting import meetings

pytestmark = pytest.mark.usefixtures("municipality")


def signed_in(client: Client, role: str) -> Client:
    return cast.sign_in(client, cast.member(role))


def page(client: Client, session: Session, below: str = "", **data: object) -> str:
    address = f"/sliedrecht/bijeenkomsten/{session.public_id}/{below}"
    answer = client.post(address, data) if data else client.get(address)
    return answer.content.decode()


def tiles(client: Client) -> dict[str, Tile]:
    return {str(tile.title): tile for tile in client.get("/sliedrecht/vandaag/").context["tiles"]}


def test_only_who_may_read_in_a_list_is_led_there(client: Client) -> None:
    session = cast.session()
    assert "/ouders/inlezen/" not in page(signed_in(client, "policy_officer"), session, "uitnodigen/")
    assert "/ouders/inlezen/" in page(signed_in(client, "cjg"), session, "uitnodigen/")


def test_another_choice_is_counted_before_anything_is_sent(client: Client) -> None:
    session, here = cast.session(), cast.neighbourhood()
    cast.parents(2, neighbourhood=here)
    cast.parents(3)
    signed_in(client, "cjg")
    chosen = {"neighbourhoods": str(here.pk)}
    counted = page(client, session, "uitnodigen/", counted="", **chosen)
    assert "U koos andere wijken" in counted
    assert "2 ouders krijgen een uitnodiging" in counted
    assert f'name="counted" value="{here.code}"' in counted
    assert not Job.objects.exists()
    page(client, session, "uitnodigen/", counted=here.code, **chosen)
    assert Job.objects.count() == 1


def test_cjg_sees_whom_to_call(client: Client) -> None:
    session = cast.session()
    cast.registration(session, cast.parent("Noor Voorbeeld", email="", phone="+31612345678"))
    shown = page(signed_in(client, "cjg"), session)
    assert "06 12345678" in shown
    assert "1 van 20" in shown
    assert "06 12345678" not in page(signed_in(client, "policy_officer"), session)


def test_a_meeting_that_is_off_invites_nobody(client: Client) -> None:
    session = cast.session()
    cancel_session(session=session, reason="De zaal is dicht.")
    shown = page(signed_in(client, "cjg"), session)
    assert "De zaal is dicht." in shown
    assert "Nodig ouders uit" not in shown


def test_the_home_page_names_the_first_meeting_and_whom_nobody_invited(client: Client) -> None:
    session = cast.session(days_ahead=3, title="Koffie met Noor")
    signed_in(client, "cjg")
    week = tiles(client)["Komende week"]
    assert (week.count, "Koffie met Noor" in str(week.text), "om 9.30 uur" in str(week.text)) == (1, True, True)
    assert "Ouders uitnodigen" not in tiles(client)
    cast.parent()
    assert tiles(client)["Ouders uitnodigen"].url.endswith(f"{session.public_id}/uitnodigen/")


def test_a_quiet_week_says_so(client: Client) -> None:
    cast.session(days_ahead=30)
    assert tiles(signed_in(client, "policy_officer"))["Komende week"].count is None


def test_who_came_opens_on_the_day_itself(client: Client) -> None:
    registration = cast.registration(cast.session(title="Koffie met Noor"))
    session, came = registration.session, {"came": str(registration.public_id)}
    signed_in(client, "cjg")
    opens = f"Vanaf {date_format(session.local_date, 'l j F')} kunt u hier invullen wie er"
    assert opens in page(client, session)
    assert "wie-kwam" not in page(client, session)
    for shown in (page(client, session, "wie-kwam/"), page(client, session, "wie-kwam/", **came)):
        assert opens in shown
        assert 'name="came"' not in shown
    with pytest.raises(TooEarly):
        log_attendance(session=session, came={registration.pk: True}, heads={})
    assert not Attendance.objects.exists()
    cast.day_comes(session)
    assert "wie-kwam" in page(client, session)
    assert opens not in page(client, session)
    page(client, session, "wie-kwam/", **came)
    assert Attendance.objects.get(registration=registration).came


@pytest.mark.parametrize(("days_ahead", "comes"), [(1, False), (0, True), (-1, True)])
def test_the_day_of_a_meeting_is_the_one_on_the_wall(*, days_ahead: int, comes: bool) -> None:
    late = datetime.combine(date(2027, 1, 11), time(23, 59), tzinfo=ZONE)
    with time_machine.travel(late, tick=False):
        assert Session(local_date=date(2027, 1, 11) + timedelta(days=days_ahead)).day_has_come == comes


def test_earlier_meetings_stand_newest_first_page_after_page(client: Client) -> None:
    days = [one.local_date for one in meetings(range(-30, 0))]
    address, seen = "/sliedrecht/bijeenkomsten/?eerder=1", []
    signed_in(client, "cjg")
    while True:
        page = client.get(address).context["page"]
        seen += [one.local_date for one in page.rows]
        if not page.next:
            break
        address = f"/sliedrecht/bijeenkomsten/{page.next}"
    assert seen == days[::-1]


def test_in_a_neighbourhood_stands_what_is_for_the_whole_municipality_too(municipality: Municipality) -> None:
    here, there = cast.neighbourhood(), cast.neighbourhood()
    mine, everywhere = cast.session(neighbourhood=here), cast.session()
    cast.session(neighbourhood=there)
    assert {one.pk for one in agenda(here.pk)} == {mine.pk, everywhere.pk}


def test_only_neighbourhoods_where_something_is_planned_are_offered(client: Client, municipality: Municipality) -> None:
    here, quiet = cast.neighbourhood(), cast.neighbourhood()
    cast.session(neighbourhood=here)
    offered = client.get("/sliedrecht/agenda/").content.decode()
    assert (here.name in offered, quiet.name in offered) == (True, False)
    asked = client.get("/sliedrecht/agenda/", {"wijk": quiet.code}).content.decode()
    assert f"In {quiet.name} is nu niets gepland" in asked
    assert client.get("/sliedrecht/agenda/", {"wijk": "\x00"}).status_code == 200


@pytest.mark.parametrize("below", ["verzetten/", "afzeggen/"])
def test_a_change_says_who_hears_of_it(client: Client, below: str) -> None:
    session = cast.session()
    shown = page(signed_in(client, "cjg"), session, below)
    assert "Wie zich aanmeldde met een e-mailadres, krijgt" in shown
    assert ("U kunt dit niet terugdraaien." in shown) == (below == "afzeggen/")
    day = (session.local_date + timedelta(days=1)).isoformat()
    typed = {"day": day, "start": "09:30", "end": "11:00"} if below == "verzetten/" else {"reason": "Ziek"}
    page(client, session, below, **typed)
    assert "Wie zich aanmeldde met een e-mailadres, krijgt een mail." in page(client, session)


def test_on_the_day_itself_the_home_page_asks_who_came(client: Client) -> None:
    session = cast.session(days_ahead=1)
    signed_in(client, "cjg")
    assert "Wie kwam?" not in tiles(client)
    cast.day_comes(session)
    tile = tiles(client)["Wie kwam?"]
    assert (tile.count, str(tile.text)) == (1, "Vul bij 1 bijeenkomst in wie er kwam.")
    assert client.get(tile.url).status_code == 200
    cancel_session(session=session, reason="Ziek")
    assert "Wie kwam?" not in tiles(client)


def test_once_everyone_is_invited_it_says_so(client: Client) -> None:
    session, everyone = (
        cast.session(),
        "Iedereen die u hier mag uitnodigen, kreeg al een uitnodiging of gaf al antwoord.",
    )
    signed_in(client, "cjg")
    assert "Lees eerst een lijst" in page(client, session, "uitnodigen/")
    assert button(page(client, session)) == "primary"
    Invitation.objects.create(session=session, parent=cast.parent())
    shown = page(client, session, "uitnodigen/")
    assert everyone in shown
    assert "Lees eerst een lijst" not in shown
    assert button(page(client, session)) == "secondary"


def button(shown: str) -> str:
    """What kind of button leads to inviting parents."""
    kind = re.search(r'<a[^>]*utrecht-button-link--(\w+)-action[^>]*href="[^"]*/uitnodigen/"', shown)
    assert kind
    return kind[1]


def test_without_meetings_a_policy_officer_reads_what_to_do(client: Client) -> None:
    address = "/sliedrecht/bijeenkomsten/"
    told = {
        role: signed_in(Client(), role)
        .get(address)
        .content.decode()
        .count("een aanpak. De bijeenkomsten komen dan vanzelf")
        for role in ("policy_officer", "cjg")
    }
    assert told == {"policy_officer": 1, "cjg": 0}
