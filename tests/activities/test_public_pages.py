"""What parents read about a meeting holds together: nothing above contradicts what stands below."""

from __future__ import annotations

import pytest
from django.test import Client

from activities.domain.cancel_session import cancel_session
from activities.messages.addresses import invitation_path
from activities.models import Invitation, Session
from portal.municipalities.models import Municipality
from programmes.registry import methods
from tests import cast

pytestmark = pytest.mark.usefixtures("municipality")
WALK_IN = "Zomaar binnenlopen mag ook."


def public(session: Session, below: str = "") -> str:
    return Client().get(f"/sliedrecht/agenda/{session.public_id}/{below}").content.decode()


def test_a_full_walk_in_does_not_say_to_walk_in() -> None:
    session, parent = cast.session(places=1, walk_in=True), cast.parent()
    Invitation.objects.create(session=session, parent=parent)
    pages = (f"/sliedrecht/agenda/{session.public_id}/", invitation_path(session, parent))
    assert all(WALK_IN in Client().get(page).content.decode() for page in pages)
    cast.registration(session)
    for page in pages:
        shown = Client().get(page).content.decode()
        assert "Alle plaatsen zijn bezet" in shown
        assert "binnenlopen" not in shown


def test_no_method_says_in_its_summary_what_holds_only_with_room() -> None:
    summaries = [text.body for method in methods() for text in method.texts if text.key == "summary"]
    assert summaries
    assert not [body for body in summaries if "binnenlopen" in body]


def test_a_meeting_that_is_off_leads_to_the_agenda(client: Client) -> None:
    session = cast.session()
    link = "Bekijk wat er nog meer is"
    assert link not in public(session)
    cancel_session(session=session, reason="Ziek")
    assert link in public(session)
    staff = cast.sign_in(client, cast.member("cjg")).get(f"/sliedrecht/bijeenkomsten/{session.public_id}/")
    assert link not in staff.content.decode()


def test_who_gave_only_a_phone_number_reads_how_to_cancel(municipality: Municipality) -> None:
    municipality.contact_phone = "+31184123456"
    municipality.save()
    told = public(cast.session(), "aangemeld/").split("Gaf u alleen een telefoonnummer, en kunt u toch niet komen?")
    assert len(told) == 2
    assert "tel:" in told[1].split("</p>")[0]
