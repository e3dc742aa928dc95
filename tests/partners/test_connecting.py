"""A partner who comes in without an organisation: they read what happens next, and CJG connects them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from partners.models import Organisation, OrganisationMember
from portal.accounts.models import Membership
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from tests import cast

CONNECT, TODAY, OWN = "/sliedrecht/organisaties/koppelen/", "/sliedrecht/vandaag/", "/sliedrecht/organisaties/eigen/"


def test_from_coming_in_to_the_own_page(cjg: Client, boom: Organisation) -> None:
    assert "Elke partner heeft een organisatie" in cjg.get(CONNECT).content.decode()
    assert "partner zonder organisatie" not in cjg.get(TODAY).content.decode()
    user = cast.member("partner", name="Pia Nieuw")
    theirs = cast.sign_in(Client(), user)
    assert "We weten nog niet voor welke organisatie" in theirs.get(TODAY).content.decode()
    assert "koppelt u aan uw organisatie" in theirs.get(OWN).content.decode()
    assert "partner zonder organisatie" in cjg.get(TODAY).content.decode()
    assert "Pia Nieuw" in cjg.get(CONNECT).content.decode()
    page = cjg.post(CONNECT, {"membership": user.memberships.get().pk, "organisation": boom.pk}, follow=True)
    assert "Pia Nieuw werkt nu voor De Boom" in page.content.decode()
    assert "De Boom" in theirs.get(OWN).content.decode()
    assert "We weten nog niet voor welke organisatie" not in theirs.get(TODAY).content.decode()
    assert "partner zonder organisatie" not in cjg.get(TODAY).content.decode()


def test_both_are_chosen_and_of_here(cjg: Client, boom: Organisation, other: Municipality) -> None:
    """Row T8."""
    with use(other):
        far, wilg = cast.member("partner").memberships.get(), cast.organisation("Van Ver")
    cast.member("partner")
    here = Membership.objects.get(municipality=boom.municipality, role="partner")
    nobody, both = {"membership": ""}, {"membership", "organisation"}
    for sent, wrong in ((nobody, both), ({"membership": far.pk}, both),
                        ({"membership": here.pk, "organisation": wilg.pk}, {"organisation"})):  # fmt: skip
        assert set(cjg.post(CONNECT, sent).context["form"].errors) == wrong
    assert not OrganisationMember.objects.exists()


def test_a_partner_connects_nobody(partner: Client) -> None:
    assert partner.get(CONNECT).status_code == 403


@pytest.mark.parametrize("total", [1, 200])
def test_query_count(cjg: Client, boom: Organisation, total: int, django_assert_num_queries: Any) -> None:
    users = [cast.member("partner") for _ in range(min(total, 3))]
    Organisation.objects.bulk_create(Organisation(name=f"S {n}") for n in range(total))
    assert users
    with django_assert_num_queries(7):
        cjg.get(CONNECT)
