"""P9 on screen: the page of the log says whether it is whole, and where not; looked at by work that can be left."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg2
import pytest
from django.test import Client

from portal.audit.domain.record import record
from portal.audit.domain.seal import seal
from portal.audit.models import AuditEntry
from portal.desk.domain.check_log import CHECK
from portal.files.models import File
from portal.jobs.domain.run import run
from portal.jobs.models import Job
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from rig.testdatabase import owner_url
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)
LOG = "/sliedrecht/logboek/"
CHANGE = "UPDATE audit_auditentry SET actor_id = 99 WHERE subject_id = 72 RETURNING id"


@pytest.fixture
def reader(municipality: Municipality) -> Client:
    return cast.sign_in(Client(), cast.member("privacy_officer", name="Testpersoon Toezicht"))


@pytest.fixture
def owner(municipality: Municipality) -> Iterator[psycopg2.extensions.cursor]:
    """The owner of the database, with three sealed entries in front of them."""
    for number in (71, 72, 73):
        record("files.keep", File(pk=number), fields=("name",))
        seal()
    connected = psycopg2.connect(owner_url())
    connected.autocommit = True
    with connected.cursor() as cursor:
        yield cursor
    connected.close()


def looked_at(reader: Client) -> str:
    """Press the button, let a worker do it, and read the page."""
    led = reader.post(f"{LOG}nakijken/")
    job = Job.objects.filter(kind=CHECK).latest("pk")
    assert led["Location"].endswith(f"/taken/{job.public_id}/")
    assert "wordt nu nagekeken" in page(reader)
    run(job_id=job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    return page(reader)


def page(reader: Client) -> str:
    return str(reader.get(LOG).content.decode())


def test_a_log_that_is_whole_is_said_to_be(reader: Client, owner: psycopg2.extensions.cursor) -> None:
    assert "nog niet nagekeken" in page(reader)
    shown = looked_at(reader)
    assert "Het logboek is heel" in shown
    assert "door Testpersoon Toezicht" in shown
    assert "niet heel" not in shown


def test_what_the_owner_of_the_database_changes_is_shown_with_its_entry(
    reader: Client, owner: psycopg2.extensions.cursor
) -> None:
    owner.execute(CHANGE)
    (number,) = owner.fetchone() or (0,)
    shown = looked_at(reader)
    assert "Het logboek is niet heel" in shown
    assert f"Veranderd bij regel {number}:" in shown
    assert "Vertel het vandaag aan uw leverancier" in shown
    assert AuditEntry.objects.filter(action="audit.checked", result="broken").count() == 1


def test_a_part_that_was_taken_away_is_shown_too(reader: Client, owner: psycopg2.extensions.cursor) -> None:
    owner.execute("DELETE FROM audit_auditseal WHERE number = 2")
    assert "Vlak voor regel" in looked_at(reader)


def test_control_what_is_changed_and_not_looked_at_is_not_seen(
    reader: Client, owner: psycopg2.extensions.cursor
) -> None:
    looked_at(reader)
    owner.execute(CHANGE)
    assert "Het logboek is heel" in page(reader)
    assert "Het logboek is niet heel" in looked_at(reader)


def test_two_who_ask_get_the_same_work(reader: Client, owner: psycopg2.extensions.cursor) -> None:
    reader.post(f"{LOG}nakijken/")
    other_reader = cast.sign_in(Client(), cast.member("privacy_officer"))
    led = other_reader.post(f"{LOG}nakijken/", follow=True)
    assert "Iemand laat het logboek al nakijken" in led.content.decode()
    assert Job.objects.filter(kind=CHECK).count() == 1


def test_the_log_of_another_municipality_is_not_looked_at(
    reader: Client, owner: psycopg2.extensions.cursor, other: Municipality
) -> None:
    with use(other):
        record("files.keep", File(pk=81))
        seal()
    owner.execute("UPDATE audit_auditentry SET actor_id = 99 WHERE subject_id = 81")
    assert "Het logboek is heel" in looked_at(reader)


def test_who_may_not_read_the_log_may_not_have_it_looked_at(municipality: Municipality) -> None:
    for role in ("policy_officer", "cjg", "partner"):
        client = cast.sign_in(Client(), cast.member(role))
        assert client.post(f"{LOG}nakijken/").status_code == 403
    assert not Job.objects.exists()
