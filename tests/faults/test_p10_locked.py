"""P10: what is stored locked cannot be read in a dump; another key is taken into use while workers and web go on."""

from __future__ import annotations

import ast
import io
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import psycopg2
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import Fernet, InvalidToken
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models.functions import Now
from django.test import Client

from portal.desk import factors
from portal.municipalities.models import Municipality
from portal.outbox import registry
from portal.outbox.crypto import NoKey, lock, unlock
from portal.outbox.domain import deliver, relock
from portal.outbox.domain.deliver import deliver_due
from portal.outbox.domain.queue import queue
from portal.outbox.domain.retry import MAX_RENDERS
from portal.outbox.models import Message
from portal.outbox.spec import Mail
from portal.web import typed
from rig.postgres import binaries
from rig.sink_client import Control
from rig.testdatabase import owner_url
from tests import cast
from tests.outbox.kinds import NOTE, Note

BODY, FACTOR, TYPED = "kanariebrief", "kanariefactor", "kanariegetypt"
ROOT = Path(__file__).parents[2]
# Every file that locks, and the field that it ends up in; what goes into a session or a link is kept for days only.
LOCKERS = {
    "portal/outbox/domain/deliver.py": "outbox.Message.body",
    "portal/desk/factors.py": "mfa.Authenticator.data",
    "portal/desk/domain/save_work_provider.py": "accounts.WorkProvider.secret",
    "portal/web/typed.py": "",
    "partners/messages/own_page.py": "",
}
SIZES = [pytest.param(300, id="small"), pytest.param(100_000, id="full", marks=pytest.mark.soak)]


class Letter(Note):
    """With a word that stands nowhere but in the mail."""

    name = "tests.letter"

    def build(self, message: Message) -> Mail:
        return Mail(subject="Brief", text=BODY, html=f"<p>{BODY}</p>")


if registry.find(Letter.name) is None:
    registry.register(Letter())


@pytest.fixture(autouse=True)
def old_key(settings: Any) -> str:
    settings.OUTBOX_KEYS = [Fernet.generate_key().decode()]
    return str(settings.OUTBOX_KEYS[0])


def new_key(settings: Any) -> None:
    settings.OUTBOX_KEYS = [Fernet.generate_key().decode(), *settings.OUTBOX_KEYS]


def run() -> str:
    out = io.StringIO()
    call_command("relock", stdout=out)
    return out.getvalue()


# A dump


def dumped() -> str:
    """The whole database as the owner takes it along, and what sessions hold, which are only signed."""
    told = subprocess.run([binaries() / "bin" / "pg_dump", owner_url()], capture_output=True, check=True)  # noqa: S603
    return told.stdout.decode() + str([kept.get_decoded() for kept in Session.objects.all()])


def readable(*words: str) -> set[str]:
    text = dumped()
    forms = {word: (word, word.encode().hex(), b64encode(word.encode()).decode().rstrip("=")[:-1]) for word in words}
    return {word for word, shapes in forms.items() if any(shape in text for shape in shapes)}


def lived(client: Client, municipality: Municipality) -> None:
    queue(Letter.name, subject=municipality, address="wie@example.org", recipient_key="1")
    deliver_due()
    TOTP.activate(cast.member("cjg"), FACTOR)
    session = client.session
    session[typed.TYPED] = lock(TYPED.encode()).decode()
    session.save()


@pytest.mark.django_db(transaction=True)
def test_p10_a_dump_holds_nothing_of_it_in_plain(municipality: Municipality, sink: Control, client: Client) -> None:
    lived(client, municipality)
    body = Message.objects.get(kind=Letter.name).body
    assert body
    assert BODY in unlock(body).decode()
    assert readable(BODY, FACTOR, TYPED) == set()


@pytest.mark.django_db(transaction=True)
def test_p10_control_what_is_not_locked_is_found(
    municipality: Municipality, sink: Control, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliver, "lock", lambda body: body)
    monkeypatch.setattr(factors, "lock", lambda secret: secret)
    lived(client, municipality)
    assert readable(BODY, FACTOR, TYPED) == {BODY, FACTOR}


# Another key


def stored(municipality: Municipality, total: int, **more: Any) -> None:
    body = lock(b"Subject: Koffie\r\n\r\nKom koffie drinken.\r\n" + b"Wilt u niet meer? Zeg nee.\r\n" * 40)
    common = {"municipality": municipality, "kind": NOTE, "subject_kind": "x", "subject_id": 1, "body": body}
    common |= {"state": "sent", "address": "wie@example.org", "message_id": "<1@samenspel.example>", **more}
    before = Message.objects.count()
    rows = (Message(key=f"{number}", recipient_key=f"{number}", **common) for number in range(before, before + total))
    Message.objects.bulk_create(rows, batch_size=2_000)


def under_the_first(settings: Any) -> int:
    first = Fernet(settings.OUTBOX_KEYS[0])
    bodies = Message.objects.exclude(body=None).values_list("body", flat=True).iterator(chunk_size=1_000)
    return sum(_opens(first, bytes(body)) for body in bodies if body)


def _opens(key: Fernet, token: bytes) -> bool:
    try:
        return bool(key.decrypt(token))
    except InvalidToken:
        return False


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("total", SIZES)
def test_p10_all_is_under_the_new_key_while_mails_go_out(
    municipality: Municipality, sink: Control, settings: Any, total: int
) -> None:
    waiting = 60
    stored(municipality, total - waiting)
    stored(municipality, waiting, state="queued", next_at=Now() - timedelta(minutes=1))
    secret = lock(FACTOR.encode()).decode()
    Authenticator.objects.bulk_create([Authenticator(user=cast.member("cjg"), type="totp", data={"secret": secret})])
    new_key(settings)
    told: list[str] = []

    def work() -> None:
        told.append(run())
        connection.close()

    beside = Thread(target=work)
    beside.start()
    while deliver_due(7).claimed:
        pass
    beside.join()
    assert sink.count() == waiting
    assert f"outbox.Message.body: {total} looked at" in told[0]
    assert "Everything is under the first key" in told[0]
    settings.OUTBOX_KEYS = settings.OUTBOX_KEYS[:1]
    assert under_the_first(settings) == Message.objects.exclude(body=None).count() == total
    assert factors.FactorAdapter().decrypt(Authenticator.objects.get().data["secret"]) == FACTOR


def test_p10_control_without_it_the_old_bodies_are_lost(municipality: Municipality, settings: Any) -> None:
    stored(municipality, 3)
    new_key(settings)
    settings.OUTBOX_KEYS = settings.OUTBOX_KEYS[:1]
    assert under_the_first(settings) == 0
    with pytest.raises(NoKey, match="none of OUTBOX_KEYS opens this"):
        unlock(Message.objects.all()[0].body or b"")


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relock, "BATCH", 10)
    monkeypatch.setattr(relock, "ROUNDS", 1)


@pytest.mark.django_db(transaction=True)
def test_p10_killed_halfway_it_goes_on_where_it_was(
    municipality: Municipality, settings: Any, small_batches: None
) -> None:
    stored(municipality, 25)
    new_key(settings)

    def die(found: relock.Found) -> None:
        if found.looked == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        relock.relock_all(die)
    assert under_the_first(settings) == 20
    [bodies] = [found for found in relock.relock_all() if found.where.model == "outbox.Message"]
    assert (bodies.looked, bodies.done, under_the_first(settings)) == (25, 5, 25)


@pytest.mark.django_db(transaction=True)
def test_p10_what_somebody_holds_is_named_and_nobody_waits(
    municipality: Municipality, settings: Any, small_batches: None
) -> None:
    stored(municipality, 12)
    new_key(settings)
    with psycopg2.connect(owner_url()) as holder, holder.cursor() as cursor:
        cursor.execute("SELECT id FROM outbox_message ORDER BY id LIMIT 1 FOR UPDATE")
        with pytest.raises(CommandError, match=r"1 in use just now; start this again"):
            run()
        assert under_the_first(settings) == 11
    holder.close()
    assert "12 looked at, 1 locked anew" in run()


def test_p10_a_row_of_which_the_key_is_gone_is_named_in_words(
    municipality: Municipality, settings: Any, client: Client
) -> None:
    stored(municipality, 1, state="queued", attempts=MAX_RENDERS - 1)
    settings.OUTBOX_KEYS = [Fernet.generate_key().decode()]
    lost = Message.objects.get()
    stored(municipality, 2)
    with pytest.raises(CommandError, match=rf"1 that none of OUTBOX_KEYS opens \(id {lost.pk}\)"):
        run()
    lost.refresh_from_db()
    assert lost.body


@pytest.mark.django_db(transaction=True)
def test_p10_a_message_of_which_the_key_is_gone_is_set_aside_in_words(
    municipality: Municipality, settings: Any, client: Client, sink: Control
) -> None:
    stored(municipality, 1, state="queued", attempts=MAX_RENDERS - 1)
    settings.OUTBOX_KEYS = [Fernet.generate_key().decode()]
    deliver_due()
    assert (Message.objects.get().state, sink.count()) == ("parked", 0)
    cast.sign_in(client, cast.member("administrator"))
    assert "tekst kon niet worden gemaakt" in client.get("/sliedrecht/berichten/").content.decode()


def test_p10_what_was_typed_under_a_key_that_is_gone_is_forgotten(municipality: Municipality, settings: Any) -> None:
    token = lock(b"{}").decode()
    settings.OUTBOX_KEYS = [Fernet.generate_key().decode()]
    request: Any = type("Asked", (), {"session": {typed.TYPED: token}})()
    assert typed.take(request, "wie@example.org") is None


def test_p10_every_field_that_holds_something_locked_is_known(municipality: Municipality) -> None:
    """Whoever locks something new has to say here where it ends up; then `relock` has to know that field."""
    assert set(LOCKERS) == {path for path in _sources() if _locks(path)}
    assert {field for field in LOCKERS.values() if field} == {
        f"{one.model}.{one.field}" for one in registry.locked_fields()
    }


def _sources() -> Iterator[str]:
    for room in ("portal", "partners", "activities", "programmes"):
        yield from (str(path.relative_to(ROOT)) for path in (ROOT / room).rglob("*.py"))


def _locks(path: str) -> bool:
    """Whether this file takes `lock` to lock something; the crypto module itself may be taken too."""
    found = [node for node in ast.walk(ast.parse((ROOT / path).read_text())) if isinstance(node, ast.ImportFrom)]
    names = {(node.module, one.name) for node in found for one in node.names}
    return bool(names & {("portal.outbox.crypto", "lock"), ("portal.outbox", "crypto")})
