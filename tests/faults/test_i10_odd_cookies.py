"""I10: a cookie that nobody gave out is no session and no error."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.municipalities.models import Municipality
from tests import cast

ODD = ['"\\000abcdefgh"', '"a\\000' + "b" * 40 + '"', "é" * 32, "x" * 3000, "A" * 32, "'; DROP TABLE", ""]


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("name", ["session", "csrf", "known", "messages"])
@pytest.mark.parametrize("page", ["/sliedrecht/agenda/", "/sliedrecht/vandaag/", "/inloggen/"])
def test_i10_an_odd_cookie_is_as_good_as_none(municipality: Municipality, page: str, name: str, value: str) -> None:
    plain = Client().get(page)
    odd = Client().get(page, headers={"cookie": f"{name}={value}"})
    assert (odd.status_code, odd.get("Location")) == (plain.status_code, plain.get("Location"))


def test_i10_control_a_real_session_is_known(client: Client, municipality: Municipality) -> None:
    cast.sign_in(client, cast.member("cjg"))
    assert client.get("/sliedrecht/vandaag/").status_code == 200
