"""What an administrator sees of the outbox and may do; never a body, never an address."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from portal.audit.models import AuditEntry
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from portal.outbox.domain import held
from portal.outbox.domain.claim import claim
from portal.outbox.domain.deliver import deliver_due
from portal.outbox.domain.queue import queue
from portal.outbox.models import Message
from portal.outbox.queries import status
from rig.sink_client import Control
from tests import cast
from tests.outbox.kinds import NOTE

pytestmark = pytest.mark.django_db
State = Message.State
PAGE = "/sliedrecht/berichten/"


@pytest.fixture
def parked(municipality: Municipality) -> Message:
    message = queue(NOTE, subject=municipality, address="geheim@example.org", recipient_key="een")
    Message.objects.update(state=State.PARKED, error="render:LookupError", attempts=5)
    return message


def page(client: Client, role: str = "administrator") -> str:
    cast.sign_in(client, cast.member(role))
    return str(client.get(PAGE).content.decode())


def test_shows_counts_and_reasons_but_nobody(client: Client, parked: Message) -> None:
    shown = page(client)
    assert "De tekst kon niet worden gemaakt" in shown
    assert "Apart gezet" in shown
    assert "geheim" not in shown
    assert "LookupError" not in shown


def test_the_privacy_officer_looks_and_does_not_touch(client: Client, parked: Message) -> None:
    assert "Nog eens versturen" not in page(client, "privacy_officer")
    assert client.post(f"{PAGE}{parked.public_id}/opnieuw/").status_code == 403
    parked.refresh_from_db()
    assert parked.state == State.PARKED


def test_a_policy_officer_sees_numbers_only(client: Client, parked: Message) -> None:
    shown = page(client, "policy_officer")
    assert "Apart gezet</th>" in shown
    assert "De tekst kon niet worden gemaakt" not in shown
    assert "Nog eens versturen" not in shown
    assert client.post(f"{PAGE}{parked.public_id}/opnieuw/").status_code == 403


@pytest.mark.parametrize("role", ["cjg", "partner"])
def test_it_is_not_for_who_sees_their_own_elsewhere(client: Client, parked: Message, role: str) -> None:
    cast.sign_in(client, cast.member(role))
    assert client.get(PAGE).status_code == 403


@pytest.mark.parametrize(
    ("verb", "state", "told"),
    [("opnieuw", State.QUEUED, "message.sent_again"), ("opgeven", State.CANCELLED, "message.given_up")],
)
def test_an_administrator_decides_once(client: Client, parked: Message, verb: str, state: str, told: str) -> None:
    page(client)
    for _ in range(2):
        assert client.post(f"{PAGE}{parked.public_id}/{verb}/").status_code == 302
    parked.refresh_from_db()
    assert parked.state == state
    assert AuditEntry.objects.filter(action=told).count() == 1


def test_an_empty_outbox_says_so(client: Client, municipality: Municipality) -> None:
    assert "Er is niets apart gezet" in page(client)


def test_a_restored_copy_is_held_until_somebody_lets_go(
    client: Client, municipality: Municipality, sink: Control
) -> None:
    message = queue(NOTE, subject=municipality, address="ouder@example.org", recipient_key="een")
    assert held.hold() == 1
    assert held.hold() == 0
    queue(NOTE, subject=municipality, address="later@example.org", recipient_key="twee")
    shown = page(client)
    assert "Er gaat nu geen mail uit" in shown
    assert "2 berichten wachten" in shown
    assert "Er gaat nu geen mail uit" in client.get("/sliedrecht/vandaag/").content.decode()
    assert (deliver_due().claimed, sink.count()) == (0, 0)
    client.post(f"{PAGE}vrijgeven/")
    message.refresh_from_db()
    assert not message.held
    assert "Er gaat nu geen mail uit" not in client.get(PAGE).content.decode()
    assert AuditEntry.objects.filter(action__startswith="outbox.").count() == 2
    assert deliver_due().claimed == 2, "the negative control: without the hold they go"


def test_an_empty_copy_is_held_too_and_let_go_by_a_command(
    client: Client, municipality: Municipality, other: Municipality, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("hold_outbox")
    assert "Er gaat nu geen mail uit" in page(client, "privacy_officer")
    assert "Berichten vrijgeven" not in client.get(PAGE).content.decode()
    queue(NOTE, subject=municipality, address="ouder@example.org", recipient_key="een")
    with use(other):
        queue(NOTE, subject=other, address="ouder@example.org", recipient_key="een")
    assert (status().held, status().on_hold, status().oldest_due_seconds) == (1, 1, 0)
    call_command("release_outbox", municipality="GM0193")
    assert (claim(), len(_claimed_at(other))) == ([], 1)
    call_command("release_outbox")
    assert len(claim()) == 1
    assert "0 berichten gaan weer" in capsys.readouterr().out


def _claimed_at(there: Municipality) -> list[Message]:
    with use(there):
        return claim()


def test_the_page_takes_as_many_queries_for_one_as_for_many(
    client: Client, parked: Message, django_assert_num_queries: object
) -> None:
    page(client)
    with django_assert_num_queries(8):  # type: ignore[operator]  # pytest-django's fixture
        client.get(PAGE)
    for number in range(20):
        queue(NOTE, subject=parked.municipality, address="x@example.org", recipient_key=f"nog{number}")
    Message.objects.update(state=State.PARKED)
    with django_assert_num_queries(8):  # type: ignore[operator]  # pytest-django's fixture
        client.get(PAGE)


def test_outbox_status_counts_one_or_all(
    parked: Message, other: Municipality, capsys: pytest.CaptureFixture[str]
) -> None:
    with use(other):
        queue(NOTE, subject=other, address="ouder@example.org", recipient_key="een")
    for code, counts in (("GM0610", {"parked": 1}), ("GM0193", {"queued": 1}), (None, {"parked": 1, "queued": 1})):
        call_command("outbox_status", municipality=code)
        found = json.loads(capsys.readouterr().out)
        assert {state: number for state, number in found["counts"].items() if number} == counts
        assert found["oldest_due_seconds"] >= 0
    with pytest.raises(CommandError, match="GM9999"):
        call_command("outbox_status", municipality="GM9999")
