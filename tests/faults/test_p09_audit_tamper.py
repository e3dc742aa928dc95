"""P9: nobody changes what is kept of who did what: the application may not, and of others it is found out."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg2
import pytest
from django.db import ProgrammingError, connection

from portal.audit.domain.record import record
from portal.audit.domain.seal import seal
from portal.audit.domain.verify import Broken, verify
from portal.audit.models import AuditEntry, AuditSeal
from portal.files.models import File
from portal.municipalities.models import Municipality
from rig.testdatabase import owner_url

pytestmark = pytest.mark.django_db(transaction=True)
FORBIDDEN = ("UPDATE {} SET public_id = gen_random_uuid()", "DELETE FROM {}", "TRUNCATE {}", "DROP TABLE {}")


@pytest.fixture
def owner(municipality: Municipality) -> Iterator[psycopg2.extensions.cursor]:
    """The owner of the tables, with three sealed entries in front of them."""
    for number in (1, 2, 3):
        record("files.keep", File(pk=number), fields=("name",))
        seal()
    connected = psycopg2.connect(owner_url())
    connected.autocommit = True
    with connected.cursor() as cursor:
        yield cursor
    connected.close()


@pytest.mark.parametrize("statement", FORBIDDEN)
@pytest.mark.parametrize("model", [AuditEntry, AuditSeal])
def test_the_application_may_only_insert(
    owner: psycopg2.extensions.cursor, statement: str, model: type[AuditEntry | AuditSeal]
) -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        cursor.execute(statement.format(model._meta.db_table))
    assert model.objects.count() == 3


def test_control_with_the_grant_it_would_succeed(owner: psycopg2.extensions.cursor) -> None:
    owner.execute("GRANT DELETE ON audit_auditentry TO portal_app")
    try:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM audit_auditentry")
        assert not AuditEntry.objects.exists()
    finally:
        owner.execute("REVOKE DELETE ON audit_auditentry FROM portal_app")


TAMPERING = {
    "UPDATE audit_auditentry SET actor_id = 99 WHERE subject_id = 2": Broken("changed", 2),
    "UPDATE audit_auditentry SET at = at + interval '1 microsecond' WHERE subject_id = 2": Broken("changed", 2),
    "DELETE FROM audit_auditentry WHERE subject_id = 2": Broken("changed", 2),
    "DELETE FROM audit_auditseal WHERE number = 2": Broken("missing", 2),
    "UPDATE audit_auditseal SET entries = '{}', count = 0 WHERE number = 2": Broken("changed", 2),
    "UPDATE audit_auditseal SET previous = repeat('0', 64) WHERE number = 2": Broken("unchained", 2),
    "UPDATE audit_auditseal SET hash = repeat('0', 64) WHERE number = 2": Broken("changed", 2),
    "UPDATE audit_auditseal SET at = at - interval '1 day' WHERE number = 3": Broken("changed", 3),
}


@pytest.mark.parametrize(("statement", "found"), TAMPERING.items())
def test_what_the_owner_changes_is_found(owner: psycopg2.extensions.cursor, statement: str, found: Broken) -> None:
    assert verify(grace=0) is None, "whole before"
    owner.execute(statement)
    assert verify(grace=0) == found


def test_a_forged_entry_among_old_ones_is_found(owner: psycopg2.extensions.cursor) -> None:
    owner.execute(
        "INSERT INTO audit_auditentry (municipality_id, public_id, action, subject_kind, fields, result, origin,"
        " actor_kind, at) SELECT municipality_id, gen_random_uuid(), action, subject_kind, fields, result, origin,"
        " actor_kind, at - interval '1 year' FROM audit_auditentry LIMIT 1 RETURNING id"
    )
    (forged,) = owner.fetchone() or (0,)
    assert verify() == Broken("unsealed", forged)


def test_control_without_seals_a_change_is_not_found(owner: psycopg2.extensions.cursor) -> None:
    owner.execute("DELETE FROM audit_auditseal")
    owner.execute("UPDATE audit_auditentry SET actor_id = 99")
    seal(whole=True)
    assert verify(grace=0) is None
