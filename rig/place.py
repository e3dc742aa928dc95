"""Where local services keep their data: var/, which for root points to a folder that `nobody` may enter."""

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
import shutil
import socket
import subprocess
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"


class Busy(Exception):
    """Another live process holds this folder."""


def as_root() -> bool:
    return os.geteuid() == 0


def outside() -> Path:
    """Name root's own folder for this checkout: PostgreSQL runs as `nobody`, who cannot enter a 0700 parent."""
    return Path("/var/tmp") / f"portal-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]}"  # noqa: S108 - owner checked below


def place() -> Path:
    """Return the folder behind var/, made when missing."""
    if not as_root():
        if VAR.is_symlink() and not os.access(VAR, os.W_OK):
            raise SystemExit(f"{VAR} belongs to another user; let that user run `make clean` first.")
        VAR.mkdir(mode=0o700, exist_ok=True)
        return VAR.resolve()
    folder = outside()
    folder.mkdir(mode=0o711, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != 0:
        raise SystemExit(f"{folder} is not root's own folder; remove it first.")
    passable(folder)
    _point(folder)
    return folder


def passable(folder: Path) -> None:
    """Make a folder that `nobody` may pass through and not look around in, however tight the umask is."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711)


def _point(folder: Path) -> None:
    if VAR.is_symlink() and VAR.readlink() == folder:
        return
    if VAR.is_dir() and not VAR.is_symlink():
        for entry in VAR.iterdir():
            shutil.move(entry, folder / entry.name)
        VAR.rmdir()
    VAR.unlink(missing_ok=True)
    VAR.symlink_to(folder)


def lock(folder: Path) -> IO[str]:
    """Hold a folder for as long as the returned file is open; a killed process lets go by itself.

    Raises Busy when another live process holds it.
    """
    handle = (folder / "lock").open("a+")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        handle.close()
        raise Busy(str(folder)) from error
    return handle


def free_port(wanted: int = 0) -> int:
    """Return the wanted port, else the next free one above it; 0 asks for any."""
    for port in range(wanted, wanted + 200) if wanted else (0,):
        with socket.socket() as probe:
            # What a server does too: a port whose last connections still linger is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise SystemExit(f"No free port from {wanted} on.")


def tail(path: Path, lines: int = 15) -> str:
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:]) if path.exists() else ""


def run_quietly(command: list[str], *, user: str | None, cwd: Path, log: Path, **env: str) -> int:
    """Run to the end with all output in a file: a server that stays behind would keep a pipe open for ever."""
    with log.open("ab") as out:
        done = subprocess.run(
            command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=out, stderr=out, check=False,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", **env},
            user=user, group=_group(user) if user else None, extra_groups=[] if user else None,
        )  # fmt: skip
    return done.returncode


def _group(user: str) -> int:
    return pwd.getpwnam(user).pw_gid
