"""Set-up does nothing when nothing changed, and something when a lock did."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from rig import setup
from rig.place import ROOT


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks installed."""
    for name in setup.LOCKS:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    for name in (".venv/bin/python", "node_modules/x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(setup, "STAMP", tmp_path / ".venv/installed.sha256")
    setup.STAMP.write_text(setup.fingerprint())
    return tmp_path


def test_nothing_changed(installed: Path) -> None:
    assert setup.up_to_date()


@pytest.mark.parametrize("name", setup.LOCKS)
def test_a_changed_lock_is_noticed(installed: Path, name: str) -> None:
    with (installed / name).open("a") as file:
        file.write("\n")
    assert not setup.up_to_date()


@pytest.mark.parametrize("name", [".venv/bin/python", ".venv/installed.sha256"])
def test_a_broken_install_is_noticed(installed: Path, name: str) -> None:
    (installed / name).unlink()
    assert not setup.up_to_date()


def test_it_takes_under_a_second() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "rig/setup.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == ""
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Its own work, whatever else this machine does now.
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1


def test_failure_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        setup.run(sys.executable, "-c", "raise SystemExit('no network')")
    assert "no network" in capsys.readouterr().err
