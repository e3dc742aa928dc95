"""One parent's life, in which every detail is a canary, and the scanner that finds it again in any table."""

from __future__ import annotations

import logging
import uuid
from typing import Any

import psycopg2
from django.test import Client
from django.utils import timezone

from activities.domain.invite import invite_batch
from activities.domain.start_list import start_list
from activities.domain.take_list import take_list as take_came
from activities.messages.addresses import invitation_path
from activities.models import ListKind, Session
from partners.domain.take_list import take_list as take_parents
from partners.messages.own_page import own_path
from partners.models import Parent
from portal.desk.domain.save_list import start_saving
from portal.jobs.domain.run import run
from portal.outbox.crypto import unlock
from portal.outbox.domain.deliver import deliver_due
from portal.outbox.models import Message
from portal.web.exports import export
from portal.web.logging import JsonFormatter, Redact
from portal.web.sheets.writing import CSV
from rig.testdatabase import owner_url
from tests import cast
from tests.partners.uploads import result_of

CANARY = "kanarie77"
NUMBER = "612007700"
LIST = f"Naam;E-mail;Telefoon;Postcode\r\nKanarie77 Vogel;{CANARY}@example.org;0{NUMBER};3361\r\n".encode()
CAME = f"Naam;7-9-2026\r\nKanarie77 Vogel;x\r\n{CANARY} de buur;x\r\n".encode()
# A list as it was uploaded holds others too: it is nobody's own row, and goes with the removal.
NOT_THEIR_OWN = {"files_file"}


def scan(*canaries: str) -> dict[str, set[str]]:
    """As the owner, over all columns of all tables, bytes too: the numbers of the rows with a canary, by table."""
    found: dict[str, set[str]] = {}
    with psycopg2.connect(owner_url()) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            for text in canaries:
                words = [f"%{text}%", f"%{text.encode().hex()}%", f"%{text.capitalize().encode().hex()}%"]
                cursor.execute(f'SELECT to_jsonb(t) FROM "{table}" t WHERE t::text ILIKE ANY (%s)', [words])  # noqa: S608
                rows = {str(row.get("public_id", row.get("id"))) for (row,) in cursor.fetchall()}
                if rows:
                    found.setdefault(table, set()).update(rows)
    connection.close()
    return found


def bodies() -> str:
    kept = Message.objects.exclude(body=None).values_list("body", flat=True)
    return "".join(unlock(body).decode() for body in kept if body)


def logged(record: logging.LogRecord) -> str:
    """The line of the log as every handler writes it."""
    Redact().filter(record)
    return JsonFormatter().format(record)


def in_files(cjg: Client, session: Session) -> None:
    """In a saved list, one of who came, and two that nobody read in yet."""
    by = int(cjg.session["_auth_user_id"])
    for which, of in (("parents", None), ("sign-ups", session.public_id)):
        run(job_id=start_saving(found=export(which), of=of, form=CSV, reason="work", started_by=by).pk)
    came: Any = {"kind": ListKind.CAME, "name": f"{CANARY}.csv", "content": CAME, "media_type": "", "origin": "Wij"}
    read_in, _waits = (take_came(series=session.series, **came) for _each in range(2))
    run(job_id=start_list(found=read_in, started_by=by).pk)
    take_parents(name="l.csv", content=LIST, media_type="", origin="School", basis="list")


def lived(cjg: Client, client: Client) -> Parent:
    """Imported, invited, signed up, changed, looked at, put together, promised something, written to, saved."""
    result_of(cjg, LIST)
    parent = Parent.objects.get()
    session = cast.session(title="Koffie", places=5)
    invite_batch(session=session)
    assert client.post(invitation_path(session, parent), {"adults": 2, "children": 0}).status_code == 302
    fields = {"name": parent.name, "email": parent.email, "phone": parent.phone, "letter_address": f"{CANARY}straat 1"}
    client.post(own_path(parent, "own_change"), fields)
    parent.refresh_from_db()
    client.post(own_path(parent, "own_change"), {**fields, "email": f"{CANARY}-nieuw@example.org"})
    assert f"{CANARY}-nieuw@example.org" in Message.objects.values_list("address", flat=True)
    cjg.get(f"/sliedrecht/ouders/{parent.public_id}/")
    said = {"day": str(timezone.localdate()), "way": "met", "agenda": "just"}
    cjg.post(f"/sliedrecht/ouders/{parent.public_id}/contact/", said)
    twice = cast.parent(f"{CANARY} V.", email=f"{CANARY}-oud@example.org")
    cjg.post(f"/sliedrecht/ouders/{parent.public_id}/samenvoegen/{twice.public_id}/")
    due = {"what": f"{CANARY} de folder", "by": cjg.session["_auth_user_id"], "due": str(timezone.localdate())}
    cjg.post(f"/sliedrecht/ouders/{parent.public_id}/beloofd/", {**due, "form_key": uuid.uuid4()})
    deliver_due()
    in_files(cjg, session)
    cast.parent("Ben de Groen", email="ben@example.org")
    return parent
