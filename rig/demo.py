"""`make demo`: everything on this machine, on real parts, until Ctrl-C."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

from rig.place import ROOT, Busy, free_port, place, tail
from rig.postgres import CannotStart
from rig.processes import Program, beat, manage, run_to_end, web, worker
from rig.services import Services, sweep
from rig.sink_client import SinkProcess

PATIENCE = 90.0
PASSWORD = "koffie-op-maandag-om-half-tien"  # noqa: S105 - of the demo, printed for everyone
FACTS = "portal/municipalities/data"
ROLES = {
    "beleid": "beleidsmedewerker", "cjg": "CJG-medewerker", "partner": "partner", "beheer": "beheerder",
    "fg": "privacyfunctionaris",
}  # fmt: skip
TOWNS = ("sliedrecht", "zwolle", "dordrecht", "huizen", "urk", "tilburg")


class Demo:
    """The programs of one demo, and what they need in their environment."""

    def __init__(self, folder: Path, services: Services) -> None:
        self.folder = folder
        self.services = services
        self.port = free_port(int(os.environ.get("PORT", "8000")))
        self.address = f"http://localhost:{self.port}/"
        self.sink = None if "EMAIL_URL" in os.environ else SinkProcess(folder, mails=folder / "mail")
        self.environment = services.environment | {
            "PORTAL_ENV": "demo",
            "DEMO_PASSWORD": os.environ.get("DEMO_PASSWORD", PASSWORD),
            "SITE_URL": self.address.rstrip("/"),
            "STATIC_ROOT": str(folder / "static"),
        }
        self.programs: list[Program] = []

    def start(self) -> None:
        """Prepare what is not prepared, start all programs, wait until the portal says that it is well."""
        if self.sink:
            self.sink.start()
            self.environment |= {"EMAIL_URL": self.sink.email_url, "OUTBOX_PROBE_URL": self.sink.probe_url}
        self.prepare()
        app = {name: value for name, value in self.environment.items() if name != "DATABASE_OWNER_URL"}
        self.programs = [
            web(self.port, app, self.folder),
            worker("default", app, self.folder),
            worker("heavy", app, self.folder, size=1),
            beat(app, self.folder),
        ]
        for program in self.programs:
            program.start()
        self.wait_until_well()

    def prepare(self) -> None:
        """Migrate and load; skipped when neither the code nor the data folder changed since the last time."""
        stamp = self.stamp_file()
        if stamp and stamp.exists() and stamp.read_text() == fingerprint() and (self.folder / "static").exists():
            return
        print("Preparing the database and the style sheets ...", flush=True)
        for command in (
            manage("migrate", "-v", "0"),
            manage("load_municipalities", f"{FACTS}/municipalities.csv"),
            manage("load_neighbourhoods", f"{FACTS}/neighbourhoods.csv"),
            manage("demo_start"),
            manage("collectstatic", "--noinput", "-v", "0"),
        ):
            run_to_end(command, self.environment)
        if stamp:
            stamp.write_text(fingerprint())

    def stamp_file(self) -> Path | None:
        """Beside the embedded cluster, so that both go together; of another database we know nothing."""
        return self.services.postgres.home / "prepared.sha256" if self.services.postgres else None

    def wait_until_well(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not healthy(self.port):
            self.look_after()
            if time.monotonic() > deadline:
                logs = "\n".join(f"== {one.log}\n{tail(one.log)}" for one in self.programs)
                raise SystemExit(f"The portal did not become healthy in {PATIENCE:.0f} s.\n{logs}")
            time.sleep(0.3)

    def look_after(self) -> None:
        """Start what ended by itself again, as a service manager would: first what the others need."""
        try:
            for name in self.revived():
                print(f"{name} ended and is started again", flush=True)
        except (CannotStart, RuntimeError) as error:
            print(f"It does not start yet, and is tried again: {error}", flush=True)
            return
        for program in self.programs:
            if not program.alive:
                print(f"{program.name} ended and is started again; see {program.log}", flush=True)
                time.sleep(1)
                program.start()

    def revived(self) -> Iterator[str]:
        """Raises rig.postgres.CannotStart, RuntimeError."""
        yield from self.services.look_after()
        if self.sink and self.sink.revive():
            yield "sink"

    def stop(self) -> None:
        for program in self.programs:
            program.kill(signal.SIGTERM)
        for program in reversed(self.programs):
            program.stop()
        if self.sink:
            self.sink.stop()

    def welcome(self) -> Iterator[str]:
        yield ""
        yield f"  Samenspel is ready:  {self.address}"
        yield f"  Sign in at:          {self.address}inloggen/"
        yield f"  Password of all:     {self.environment['DEMO_PASSWORD']}"
        for name, role in ROLES.items():
            yield f"    {name + '@sliedrecht.example':<30} {role}"
        yield f"  The same five for {', '.join(TOWNS[1:-1])} and {TOWNS[-1]}."
        if self.sink:
            yield f"  Mails it sent:       http://localhost:{self.sink.ports['control']}/  (and in var/mail/)"
        yield "  Logs in var/log/.    Ctrl-C stops everything."
        yield ""


def fingerprint() -> str:
    """Tell whether anything changed that the database or the static files are made from."""
    digest = hashlib.sha256((ROOT / "package-lock.json").read_bytes())
    for package in ("portal", "partners", "activities", "programmes", "static"):
        for path in sorted((ROOT / package).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/gezond/", timeout=5) as answer:
            return bool(answer.status == 200)  # noqa: PLR2004 - well
    except (urllib.error.URLError, OSError):
        return False


def stop_on_signal(number: int, _frame: FrameType | None) -> None:
    # A second one must not break off the stopping.
    listen(signal.SIG_IGN)
    raise KeyboardInterrupt(number)


def listen(answer: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    """Answer Ctrl-C, also in a shell's background job, which starts with it ignored, and being ended."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, answer)


def main() -> int:
    folder = place()
    sweep(folder)
    listen(stop_on_signal)
    note = folder / "demo.json"
    try:
        with Services(folder, durable=True) as services:
            demo = Demo(folder, services)
            try:
                demo.start()
                note.write_text(json.dumps({"address": demo.address}))
                print("\n".join(demo.welcome()), flush=True)
                while True:
                    time.sleep(1)
                    demo.look_after()
            finally:
                demo.stop()
    except Busy:
        running = json.loads(note.read_text())["address"] if note.exists() else "an address of its own"
        print(f"A demo of this folder already runs at {running}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; the data stays in var/. `make clean` removes it.", flush=True)
        return 0


if __name__ == "__main__":
    raise SystemExit(main())
