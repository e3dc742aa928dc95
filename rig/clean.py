"""`make clean`: end what runs here, remove .venv, node_modules, var/ and what it points to; standard library only."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
from contextlib import suppress
from pathlib import Path

from rig.place import ROOT, VAR, outside


def end_servers(folder: Path) -> None:
    """End what a run of this folder left alive; where there is no /proc, `make demo` and Ctrl-C do it first."""
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if int(entry.name) != os.getpid() and is_ours(entry, folder):
                os.kill(int(entry.name), signal.SIGKILL)


def is_ours(entry: Path, folder: Path) -> bool:
    """A program that bears our mark, or a PostgreSQL whose data lies in the folder (it overwrites its marks)."""
    arguments = (entry / "cmdline").read_bytes().split(b"\0")
    if arguments[0].endswith(b"/bin/postgres"):
        return any(argument.startswith(f"{folder}/".encode()) for argument in arguments[1:])
    marks = (mark for mark in (entry / "environ").read_bytes().split(b"\0") if mark.startswith(b"SAMENSPEL_RIG="))
    return any(Path(os.fsdecode(mark).partition("=")[2]).is_relative_to(folder) for mark in marks)


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    target = VAR.resolve()
    if VAR.is_symlink() and target != outside():
        raise SystemExit(f"var points to {target}, which this checkout did not make; remove the link yourself.")
    if target.exists():
        end_servers(target)
        shutil.rmtree(target, ignore_errors=True)
    VAR.unlink(missing_ok=True)
    for name in (".venv", "node_modules"):
        shutil.rmtree(ROOT / name, ignore_errors=True)


if __name__ == "__main__":
    main()
