from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator

import psycopg2
import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.audit.domain.record import record
from portal.audit.domain.seal import LOCK, seal
from portal.audit.domain.verify import Broken, verify, verify_daily
from portal.audit.models import AuditEntry, AuditSeal
from portal.files.models import File
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from rig.testdatabase import owner_url

pytestmark = pytest.mark.django_db(transaction=True)


def act(times: int = 1) -> None:
    for n in range(times):
        record("files.keep", File(pk=n + 1), fields=("name",))


@pytest.fixture
def owner() -> Iterator[psycopg2.extensions.cursor]:
    """Somebody with more rights than the portal has."""
    connected = psycopg2.connect(owner_url())
    connected.autocommit = True
    with connected.cursor() as cursor:
        yield cursor
    connected.close()


def test_each_entry_is_sealed_once_in_a_chain(municipality: Municipality) -> None:
    act(3)
    assert seal() == 3
    act(2)
    assert seal() == 2
    assert seal() == 0
    first, second = AuditSeal.objects.order_by("number")
    assert (first.number, first.count, first.previous) == (1, 3, "")
    assert (second.number, second.count, second.previous) == (2, 2, first.hash)
    assert verify(grace=0) is None


def test_an_entry_that_becomes_visible_after_its_neighbours_is_sealed_too(municipality: Municipality) -> None:
    app = psycopg2.connect(os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{connection.settings_dict['NAME']}")
    with app, app.cursor() as slow:
        slow.execute(f"SELECT set_config('app.municipality', '{municipality.pk}', true)")
        slow.execute(
            "INSERT INTO audit_auditentry (municipality_id, public_id, action, subject_kind, fields, result, origin,"
            " actor_kind) VALUES (%s, gen_random_uuid(), 'slow', 'x', '[]', 'done', '', 'system') RETURNING id",
            [municipality.pk],
        )
        (slow_id,) = slow.fetchone() or (0,)
        act(2)
        assert seal() == 2
        assert AuditSeal.objects.get().last_id > slow_id
    app.close()
    assert seal() == 1
    assert verify(grace=0) is None


def test_a_second_sealer_leaves_it_to_the_first(municipality: Municipality) -> None:
    act()
    app = psycopg2.connect(owner_url())
    with app, app.cursor() as first:
        first.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, municipality.pk])
        assert seal() == 0
    app.close()
    assert seal() == 1


def test_sealing_costs_one_statement_when_there_is_nothing(municipality: Municipality) -> None:
    with CaptureQueriesContext(connection) as asked:
        seal()
    assert len(asked) == 1


def test_chains_of_two_municipalities_do_not_touch(municipality: Municipality, other: Municipality) -> None:
    act(2)
    with use(other):
        act(3)
        assert seal() == 3
        assert verify(grace=0) is None
    assert seal() == 2
    assert AuditSeal.objects.get().number == 1


def test_a_clock_that_jumps_back_neither_leaves_out_nor_seals_twice(
    municipality: Municipality, owner: psycopg2.extensions.cursor
) -> None:
    act()
    owner.execute("UPDATE audit_auditentry SET at = at + interval '2 hours'")
    assert seal() == 1
    act()
    assert seal() == 1
    assert seal(whole=True) == 0
    assert verify(grace=0) is None


def test_an_entry_without_a_seal_is_reported_after_its_grace(municipality: Municipality) -> None:
    act()
    assert verify(grace=30) is None
    assert verify(grace=0) == Broken("unsealed", AuditEntry.objects.get().pk)


def test_a_chain_cut_off_at_its_end_contradicts_the_log(
    municipality: Municipality, owner: psycopg2.extensions.cursor, caplog: pytest.LogCaptureFixture
) -> None:
    act()
    seal()
    act()
    with caplog.at_level(logging.INFO, "portal.audit"):
        seal()
    told = caplog.records[-1].facts  # type: ignore[attr-defined]
    anchor = (told["seal"], told["hash"])
    assert verify(anchor=anchor, grace=0) is None
    owner.execute("DELETE FROM audit_auditentry WHERE id = (SELECT max(id) FROM audit_auditentry)")
    owner.execute("DELETE FROM audit_auditseal WHERE number = 2")
    assert verify(grace=0) is None, "nothing inside the database can tell"
    assert verify(anchor=anchor, grace=0) == Broken("cut_off", 2)


def test_the_nightly_check_keeps_that_it_was_done_and_raises_the_alarm(
    municipality: Municipality, owner: psycopg2.extensions.cursor, caplog: pytest.LogCaptureFixture
) -> None:
    act()
    seal()
    assert verify_daily() is None
    assert AuditEntry.objects.get(action="audit.checked").result == "done"
    with CaptureQueriesContext(connection) as asked:
        verify_daily()
    assert len(asked) == 1, "once is enough for a night"
    owner.execute("UPDATE audit_auditentry SET at = at - interval '27 hours' WHERE action = 'audit.checked'")
    owner.execute("UPDATE audit_auditentry SET actor_id = 99 WHERE action = 'files.keep'")
    assert verify_daily() == Broken("changed", 1)
    alarm = AuditEntry.objects.filter(action="audit.checked").latest("at")
    assert (alarm.result, alarm.fields) == ("broken", ["changed:1"])
    assert any(r.levelno == logging.CRITICAL and r.facts["what"] == "changed" for r in caplog.records)  # type: ignore[attr-defined]


def test_the_command_names_the_broken_chain(municipality: Municipality, owner: psycopg2.extensions.cursor) -> None:
    act()
    seal()
    call_command("verify_audit", municipality=municipality.code)
    owner.execute("UPDATE audit_auditentry SET fields = %s", [json.dumps(["other"])])
    with pytest.raises(Exception, match="1 broken"):
        call_command("verify_audit", municipality=municipality.code)
