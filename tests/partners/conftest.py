"""Who looks at the pages of partners/."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.municipalities.models import Municipality
from tests import cast


@pytest.fixture
def cjg(client: Client, municipality: Municipality) -> Client:
    return cast.sign_in(client, cast.member("cjg"))


@pytest.fixture
def officer(municipality: Municipality) -> Client:
    return cast.sign_in(Client(), cast.member("policy_officer"))
