"""Squawk over the SQL of every migration of our own apps; and the linter of what old code can still use."""

from __future__ import annotations

import io
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rig.place import ROOT
from rig.processes import python
from rig.steps import Outcome, Step, tool

PACKAGES = ("portal", "partners", "activities", "programmes")
# What Django writes by itself and cannot do otherwise; and the owner's connection has its lock_timeout already.
NOT_OURS = (
    "prefer-text-field", "prefer-robust-stmts", "prefer-bigint-over-int", "prefer-bigint-over-smallint",
    "require-lock-timeout", "require-statement-timeout",
)  # fmt: skip

ADDED = re.compile(r'ALTER TABLE "(\w+)" ADD COLUMN')


def own() -> Iterator[tuple[str, str]]:
    """Yield app label and name of each migration."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("migrations/[0-9]*.py")):
            yield path.parent.parent.name, path.stem


def lint_sql(environment: dict[str, str]) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        written = with_django("sql", folder)(environment)
        if not written.passed:
            return written
        files = sorted(map(str, Path(folder).glob("*.sql")))
        return tool("squawk", "--pg-version=15.0", f"--exclude={','.join(NOT_OURS)}", *files)(environment)


def with_django(*arguments: str) -> Step:
    """Return the step that runs this module by itself, with the settings of tests."""
    test = {"PORTAL_ENV": "test", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    return tool(*python("-m", "rig.migrations", *arguments), **test)


def write_sql(folder: Path) -> None:
    from django.core.management import call_command

    for label, name in own():
        out = io.StringIO()
        call_command("sqlmigrate", label, name, stdout=out, no_color=True)
        lines = (excuse_new_table(line, out.getvalue()) for line in out.getvalue().splitlines())
        (folder / f"{label}_{name}.sql").write_text("\n".join(lines))


def excuse_new_table(line: str, whole: str) -> str:
    """Let a table that has no rows yet, being made just before, get a column that may not be empty."""
    added = ADDED.match(line)
    fresh = added and f'CREATE TABLE "{added[1]}"' in whole
    return f"-- squawk-ignore adding-required-field\n{line}" if fresh else line


def lint_compatibility() -> bool:
    """Say whether the code before a migration can work on the tables after it."""
    from django_migration_linter import MigrationLinter

    labels = {label for label, _name in own()}
    linter = MigrationLinter(
        str(ROOT),
        include_apps=labels,
        no_cache=True,
        analyser_string="postgresql",
        ignore_initial_migrations=True,
        quiet=("ok", "ignore"),
    )
    linter.lint_all_migrations()
    return not linter.has_errors


def main(arguments: list[str]) -> int:
    import django

    django.setup()
    if arguments[0] == "lint":
        return 0 if lint_compatibility() else 1
    write_sql(Path(arguments[1]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
