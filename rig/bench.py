"""`make bench`: every benchmark in bench/, one JSON object per line on stdout."""

from __future__ import annotations

import os
import subprocess
import sys

from rig.place import ROOT, place
from rig.processes import manage, python
from rig.services import Services, run_folder
from rig.sink_client import SinkProcess

SCALE = 200_000  # sign-ups in the whole country
AREAS = "portal/municipalities/data"
PREPARE = (
    ("migrate", "-v", "0"),
    ("collectstatic", "--noinput", "-v", "0"),
    ("load_municipalities", f"{AREAS}/municipalities.csv"),
    ("load_neighbourhoods", f"{AREAS}/neighbourhoods.csv"),
    ("demo_data", "--scale", str(SCALE)),
)


def main(arguments: list[str]) -> int:
    place()
    modules = arguments or sorted(path.stem for path in (ROOT / "bench").glob("[!_]*.py"))
    failed = 0
    with Services(run_folder("bench"), durable=True, keep=False) as services:
        sink = SinkProcess(services.folder)
        try:
            sink.start()
            environment = services.environment | {
                "PORTAL_ENV": "demo",
                "EMAIL_URL": sink.email_url,
                "OUTBOX_PROBE_URL": sink.probe_url,
                "STATIC_ROOT": str(services.folder / "static"),
                "SAMENSPEL_RUN": str(services.folder),
            }
            for command in PREPARE:
                # Standard output is for figures only.
                subprocess.run(manage(*command), cwd=ROOT, env=os.environ | environment, stdout=sys.stderr, check=True)
            for module in modules:
                command_line = python("-m", f"bench.{module}")
                failed += subprocess.run(command_line, cwd=ROOT, env=os.environ | environment, check=False).returncode
        finally:
            sink.stop()
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
