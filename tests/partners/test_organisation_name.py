"""Under which name and as what an organisation stands is for who keeps organisations: agreements bear that name."""

from __future__ import annotations

from django.test import Client

from partners.models import Organisation
from tests.partners.agreements import drafted, page_of, signed, works_for

TYPED = {"name": "Gemeente Urk", "kind": "other", "times": "op schooldagen"}


def change(organisation: Organisation) -> str:
    return f"/sliedrecht/organisaties/{organisation.public_id}/aanpassen/"


def test_a_partner_does_not_rename_the_own_organisation(boom: Organisation) -> None:
    partner, version = works_for(boom), signed(drafted(boom))
    page = partner.get(change(boom)).content.decode()
    assert "De Boom" in page
    assert "School" in page
    assert 'name="name"' not in page
    assert 'name="kind"' not in page
    assert partner.post(change(boom), TYPED).status_code == 302
    boom.refresh_from_db()
    assert (boom.name, boom.kind, boom.times) == ("De Boom", "school", "op schooldagen")
    assert "Urk" not in partner.get(page_of(version)).content.decode()


def test_control_who_keeps_organisations_does(officer: Client, boom: Organisation) -> None:
    assert officer.post(change(boom), TYPED).status_code == 302
    boom.refresh_from_db()
    assert (boom.name, boom.kind) == ("Gemeente Urk", "other")
