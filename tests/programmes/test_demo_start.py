"""The accounts of the demo: where commands.md promises them, twice is harmless, nowhere else."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command
from django.test import Client

from partners.models import AgreementVersion, Organisation, OrganisationMember
from portal.accounts.models import Membership, User
from portal.audit.models import AuditEntry
from portal.municipalities.domain.load_municipalities import load_municipalities
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use

pytestmark = pytest.mark.django_db
TOWNS = ("sliedrecht", "zwolle", "dordrecht", "huizen", "urk", "tilburg")
ROLES = {
    "beleid": "policy_officer",
    "cjg": "cjg",
    "partner": "partner",
    "beheer": "administrator",
    "fg": "privacy_officer",
}


@pytest.fixture
def country(settings: Any) -> None:
    settings.DEMO_PASSWORD = "koffie-in-de-test"
    settings.SECOND_FACTOR = False  # as in every demo
    load_municipalities(content=Path(configured.BASE_DIR, "portal/municipalities/data/municipalities.csv").read_bytes())


def start() -> None:
    call_command("demo_start", stdout=io.StringIO())


def test_five_accounts_in_six_municipalities(country: None) -> None:
    start()
    for slug in TOWNS:
        for account, role in ROLES.items():
            membership = Membership.objects.get(user__email=f"{account}@{slug}.example")
            assert (membership.role, membership.municipality.slug) == (role, slug)
    assert Membership.objects.count() == 30
    assert set(Municipality.objects.filter(slug__in=TOWNS).values_list("house_style", flat=True)) == {"zee", "klei"}


def test_they_sign_in_with_the_password_of_the_demo(country: None, client: Client) -> None:
    start()
    client.post("/inloggen/", {"login": "cjg@sliedrecht.example", "password": "koffie-in-de-test"})
    assert client.get("/sliedrecht/ouders/").status_code == 200
    assert client.get("/zwolle/ouders/").status_code == 404


def test_the_partner_belongs_to_an_organisation(country: None) -> None:
    start()
    with use(Municipality.objects.get(slug="urk")):
        assert Organisation.objects.count() == 2
        tie = OrganisationMember.objects.get()
        assert tie.membership.user.email == "partner@urk.example"
        assert tie.organisation.neighbourhood is not None


def test_there_is_somebody_to_find_and_an_agreement_to_read(country: None, client: Client) -> None:
    start()
    assert "Ina Verzonnen" in client.get("/urk/wie-is-waar/").content.decode()
    with use(Municipality.objects.get(slug="urk")):
        assert AgreementVersion.objects.get().state == AgreementVersion.State.AGREED


def test_again_changes_nothing_and_asks_little(country: None, django_assert_max_num_queries: Any) -> None:
    start()
    before = list(User.objects.order_by("pk").values("pk", "email", "password"))
    with use(Municipality.objects.get(slug="sliedrecht")):
        entries = AuditEntry.objects.count()
        with django_assert_max_num_queries(300):
            start()
        assert AuditEntry.objects.count() == entries
        assert Organisation.objects.count() == 2
    assert list(User.objects.order_by("pk").values("pk", "email", "password")) == before


def test_a_new_password_reaches_all(country: None, settings: Any) -> None:
    start()
    settings.DEMO_PASSWORD = "thee-in-de-test"
    start()
    assert User.objects.get(email="fg@tilburg.example").check_password("thee-in-de-test")


@pytest.mark.parametrize("environment", ["production", "development"])
def test_refused_outside_the_demo(country: None, settings: Any, environment: str) -> None:
    settings.ENV = environment
    with pytest.raises(CommandError, match="PORTAL_ENV"):
        start()
    assert not User.objects.exists()


def test_refused_without_a_password(country: None, settings: Any) -> None:
    settings.DEMO_PASSWORD = ""
    with pytest.raises(CommandError, match="DEMO_PASSWORD"):
        start()


def test_says_what_to_do_when_there_are_no_municipalities(settings: Any) -> None:
    settings.DEMO_PASSWORD = "koffie-in-de-test"
    Municipality.objects.filter(slug="urk").delete()
    with pytest.raises(CommandError, match="urk"):
        start()
    assert not User.objects.exists()
