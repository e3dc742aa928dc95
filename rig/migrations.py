"""Squawk over the SQL of every migration of our own apps; run by itself it writes that SQL into a folder."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rig.place import ROOT
from rig.processes import python
from rig.steps import Outcome, tool

PACKAGES = ("portal", "partners", "activities", "programmes")
# What Django writes by itself and cannot do otherwise; and the owner's connection has its lock_timeout already.
NOT_OURS = (
    "prefer-text-field", "prefer-robust-stmts", "prefer-bigint-over-int", "prefer-bigint-over-smallint",
    "require-lock-timeout", "require-statement-timeout",
)  # fmt: skip


def own() -> Iterator[tuple[str, str]]:
    """Yield app label and name of each migration."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("migrations/[0-9]*.py")):
            yield path.parent.parent.name, path.stem


def lint_sql(environment: dict[str, str]) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        command = python("-m", "rig.migrations", folder)
        test = environment | {"PORTAL_ENV": "test", "DJANGO_SETTINGS_MODULE": "portal.settings"}
        told = subprocess.run(command, cwd=ROOT, env=test, capture_output=True, text=True, check=False)
        if told.returncode:
            return Outcome(passed=False, text=told.stderr.strip())
        files = sorted(map(str, Path(folder).glob("*.sql")))
        return tool("squawk", "--pg-version=15.0", f"--exclude={','.join(NOT_OURS)}", *files)(environment)


def main(folder: Path) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    for label, name in own():
        with (folder / f"{label}_{name}.sql").open("w") as out:
            call_command("sqlmigrate", label, name, stdout=out, no_color=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
