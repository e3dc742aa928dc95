"""Row A14: the protecting headers stand on every answer: pages, refusals, errors, static files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from portal.web.checks import addresses
from tests.access.matrix import path_of
from tests.access.world import Town, two_towns

YEAR = 31_536_000
ALONE = {
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
}


def missing(response: Any) -> list[str]:
    """What this answer lacks, in words."""
    found = {name.lower(): value for name, value in response.headers.items()}
    policy = {part.split()[0]: part.split()[1:] for part in found.get("content-security-policy", "").split(";") if part}
    lacks = [name for name, value in ALONE.items() if found.get(name) != value]
    lacks += [f"{name} unsafe" for name, sources in policy.items() if any("unsafe" in source for source in sources)]
    if policy.get("frame-ancestors") != ["'none'"] or policy.get("default-src") != ["'none'"]:
        lacks.append("content-security-policy")
    if found.get("referrer-policy") not in {"same-origin", "no-referrer"}:
        lacks.append("referrer-policy")
    if "camera=()" not in found.get("permissions-policy", ""):
        lacks.append("permissions-policy")
    return lacks + _transport(found.get("strict-transport-security", ""))


def _transport(header: str) -> list[str]:
    parts = [part.strip() for part in header.split(";")]
    age = next((int(part[8:]) for part in parts if part.startswith("max-age=")), 0)
    return [] if age >= YEAR and "includeSubDomains" in parts else ["strict-transport-security"]


def answers(town: Town) -> Iterator[tuple[str, Any]]:
    """Every address as nobody and as a member, and what goes wrong."""
    for address in addresses():
        path = path_of(address, town)
        for role in ("anonymous", "cjg"):
            yield f"{path} as {role}", town.browsers[role].get(path, secure=True)
    browser = town.browsers["cjg"]
    for path in ("/bestaat-niet/", f"/{town.slug}/bestaat-niet/", "/nergens/vandaag/", "/static/css/house.css"):
        response = browser.get(path, secure=True)
        yield path, response
        if response.streaming:
            b"".join(response)  # a file is closed when it was read
    yield "403", Client(enforce_csrf_checks=True).post("/inloggen/", secure=True)
    yield "400", browser.get("/", secure=True, headers={"host": "evil.example"})


@pytest.fixture
def town(db: None) -> Town:
    return two_towns()[0]


def test_a14_every_answer_carries_them(town: Town) -> None:
    wrong = [f"{where}: {', '.join(lacks)}" for where, response in answers(town) if (lacks := missing(response))]
    assert wrong == []


def test_a14_errors_carry_them(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("made for the test")

    monkeypatch.setattr("portal.desk.views.front.render", broken)
    response = Client(raise_request_exception=False).get("/", secure=True)
    assert response.status_code == 500
    assert missing(response) == []


@pytest.mark.parametrize(
    ("middleware", "lost"),
    [
        ("csp.middleware.CSPMiddleware", "content-security-policy"),
        ("django.middleware.security.SecurityMiddleware", "strict-transport-security"),
    ],
)
def test_a14_control_without_its_middleware_a_header_is_missed(
    db: None, settings: Any, middleware: str, lost: str
) -> None:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != middleware]
    assert lost in missing(Client().get("/inloggen/", secure=True))


def test_a14_cookies_are_out_of_reach_of_scripts(db: None) -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
