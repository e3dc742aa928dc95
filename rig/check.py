"""`make check`: everything that can be judged without running the tests; each step is shown, all must pass."""

from __future__ import annotations

import os
import secrets
import time
from concurrent.futures import ThreadPoolExecutor

from rig.migrations import lint_sql, with_django
from rig.place import ROOT
from rig.processes import manage, python
from rig.services import Services, run_folder
from rig.steps import Outcome, Step, tool

CODE = ("portal", "partners", "activities", "programmes", "rig", "tests", "bench", "conftest.py", "manage.py")
UNREACHABLE = ("ConnectionError", "Max retries", "Name or service not known", "timed out", "403", "ServiceError")


def deploy(environment: dict[str, str]) -> Outcome:
    """Check the settings as they would be in production: no owner, no demo, secrets of its own."""
    production = {name: value for name, value in environment.items() if name != "DATABASE_OWNER_URL"} | {
        "PORTAL_ENV": "production",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "OUTBOX_KEYS": "bmV3LWZvci1ldmVyeS1jaGVjay0wMDAwMDAwMDAwMDA=",
        "ALLOWED_HOSTS": "samenspel.example",
        "SITE_URL": "https://samenspel.example",
        "EMAIL_URL": "smtp://mail.samenspel.example:25",
        "EMAIL_FROM": "samenspel@samenspel.example",
    }
    return tool(*manage("check", "--deploy", "--fail-level", "WARNING"))(production)


def audit(environment: dict[str, str]) -> Outcome:
    """Ask for known holes in what production needs, where the data of pip-audit can be reached."""
    lock = ["-r", "requirements/base.txt", "--require-hashes", "--disable-pip", "--no-deps"]
    outcome = tool("pip-audit", "--progress-spinner", "off", "--timeout", "15", *lock)(environment)
    if not outcome.passed and any(word in outcome.text for word in UNREACHABLE):
        return Outcome(None, "the data of pip-audit cannot be reached from here")
    return outcome


def templates() -> list[str]:
    return sorted(str(path) for path in (ROOT / "templates").rglob("*.html"))


def steps() -> dict[str, Step]:
    code = [name for name in CODE if (ROOT / name).exists()]
    return {
        "mypy --strict": tool("mypy", *code, PORTAL_ENV="test"),
        "ruff check": tool("ruff", "check", "."),
        "ruff format": tool("ruff", "format", "--check", "."),
        "imports between storeys": tool("lint-imports", "--no-logo"),
        "imports inside apps": tool("lint-imports", "--no-logo", "--config", "rig/imports_inside.toml"),
        "djade": tool("djade", "--check", "--target-version", "5.2", *templates()),
        "djlint": tool("djlint", "--lint", "--quiet", "templates"),
        "migrations complete": tool(*manage("makemigrations", "--check", "--dry-run"), PORTAL_ENV="test"),
        "migrations backward compatible": with_django("lint"),
        "migrations by squawk": lint_sql,
        "check --deploy": deploy,
        "translations": tool(*python("-m", "rig.messages", "check")),
        "house numbers": tool(*python("-m", "rig.house_numbers")),
        "pip-audit": audit,
    }


def report(name: str, step: Step, environment: dict[str, str]) -> bool | None:
    started = time.monotonic()
    outcome = step(environment)
    word = {True: "ok", False: "FAILED", None: "NOT TRIED"}[outcome.passed]
    shown = outcome.text if outcome.passed is not True or name == "house numbers" else ""
    print(f"{word:<9} {name} ({time.monotonic() - started:.1f} s)" + (f"\n{shown}\n" if shown else ""), flush=True)
    return outcome.passed


def main() -> int:
    with Services(run_folder("check"), durable=False) as services, ThreadPoolExecutor(2) as pool:
        environment = os.environ | services.environment
        asked = [pool.submit(report, name, step, environment) for name, step in steps().items()]
        passed = [one.result() for one in asked]
    failed = passed.count(False)
    print(f"{len(passed)} checks, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
