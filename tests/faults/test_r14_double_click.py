"""R14: double click, browser retry, back button, two tabs: one sign-up, one mail, the same answer."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from activities.models import Registration, Session
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from portal.outbox.models import Message
from tests import cast


def _filled_in(client: Client, session: Session, email: str) -> tuple[str, dict[str, str]]:
    path = f"/sliedrecht/agenda/{session.public_id}/"
    page = client.get(path).content.decode()
    key = re.search(r'name="form_key" value="([0-9a-f-]+)"', page)
    assert key, "the form has no key"
    return path, {"name": "Amira Voorbeeld", "email": email, "adults": "1", "children": "0", "form_key": key[1]}


def test_the_same_form_twice_on_the_last_place(client: Client, municipality: Municipality) -> None:
    session = cast.session(places=1)
    path, data = _filled_in(client, session, "amira@example.org")
    answers = [client.post(path, data) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer["Location"] for answer in answers}) == 1
    assert Registration.objects.count() == Message.objects.count() == 1


def test_two_tabs(client: Client, municipality: Municipality) -> None:
    session = cast.session()
    for _ in range(2):
        path, data = _filled_in(client, session, "Amira@Example.org ")
        assert client.post(path, data).status_code == 302
    assert Registration.objects.count() == Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment() -> None:
    municipality = cast.municipality()
    with tenant.use(municipality):
        session = cast.session(places=1)
        path, data = _filled_in(Client(), session, "amira@example.org")
    begin = threading.Barrier(4)

    def click(_: int) -> int:
        begin.wait()
        try:
            return Client().post(path, data).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(click, range(4))) == {302}
    with tenant.use(municipality):
        assert Registration.objects.count() == Message.objects.count() == 1


def test_another_form_for_another_person_is_another_sign_up(client: Client, municipality: Municipality) -> None:
    """Negative control: what keeps doubles away does not keep people away."""
    session = cast.session()
    for email in ("amira@example.org", "bram@example.org"):
        path, data = _filled_in(client, session, email)
        client.post(path, data)
    assert Registration.objects.count() == Message.objects.count() == 2
