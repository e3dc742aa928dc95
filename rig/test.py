"""`make test` and `make soak`: pytest, with the rows of faults small or at full size."""

from __future__ import annotations

import os
import sys

from rig.place import ROOT
from rig.processes import python


def main(arguments: list[str]) -> None:
    soak = arguments[:1] == ["--soak"]
    # Two at once: most tests wait for servers, and each run of pytest has a database of its own per worker.
    chosen = ["-v", "-m", "soak or faults"] if soak else ["-m", "not soak", "-n", "2", "--dist", "worksteal"]
    command = python("-m", "pytest", *chosen, *arguments[soak:])
    # In place of this process, so that Ctrl-C and the exit code are pytest's own.
    os.chdir(ROOT)
    os.execv(command[0], command)  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main(sys.argv[1:])
