"""`make demo` in a second checkout: starts, stops on Ctrl-C, and starts again after everything was killed."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from rig.place import ROOT
from rig.testing import GIVEN


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Path]:
    """Another checkout of the same code, in a folder that only its owner may enter."""
    folder = tmp_path / "checkout"
    folder.mkdir(mode=0o700)
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    yield folder
    subprocess.run([sys.executable, "-m", "rig.clean"], cwd=folder, check=True)


class Running:
    """One run of the demo."""

    def __init__(self, checkout: Path, port: int = 8300) -> None:
        # What this test run set for itself must not be taken for a user's own services.
        environment = {name: value for name, value in os.environ.items() if name not in GIVEN} | {"PORT": str(port)}
        self.started = time.monotonic()
        self.said: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "rig.demo"], cwd=checkout, env=environment, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def ready(self) -> str:
        """Wait for its address."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)
            if "Ctrl-C" in line:
                self.seconds = time.monotonic() - self.started
                found = re.search(r"ready: +(\S+)", "".join(self.said))
                assert found
                return found[1]
        raise AssertionError("".join(self.said))

    def mails(self) -> str:
        """Where its mails are shown."""
        found = re.search(r"Mails it sent: +(\S+)", "".join(self.said))
        assert found
        return found[1]

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        code = self.process.wait(30)
        assert self.process.stdout
        self.process.stdout.close()
        return code


def status(address: str) -> int:
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - the demo's own address
        return int(answer.status)


def well_again(address: str, patience: float = 90.0) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            if status(address) == 200:
                return
        except OSError:
            assert time.monotonic() < deadline, "not everything was started again"
        time.sleep(0.5)


def family(checkout: Path) -> list[psutil.Process]:
    """Everything that works in or for the checkout."""
    target = (checkout / "var").resolve()
    found = []
    for process in psutil.process_iter():
        try:
            told = "\n".join([*process.cmdline(), process.environ().get("SAMENSPEL_RIG", "")])
        except (psutil.Error, OSError):
            continue
        if str(target) in told:
            found.append(process)
    return found


def test_demo_starts_stops_and_survives_a_kill_of_everything(checkout: Path) -> None:
    first = Running(checkout)
    address = first.ready()
    assert status(f"{address}gezond/") == 200
    assert status(f"{address}sliedrecht/agenda/") == 200
    second = Running(checkout)
    assert second.process.wait(30) == 1, "two demos in one folder"
    assert second.process.stdout
    assert address in second.process.stdout.read()
    second.process.stdout.close()
    first.process.send_signal(signal.SIGINT)
    time.sleep(0.2)
    assert first.end(signal.SIGTERM) == 0, "a second signal broke off the stopping"
    assert family(checkout) == [], "Ctrl-C left something running"

    again = Running(checkout)
    address = again.ready()
    assert status(f"{address}gezond/") == 200
    # All but its starter: that is like a service manager, and brings each back where it was.
    mails = again.mails()
    assert status(mails) == 200
    killed = family(checkout)
    for process in killed:
        process.kill()
    psutil.wait_procs(killed, timeout=10)
    well_again(f"{address}gezond/")
    assert status(mails) == 200
    for process in [*family(checkout), psutil.Process(again.process.pid)]:
        process.kill()
    again.end(signal.SIGKILL)

    last = Running(checkout)
    assert status(f"{last.ready()}gezond/") == 200
    # Only its own process this time: servers and workers are left to the next start.
    last.end(signal.SIGKILL)
    assert family(checkout)
    heir = Running(checkout)
    assert status(f"{heir.ready()}gezond/") == 200
    assert heir.end(signal.SIGTERM) == 0
    assert family(checkout) == []
