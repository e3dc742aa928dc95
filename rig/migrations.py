"""Squawk over the SQL of every migration of our own apps."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rig.place import ROOT
from rig.processes import manage
from rig.steps import Outcome

PACKAGES = ("portal", "partners", "activities", "programmes")
# What Django writes by itself and cannot do otherwise.
DJANGO_STYLE = ("prefer-text-field", "prefer-robust-stmts", "prefer-bigint-over-int", "prefer-bigint-over-smallint")


def own() -> Iterator[tuple[str, str]]:
    """Yield app label and name of each migration."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("migrations/[0-9]*.py")):
            yield path.parent.parent.name, path.stem


def lint_sql(environment: dict[str, str]) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        for label, name in own():
            told = subprocess.run(
                manage("sqlmigrate", label, name), cwd=ROOT, env=environment | {"PORTAL_ENV": "test"},
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            if told.returncode:
                return Outcome(passed=False, text=told.stderr.strip())
            Path(folder, f"{label}_{name}.sql").write_text(told.stdout)
        squawk = str(Path(sys.executable).with_name("squawk"))
        files = sorted(map(str, Path(folder).glob("*.sql")))
        rules = ["--pg-version=15.0", f"--exclude={','.join(DJANGO_STYLE)}"]
        done = subprocess.run([squawk, *rules, *files], capture_output=True, text=True, check=False)
    return Outcome(done.returncode == 0, (done.stdout + done.stderr).strip())
