"""Our own child programs: each marked in its environment, so that the next run finds what a killed one left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from rig.place import ROOT

MARK = "SAMENSPEL_RIG"


@dataclass
class Program:
    """A long-running program in its own process group, its output in <folder>/log/<name>.log."""

    name: str
    command: list[str]
    environment: dict[str, str]
    folder: Path
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def log(self) -> Path:
        return self.folder / "log" / f"{self.name}.log"

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def pid(self) -> int:
        return self.process.pid if self.process else 0

    def start(self) -> None:
        self.log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        environment = {**os.environ, **self.environment, MARK: str(self.folder), "PYTHONUNBUFFERED": "1"}
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                start_new_session=True,
            )  # fmt: skip

    def stop(self, patience: float = 10.0) -> None:
        """End it and its children: kindly first, hard when that takes too long. Twice is harmless."""
        self.kill(signal.SIGTERM)
        self.wait(patience)
        self.kill(signal.SIGKILL, whole=True)
        self.wait(patience)

    def kill(self, number: int = signal.SIGKILL, *, whole: bool = False) -> None:
        """Signal the program, or with whole=True its process group, children of a dead parent included."""
        if self.process is None or (not whole and not self.alive):
            return
        with suppress(ProcessLookupError, PermissionError):
            (os.killpg if whole else os.kill)(self.process.pid, number)

    def wait(self, patience: float) -> None:
        if self.process:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(patience)


def python(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


def manage(*arguments: str) -> list[str]:
    return python(str(ROOT / "manage.py"), *arguments)


def web(
    port: int,
    environment: dict[str, str],
    folder: Path,
    *,
    workers: int = 2,
    threads: int = 4,
    application: str = "portal.wsgi:application",
) -> Program:
    """Return the web server as it runs in production, on a port of this machine only."""
    size = ["--workers", str(workers), "--threads", str(threads), "--worker-class", "gthread", "--preload"]
    # Its control socket has one place per user, where two checkouts would meet.
    alone = ["--no-control-socket", "--bind", f"127.0.0.1:{port}"]
    command = python("-m", "gunicorn", application, *alone, *size)
    return Program("web", command, environment, folder)


def worker(queue: str, environment: dict[str, str], folder: Path, *, number: int = 1, size: int = 2) -> Program:
    """Return a Celery worker for one queue, with `size` processes."""
    name = f"{queue}{number}"
    options = ["-Q", queue, "-c", str(size), "-n", f"{name}@%h", "--without-gossip", "--without-mingle"]
    return Program(f"worker-{name}", celery("worker", *options), environment, folder)


def beat(environment: dict[str, str], folder: Path) -> Program:
    schedule = str(folder / "beat-schedule")
    return Program("beat", celery("beat", "-s", schedule, "--pidfile="), environment, folder)


def celery(*arguments: str) -> list[str]:
    return python("-m", "celery", "-A", "portal.celery:app", "--quiet", *arguments, "-l", "INFO")


def leftovers(folder: Path) -> list[psutil.Process]:
    """Return living processes that an earlier run of this folder started."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if process.pid != os.getpid() and process.environ().get(MARK) == str(folder):
                found.append(process)
    return found


def end_leftovers(folder: Path, patience: float = 5.0) -> int:
    """End them, kindly first; return how many there were."""
    found = leftovers(folder)
    for process in found:
        with suppress(psutil.Error):
            process.terminate()
    _, still = psutil.wait_procs(found, timeout=patience)
    for process in still:
        with suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(still, timeout=patience)
    return len(found)


def run_to_end(command: list[str], environment: dict[str, str]) -> None:
    """Run one command in the foreground. Raises SystemExit when it fails."""
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False)
    if done.returncode:
        seconds = time.monotonic() - started
        raise SystemExit(f"{' '.join(command[1:])} failed after {seconds:.1f} s")
