"""In production nothing starts with what is right for a demo only, and the reason is said in words."""

from __future__ import annotations

import os
import subprocess

import pytest

from rig.place import ROOT
from rig.processes import python

SAFE = {
    "PORTAL_ENV": "production",
    "SECRET_KEY": "a-key-of-more-than-fifty-characters-for-this-test-only",
    "OUTBOX_KEYS": "bmV3LWZvci1ldmVyeS1jaGVjay0wMDAwMDAwMDAwMDA=",
    "DATABASE_URL": "postgresql://portal_app:secret@db.samenspel.example/portal",
    "REDIS_URL": "redis://:secret@redis.samenspel.example/0",
    "EMAIL_URL": "smtp://mail.samenspel.example:25",
    "EMAIL_FROM": "samenspel@samenspel.example",
    "ALLOWED_HOSTS": "samenspel.example",
    "SITE_URL": "https://samenspel.example",
}
UNSAFE = [
    ({"SECRET_KEY": "not-a-secret-only-for-demo-and-tests"}, "SECRET_KEY is missing or the default"),
    ({"SECRET_KEY": "short"}, "SECRET_KEY is shorter than 50 characters"),
    ({"DEBUG": "1"}, "DEBUG is on"),
    ({"DEMO_PASSWORD": "koffie"}, "demo accounts are on"),
    ({"DATABASE_OWNER_URL": "postgresql://somebody@db/portal"}, "DATABASE_OWNER_URL is set"),
    ({"DATABASE_URL": "postgresql://portal_owner@db/portal"}, "DATABASE_URL names the owner's role"),
    (
        {"DATABASE_OWNER_URL": SAFE["DATABASE_URL"], "PORTAL_OWNER_COMMAND": "1"},
        "DATABASE_URL is the owner's address",
    ),
    ({"SITE_URL": "http://samenspel.example"}, "SITE_URL is missing or not https"),
    ({"PORTAL_TEST_SWITCH": "recheck"}, "a switch for tests is set"),
    ({"FAILPOINT": "accepted"}, "a switch for tests is set"),
    ({"PORTAL_ENV": "live"}, "PORTAL_ENV is 'live'"),
    *[({name: ""}, f"{name} is missing") for name in SAFE if name != "PORTAL_ENV"],
]


def start(changed: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Read the settings as every process does first, in an environment of their own."""
    environment = {"PATH": os.environ["PATH"], **SAFE, **changed}
    command = python("-c", "import portal.settings")
    return subprocess.run(  # noqa: S603 - our own code
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(("changed", "reason"), UNSAFE)
def test_refuses(changed: dict[str, str], reason: str) -> None:
    done = start(changed)
    assert done.returncode
    assert reason in done.stderr.splitlines()[-1]


def test_starts_when_all_is_safe() -> None:
    """Negative control."""
    done = start({})
    assert (done.returncode, done.stderr) == (0, "")


def test_an_owners_command_needs_no_address_of_the_app() -> None:
    owner = {"DATABASE_OWNER_URL": "postgresql://portal_owner@db/portal", "PORTAL_OWNER_COMMAND": "1"}
    assert start({**owner, "DATABASE_URL": ""}).returncode == 0


def test_a_development_machine_starts_with_nothing() -> None:
    assert start(dict.fromkeys(SAFE, "") | {"PORTAL_ENV": "development"}).returncode == 0
