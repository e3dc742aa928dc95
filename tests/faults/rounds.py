"""A round of invitations under fire, and what came of it."""

from __future__ import annotations

import json
import platform
import random
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from portal.municipalities.models import Municipality
from portal.outbox.domain.queue import Recipient, queue_many
from portal.outbox.models import Message
from rig.place import VAR
from rig.sink_client import Control
from tests.faults.crew import Crew, due, open_messages, shift, states
from tests.outbox.kinds import NOTE


@dataclass(frozen=True)
class Toll:
    """What a round did: mails asked for, kills, mails that never came, extra copies, and copies that differ."""

    mails: int
    kills: int
    lost: int
    extra: int
    different: int
    seconds: float


def fill(subject: Municipality, mails: int, kind: str = NOTE, *, after: int = 0) -> None:
    recipients = [Recipient(str(number), f"ouder{number}@example.org") for number in range(after, after + mails)]
    queue_many(kind, subject=subject, recipients=recipients)


def fire(crew: Crew, sink: Control, subject: Municipality, mails: int, *, kills: int, patience: float = 900) -> Toll:
    """Send so many mails, or more when the machine is quick, until enough processes died and all came to its end.

    Beat's tick comes each second here. When only what died with its worker is left, the clock moves past the leases.
    """
    started = ticked = time.monotonic()
    while open_messages() or crew.kills < kills:
        if not open_messages():
            fill(subject, mails, after=Message.objects.count())
            crew.ring()
            _wait_for_first(crew, sink, sink.count())
        if time.monotonic() - started > patience:
            raise AssertionError(f"not done after {patience} s: {states()}")
        time.sleep(random.uniform(0.25, 0.6))  # noqa: S311 - chance, not a secret
        if due() or crew.bells.llen("default"):
            crew.kill_one()
        else:
            crew.wait_until_quiet()
            shift(400)
        if time.monotonic() - ticked > 1:
            crew.tick()
            ticked = time.monotonic()
    return toll(sink, Message.objects.count(), crew.kills, time.monotonic() - started)


def _wait_for_first(crew: Crew, sink: Control, before: int) -> None:
    crew.wait_for(lambda: sink.count() > before, 60)


def toll(sink: Control, mails: int, kills: int, seconds: float) -> Toll:
    records = sink.records()
    reached = {address for record in records for address in record["recipients"]}
    copies = {(record["message_id"], record["date"], record["digest"]) for record in records}
    distinct = {record["message_id"] for record in records}
    return Toll(
        mails, kills, mails - len(reached), len(records) - len(distinct), len(copies) - len(distinct), round(seconds, 1)
    )


def keep(name: str, found: Toll, **more: object) -> None:
    """Write the figures where docs/measurements.md takes them from."""
    folder = VAR / "measurements"
    folder.mkdir(parents=True, exist_ok=True)
    facts = {"name": name, **asdict(found), **more, "machine": platform.processor() or platform.machine()}
    facts["at"] = datetime.now(UTC).isoformat(timespec="seconds")
    line = json.dumps(facts)
    print(line)
    with (folder / "faults.jsonl").open("a") as out:
        out.write(line + "\n")
