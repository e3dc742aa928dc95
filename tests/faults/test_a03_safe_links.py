"""A3: a mail scanner that opens a link, even with JavaScript, changes nothing; only a person's button does."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from activities.messages.addresses import invitation_path, registration_path
from activities.models import Invitation, Registration
from partners.messages import stop_url
from partners.models import Consent
from portal.municipalities.models import Municipality
from tests import cast


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing(client: Client, municipality: Municipality, method: str) -> None:
    registration = cast.registration(cast.session())
    invited = Invitation.objects.create(session=cast.session(), parent=cast.parent())
    before = (Registration.objects.count(), Consent.objects.count())
    look = getattr(client, method)
    for path in (invitation_path(invited.session, invited.parent), registration_path(registration)):
        for _ in range(2):
            look(path)
    look(stop_url(invited.parent).removeprefix(settings.SITE_URL))
    assert (Registration.objects.count(), Consent.objects.count()) == before
    registration.refresh_from_db()
    assert registration.state == Registration.State.CONFIRMED
    assert (
        client.post(invitation_path(invited.session, invited.parent), {"adults": 1, "children": 0}).status_code == 302
    )
    assert Registration.objects.count() == before[0] + 1


def test_no_form_sends_itself(client: Client, municipality: Municipality) -> None:
    invited = Invitation.objects.create(session=cast.session(), parent=cast.parent())
    page = client.get(invitation_path(invited.session, invited.parent)).content.decode()
    assert "<form" in page
    assert "<script" not in page
    assert "onload" not in page


def test_a_link_page_tells_no_other_site_its_address(client: Client, municipality: Municipality) -> None:
    invited = Invitation.objects.create(session=cast.session(), parent=cast.parent())
    response = client.get(invitation_path(invited.session, invited.parent))
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]
