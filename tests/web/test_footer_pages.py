from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from portal.municipalities.models import Municipality


@pytest.mark.parametrize(("page", "says"), [("toegankelijkheid", "Toegankelijkheid"), ("privacy", "Privacy")])
def test_anyone_reads_them_in_one_query(
    client: Client, municipality: Municipality, page: str, says: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        answer = client.get(f"/sliedrecht/{page}/")
    text = answer.content.decode()
    assert f'<h1 class="utrecht-heading-1">{says}</h1>' in text
    assert f'href="/sliedrecht/{page}/" aria-current="page"' not in text  # the foot does not say where you are
    assert 'class="utrecht-root voorbeeld-theme house-zee"' in text


def test_a_municipality_wears_its_own_style_and_name(client: Client, municipality: Municipality) -> None:
    municipality.house_style, municipality.contact_phone = "klei", "0184 000 000"
    municipality.save()
    text = client.get("/sliedrecht/privacy/").content.decode()
    assert "house-klei" in text
    assert "css/huisstijl-klei.css" in text
    assert "Gemeente Sliedrecht" in text
    assert 'href="tel:0184 000 000"' in text


@pytest.mark.parametrize(
    "told",
    [
        "op een lijst van een school",
        "U zei ja tegen uitnodigingen",
        "heeft van de wet de taak",
        "Vraag naar de privacyfunctionaris (FG) van uw gemeente",
        'href="https://www.autoriteitpersoonsgegevens.nl/">Autoriteit Persoonsgegevens</a>',
    ],
)
def test_a_parent_reads_where_the_address_is_from_why_and_whom_to_ask(
    client: Client, municipality: Municipality, told: str
) -> None:
    assert told in client.get("/sliedrecht/privacy/").content.decode()
