"""P1, P3 and P4: a parent whose every detail is a canary lives through the portal, takes their file, and is removed.

Afterwards no table, file, message body or log line holds the canary; and an older backup removes them again.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from partners.domain.remove_parent import remove_parent
from partners.messages.own_page import own_path
from partners.models import Parent, Tombstone
from portal.desk.domain.save_list import start_saving
from portal.jobs.domain.run import run
from portal.municipalities.models import Municipality
from portal.outbox.domain.deliver import deliver_due
from portal.web.exports import export
from portal.web.sheets.writing import CSV
from rig.sink_client import Control
from tests import cast
from tests.faults.life import CANARY, NOT_THEIR_OWN, NUMBER, bodies, lived, logged, scan


@pytest.fixture
def cjg(municipality: Municipality) -> Client:
    return cast.sign_in(Client(), cast.member("cjg"))


@pytest.mark.django_db(transaction=True)
def test_p01_p04_after_a_removal_the_canary_is_nowhere(
    cjg: Client, client: Client, sink: Control, caplog: pytest.LogCaptureFixture
) -> None:
    parent = lived(cjg, client)
    before = scan(CANARY, NUMBER)
    full = {"partners_parent", "partners_promise", "partners_merge", "outbox_message", "files_file"}
    assert full <= set(before), "the scanner finds what is there"
    assert len(before["files_file"]) == 6, "two saved lists, two of parents and two of who came"
    assert CANARY in bodies().casefold()
    session = parent.registrations.get().session
    assert rows_in(client.post(own_path(parent, "own_file")).content), "they ask for their file"
    assert client.post(own_path(parent, "own_remove")).status_code == 302
    assert scan(CANARY, NUMBER) == {}
    assert CANARY not in bodies().casefold()
    assert session.capacities.get().taken == 0
    assert Parent.objects.get().name == "Ben de Groen"
    deliver_due()
    for which, of in (("parents", None), ("sign-ups", session.public_id)):
        run(
            job_id=start_saving(
                found=export(which), of=of, form=CSV, reason="work", started_by=int(cjg.session["_auth_user_id"])
            ).pk
        )
    assert scan(CANARY, NUMBER) == {}, "in no list that is saved afterwards"
    told = "\n".join(map(logged, caplog.records)).casefold()
    assert '"portal.request"' in told
    assert CANARY not in told
    assert NUMBER not in told


@pytest.mark.django_db(transaction=True)
def test_p01_control_without_the_outbox_the_canary_stays(
    cjg: Client, client: Client, sink: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = lived(cjg, client)
    monkeypatch.setattr("partners.domain.remove_parent.forget", lambda **_who: 0)
    remove_parent(parent=parent)
    assert set(scan(CANARY, NUMBER)) == {"outbox_message"}


@pytest.mark.django_db(transaction=True)
def test_p01_control_without_the_storeys_the_files_stay(
    cjg: Client, client: Client, sink: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = lived(cjg, client)
    monkeypatch.setattr("partners.domain.remove_parent.prepare_removal", lambda _parent: None)
    remove_parent(parent=parent)
    assert {table: len(rows) for table, rows in scan(CANARY, NUMBER).items()} == {"files_file": 6}


@pytest.mark.django_db(transaction=True)
def test_p03_the_file_holds_every_row_that_the_scanner_finds(cjg: Client, client: Client, sink: Control) -> None:
    parent = lived(cjg, client)
    found = {
        (table, number) for table, rows in scan(CANARY, NUMBER).items() for number in rows
        if table not in NOT_THEIR_OWN
    }  # fmt: skip
    told = rows_in(client.post(own_path(parent, "own_file")).content)
    assert found
    assert found - told == set()


@pytest.mark.django_db(transaction=True)
def test_p03_control_a_storey_that_tells_nothing_is_missed(
    cjg: Client, client: Client, sink: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = lived(cjg, client)
    monkeypatch.setattr("partners.registry._storeys", {})
    found = {(table, number) for table, rows in scan(CANARY).items() for number in rows}
    assert found - rows_in(client.post(own_path(parent, "own_file")).content)


def rows_in(archive: bytes) -> set[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        told: list[dict[str, Any]] = json.loads(packed.read("mijn-gegevens.json"))
    return {(row["table"], row["number"]) for part in told for row in part["rows"]}


# An older backup (row R28)


def come_back(parent: Parent, values: dict[str, Any]) -> None:
    """As an older backup brings somebody back: the same row, with the same number."""
    Parent.objects.create(**{**values, "public_id": parent.public_id})


@pytest.fixture
def removed(municipality: Municipality) -> Parent:
    """Somebody who was removed, and came back."""
    parent = cast.parent(f"{CANARY} Vogel", email=f"{CANARY}@example.org")
    values = {"name": parent.name, "email": parent.email}
    remove_parent(parent=Parent.objects.get(pk=parent.pk))
    come_back(parent, values)
    cast.parent("Ben de Groen")
    return parent


def test_p04_an_older_backup_removes_them_again(removed: Parent, capsys: pytest.CaptureFixture[str]) -> None:
    """Row P4."""
    call_command("replay_tombstones")
    assert "1 ouders" in capsys.readouterr().out
    assert [parent.name for parent in Parent.objects.all()] == ["Ben de Groen"]
    call_command("replay_tombstones")
    assert "0 ouders" in capsys.readouterr().out


def test_p04_also_when_the_backup_is_older_than_the_removal(removed: Parent, tmp_path: Path) -> None:
    saved = tmp_path / "removals"
    call_command("replay_tombstones", save=str(saved))
    Tombstone.objects.all().delete()
    call_command("replay_tombstones", str(saved))
    assert [parent.name for parent in Parent.objects.all()] == ["Ben de Groen"]


def test_p04_control_without_a_tombstone_they_stay(removed: Parent) -> None:
    Tombstone.objects.all().delete()
    call_command("replay_tombstones")
    assert Parent.objects.count() == 2


def test_p04_a_tombstone_says_nothing_and_lives_through_another_secret_key(removed: Parent, settings: Any) -> None:
    assert removed.public_id.hex not in Tombstone.objects.get().key
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key, long enough for a test"
    call_command("replay_tombstones")
    assert [parent.name for parent in Parent.objects.all()] == ["Ben de Groen"]


@pytest.mark.parametrize("content", [b"rommel", b"\xff\xfe\x00", None])
def test_p04_a_file_with_something_else_is_refused(municipality: Municipality, tmp_path: Path, content: Any) -> None:
    path = tmp_path / "removals"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError):
        call_command("replay_tombstones", str(path))
