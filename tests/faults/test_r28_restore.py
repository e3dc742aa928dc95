"""R28, with P4: backup, WAL archive, wipe, restore, by the steps of docs/operations.md, on clusters of the test's own.

What was archived is all there, what was not is lost and counted; nothing is sent before a person lets it go; and
who was removed after the backup is gone again, in an older copy too.
"""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client

from activities.domain.invite import invite_batch
from activities.models import Registration, Session
from partners.domain.remove_parent import remove_parent
from partners.models import Parent, Tombstone
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from portal.outbox.domain.deliver import deliver_due
from portal.outbox.domain.queue import queue
from portal.outbox.domain.tick import tick
from portal.outbox.models import Message
from rig.backup import archived, archiving, base_backup, grown, room, twin, unreachable
from rig.postgres import Postgres
from rig.sink_client import Control
from rig.testdatabase import environment, lives_at
from rig.testing import RUN
from tests import cast
from tests.faults import drill
from tests.faults.life import CANARY, NUMBER, lived, scan
from tests.faults.rounds import Toll, keep
from tests.faults.visitor import FORM, Answer, Visitor, served
from tests.outbox.kinds import NOTE

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [pytest.param(0, 1, id="small"), pytest.param(20_000, 60, id="full", marks=pytest.mark.soak)]
PASSWORD = "koffie-in-het-teruggezette-huis"
FIVE_MINUTES = 300
SIXTY_MINUTES = 3600
FACTS = "portal/municipalities/data/municipalities.csv"


@dataclass
class Place:
    """Where the servers of a drill stand: one that is lost, and elsewhere what was kept of it."""

    folder: Path

    def __post_init__(self) -> None:
        self.source = Postgres(self.folder / "source")
        self.running: list[Postgres] = []
        self.archive = self.folder / "elsewhere" / "wal"
        self.base = self.folder / "elsewhere" / "base"
        self.removals = self.folder / "removals.txt"

    def begin(self, seconds: int) -> None:
        """A cluster of our own that archives; a first base backup of it."""
        room(self.source, self.archive)
        self.source = twin(self.folder / "source", fsync="off", **archiving(self.archive, timeout=seconds))
        self.running.append(self.source)

    @contextmanager
    def copy(self, name: str, archive: Path | None) -> Iterator[Postgres]:
        """A server made from what was kept; our own connection goes to it."""
        made = grown(self.base, Postgres(self.folder / name, extra={"fsync": "off"}), self.kept_passwords, archive)
        self.running.append(made)
        with lives_at(made.port):
            yield made
        made.stop("immediate")

    @property
    def kept_passwords(self) -> Path:
        return self.folder / "elsewhere" / "passwords.json"

    def wipe(self) -> None:
        """The server dies as if the plug was pulled, and its disk with it."""
        shutil.copy2(self.source.home / "passwords.json", self.kept_passwords)
        self.source.stop("immediate")
        shutil.rmtree(self.source.home)


@pytest.fixture
def place() -> Iterator[Place]:
    made = Place(Path(os.environ[RUN]) / f"r28-{os.getpid()}")
    yield made
    for one in made.running:
        one.stop("immediate")
    shutil.rmtree(made.folder, ignore_errors=True)


@dataclass
class Before:
    """What the source knew when the last of its WAL was archived."""

    sums: dict[str, tuple[int, str]]
    numbers: dict[str, int]
    waits: Counter[str]
    sent: set[str]
    wal_seconds: float


def fill(sink: Control, other: Municipality, more: int) -> tuple[Session, Parent]:
    """Two municipalities with parents, mails that went and mails that wait, files and a log."""
    administrator = cast.member("administrator", email="beheer@gemeente.example")
    administrator.set_password(PASSWORD)
    administrator.save()
    parent = lived(cast.sign_in(Client(), cast.member("cjg")), Client())
    session = cast.session(title="Samen eten")
    invite_batch(session=session)
    deliver_due()
    with use(other):
        cast.registration(cast.session(title="Elders"))
    if more:
        drill.take(["load_municipalities", FACTS], processes=True)
        drill.take(["demo_data", "--scale", str(more)], processes=True)
    return session, parent


def go_on(place: Place, session: Session, parent: Parent, other: Municipality) -> None:
    """What happens after the backup was made: somebody is removed, signs up, is written to."""
    remove_parent(parent=parent)
    with use(other):
        deliver_due()
        queue(NOTE, subject=other, address="zwolle@example.org", recipient_key="z")
    queue(NOTE, subject=session.municipality, address="al-weg@example.org", recipient_key="a")
    deliver_due()
    cast.registration(session, cast.parent("Na de kopie", email="wacht@example.org"))
    call_command("replay_tombstones", save=str(place.removals))


def known(place: Place, *towns: Municipality) -> Before:
    waits, sent = Counter[str](), set[str]()
    for town in towns:
        with use(town):
            here = Message.objects.filter(municipality=town)
            waits.update(here.filter(state="queued").values_list("address", flat=True))
            sent.update(here.filter(state="sent").values_list("address", flat=True))
    before = Before(drill.sums(), drill.given_out(), waits, sent, 0.0)
    before.wal_seconds = archived(place.source, place.archive)
    return before


def lost(session: Session) -> None:
    """What nobody archived any more: one mail goes out, one parent signs up."""
    deliver_due(1)
    cast.registration(session, cast.parent("Net te laat", email="verloren@example.org"))


def recipients(sink: Control) -> Counter[str]:
    return Counter(address for record in sink.records() for address in record["recipients"])


class Inside(Visitor):
    """Who visits the portal in this process, where a server of its own would show nothing more."""

    def __init__(self) -> None:
        super().__init__(0)
        self.client = Client(enforce_csrf_checks=True)

    def _ask(self, method: str, path: str, body: str = "") -> Answer:
        got = self.client.generic(method, path, body, FORM)
        return Answer(got.status_code, got.content.decode(), got.headers.get("Location", ""))


@contextmanager
def visited(settings: LazySettings, *, processes: bool) -> Iterator[Visitor]:
    """The portal on the database that is put back; a password is enough there."""
    if processes:
        with served({**environment(), "DEMO_PASSWORD": PASSWORD}) as visitor:
            yield visitor
        return
    settings.SECOND_FACTOR = False
    yield Inside()


def sign_in(visitor: Visitor) -> str:
    """Through the form, with the password of before."""
    answer = visitor.post("/inloggen/", login="beheer@gemeente.example", password=PASSWORD)
    assert answer.status == 302
    return visitor.get("/sliedrecht/vandaag/").text


@pytest.mark.parametrize(("more", "seconds"), SIZES)
def test_all_that_was_archived_comes_back_and_nothing_is_sent_by_itself(
    municipality: Municipality,
    other: Municipality,
    sink: Control,
    place: Place,
    settings: LazySettings,
    more: int,
    seconds: int,
) -> None:
    place.begin(seconds)
    with lives_at(place.source.port):
        session, parent = fill(sink, other, more)
        room(place.source, place.base)
        base_backup(place.source, place.base)
        go_on(place, session, parent, other)
        before = known(place, municipality, other)
        with unreachable(place.source, place.archive):
            lost(session)
    place.wipe()
    gone_twice = recipients(sink)
    look_at_older_copy(place, before, sink, other)
    begun = time.monotonic()
    with place.copy("restored", place.archive):
        assert drill.sums() == before.sums
        assert all(before.numbers[name] <= last for name, last in drill.given_out().items())
        for words in drill.steps("Restore", removals=place.removals):
            drill.take(words, processes=bool(more))
        with visited(settings, processes=bool(more)) as visitor:
            assert "Er gaat nu geen mail uit" in sign_in(visitor)
            ready = time.monotonic() - begun
            let_go(visitor, sink, (municipality, other), before)
        assert not Registration.objects.filter(parent__email="verloren@example.org").exists(), "this is what RPO means"
        assert Registration.objects.filter(parent__email="wacht@example.org").exists()
        assert scan(CANARY, NUMBER) == {}
    twice = (gone_twice & before.waits).total()
    assert twice == 1, "only what went between the last archived WAL and the end"
    keep("R28", Toll(before.waits.total(), 0, 0, twice, 0, round(ready, 1)), rpo_seconds=round(before.wal_seconds, 1))
    assert before.wal_seconds < FIVE_MINUTES
    assert ready < SIXTY_MINUTES


def minute(towns: tuple[Municipality, ...]) -> None:
    """What is due, in the two where something happened: the others of a full size have made-up people only."""
    for town in towns:
        tick(only=town.pk)


def let_go(visitor: Visitor, sink: Control, towns: tuple[Municipality, ...], before: Before) -> None:
    """Ticks send nothing; the administrator's button lets go what waits here, the command what waits elsewhere."""
    sink.reset()
    minute(towns)
    minute(towns)
    assert sink.count() == 0
    assert visitor.press(visitor.get("/sliedrecht/berichten/"), "/sliedrecht/berichten/vrijgeven/").status == 302
    minute(towns)
    assert recipients(sink) == before.waits - Counter({"zwolle@example.org": 1})
    call_command("release_outbox")
    minute(towns)
    assert recipients(sink) == before.waits
    assert not before.sent & set(recipients(sink)) - set(before.waits), "what had gone before goes no more"


def look_at_older_copy(place: Place, before: Before, sink: Control, town: Municipality) -> None:
    """The base backup alone, with the negative controls: without the archive it is older, without the steps wrong."""
    with place.copy("older", None):
        assert drill.sums() != before.sums, "red without the archive"
        assert {"partners_parent", "outbox_message"} <= set(scan(CANARY)), "red without replay: they are back"
        assert not Tombstone.objects.exists()
        call_command("replay_tombstones", str(place.removals))
        assert scan(CANARY, NUMBER) == {}
        sink.reset()
        tick(only=town.pk)
        assert sink.count() > 0, "red without the hold: mails go"
