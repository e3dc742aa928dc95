from __future__ import annotations

from uuid import UUID

import pytest

from portal.audit.actor import Actor, acting
from portal.audit.domain.record import NotAName, record, record_read
from portal.audit.models import AuditEntry
from portal.audit.queries import actions, entries
from portal.files.models import File
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import NoMunicipality, use

SUBJECT = File(pk=7, public_id=UUID("6f0c4a63-9c4e-4f6f-9a59-1f0d6d3b7f10"))


def test_an_entry_says_who_did_what_to_whom_from_where_and_when(municipality: Municipality) -> None:
    with acting(Actor("user", 5, "192.0.2.1")):
        record("files.keep", SUBJECT, fields=("name", "content", "pages:12"))
    (entry,) = AuditEntry.objects.all()
    assert (entry.action, entry.subject_kind, entry.subject_id) == ("files.keep", "files.File", 7)
    assert entry.subject_public_id == SUBJECT.public_id
    assert (entry.actor_kind, entry.actor_id, entry.origin, entry.result) == ("user", 5, "192.0.2.1", "done")
    assert entry.fields == ["name", "content", "pages:12"]
    assert entry.at is not None
    assert entry.municipality == municipality


@pytest.mark.parametrize("value", ["Fatima", "fatima@example.org", "o'neill", "06-12345678", "two words", ""])
def test_a_value_is_no_name_of_a_field(municipality: Municipality, value: str) -> None:
    with pytest.raises(NotAName) as refusal:
        record("files.keep", SUBJECT, fields=(value,))
    assert not value or value not in str(refusal.value)
    assert not AuditEntry.objects.exists()


def test_the_network_address_of_a_parent_is_not_kept(municipality: Municipality) -> None:
    with acting(Actor("parent", origin="192.0.2.1")):
        record("registration.made", SUBJECT)
    assert AuditEntry.objects.get().origin == "link"


def test_reading_is_kept_too(municipality: Municipality) -> None:
    record_read(SUBJECT)
    assert actions() == ["read"]


def test_nothing_is_kept_outside_a_municipality(db: None) -> None:
    with pytest.raises(NoMunicipality):
        record("files.keep", SUBJECT)


def test_another_municipality_sees_nothing_of_it(municipality: Municipality, other: Municipality) -> None:
    record("files.keep", SUBJECT)
    with use(other):
        assert not entries().exists()
        assert actions() == []
