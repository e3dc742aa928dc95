"""Who looks at the pages of partners/."""

from __future__ import annotations

import pytest
from django.test import Client

from partners.models import Organisation
from portal.municipalities.models import Municipality
from tests import cast
from tests.partners.agreements import works_for


@pytest.fixture
def cjg(client: Client, municipality: Municipality) -> Client:
    return cast.sign_in(client, cast.member("cjg"))


@pytest.fixture
def officer(municipality: Municipality) -> Client:
    return cast.sign_in(Client(), cast.member("policy_officer"))


@pytest.fixture
def boom(municipality: Municipality) -> Organisation:
    return cast.organisation("De Boom", kind="school", email="boom@example.org")


@pytest.fixture
def partner(boom: Organisation) -> Client:
    """Somebody who works for De Boom."""
    return works_for(boom)
