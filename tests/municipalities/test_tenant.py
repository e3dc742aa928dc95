"""The backend: each statement carries its municipality, a query outside one is loud, an error ends as it should."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from partners.models import Organisation
from portal.municipalities import tenant
from portal.municipalities.models import Municipality, Neighbourhood
from portal.municipalities.queries import neighbourhoods_of


def _setting() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.municipality', true)")
        return cursor.fetchone()[0] or ""


@pytest.mark.django_db
def test_a_query_outside_a_municipality_is_an_error() -> None:
    with pytest.raises(tenant.NoMunicipality):
        list(Organisation.objects.all())
    with pytest.raises(tenant.NoMunicipality):
        Organisation.objects.filter(pk=1).update(name="x")
    with pytest.raises(tenant.NoMunicipality):
        Organisation.objects.filter(pk=1).delete()
    with pytest.raises(tenant.NoMunicipality):
        Organisation(name="x").save()
    with pytest.raises(tenant.NoMunicipality):
        Organisation.objects.count()


def test_the_switch_holds_inside_one_transaction(municipality: Municipality, other: Municipality) -> None:
    mine = Organisation.objects.create(name="Van hier")
    with tenant.use(other):
        assert list(Organisation.objects.all()) == []
        theirs = Organisation.objects.create(name="Van daar")
        assert theirs.municipality_id == other.pk
    assert list(Organisation.objects.all()) == [mine]


def test_a_row_of_elsewhere_cannot_be_written(municipality: Municipality, other: Municipality) -> None:
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Organisation.objects.create(name="Smokkel", municipality=other)
    assert Organisation.objects.create(name="Na de fout").pk  # the savepoint was rolled back properly


def test_a_key_cannot_point_elsewhere(municipality: Municipality, other: Municipality) -> None:
    from partners.models import OrganisationMember
    from portal.accounts.models import Membership, User

    with tenant.use(other):
        theirs = Organisation.objects.create(name="Van daar")
    user = User.objects.create_user("iemand@example.org", name="Iemand")
    membership = Membership.objects.create(user=user, municipality=municipality, role="partner")
    OrganisationMember.objects.create(membership=membership, organisation_id=theirs.pk)
    with pytest.raises(DatabaseError, match="foreign key"):
        connection.check_constraints()


@pytest.mark.django_db(transaction=True)
def test_the_setting_ends_with_the_statement(transactional_db: None) -> None:
    assert _setting() == ""
    with tenant.use(610):
        assert _setting() == "610"
        with transaction.atomic():
            assert _setting() == "610"
            with tenant.use(None):
                assert _setting() == ""
    assert _setting() == ""


def test_only_the_newest_division_is_offered(municipality: Municipality) -> None:
    for year in (2024, 2026):
        Neighbourhood.objects.create(municipality=municipality, code="WK061000", name=f"Wijk {year}", year=year)
    assert [area.name for area in neighbourhoods_of(municipality.pk)] == ["Wijk 2026"]
