"""Row I12: no request costs a second of work, however long its numbers, words or forms are."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.test import Client

from portal.web.checks import addresses
from tests.access.matrix import path_of
from tests.access.world import Town, two_towns

ONE_SECOND = 1.0
HUGE = {
    "a long number": "9" * 5000,
    "a number too big for the database": str(2**63),
    "an exponent": "1e308",
    "infinity": "inf",
    "a long address": "a" * 60_000 + "@" + "a." * 20_000,
    "nested brackets": "(" * 50_000,
    "almost a match": "a" * 50_000 + "!",
    "spaces": " " * 100_000,
    "combining marks": "e" + "\u0301" * 50_000,
    "a date": "99999-99-99T99:99",
}
NAMES = ("pagina", "na", "wijk", "zoek", "gemeente", "next", "eerder", "login", "password", "email", "name", "phone",
         "adults", "children", "letters", "first_day", "start", "end", "day", "reason")  # fmt: skip
# What ends the walk of who presses it: signing out, and giving up the only second factor.
ENDS = {"account_logout", "mfa_remove_webauthn"}


@pytest.fixture
def town(db: None) -> Town:
    return two_towns()[0]


def paths(town: Town) -> list[tuple[str, str]]:
    """Name and path of every page, made before any button is pressed: it may remove what a later page is about."""
    return [(address.name, path_of(address, town)) for address in addresses() if address.name not in ENDS]


def signed_in(town: Town) -> bool:
    """Whether the walk was one of somebody who may see things, up to its end."""
    return town.browsers["cjg"].get(f"/{town.slug}/vandaag/").status_code == 200


def costs(browser: Client, method: str, path: str, data: dict[str, str]) -> tuple[float, int]:
    """Seconds of processor time and the status."""
    started = time.process_time()
    response = getattr(browser, method)(path, data)
    return time.process_time() - started, response.status_code


def mixed(turn: int) -> dict[str, str]:
    """Another huge value for each name; after as many turns as there are values each name had them all."""
    values = list(HUGE.values())
    return {name: values[(turn + at) % len(values)] for at, name in enumerate(NAMES)}


@pytest.mark.parametrize("turns", [2, pytest.param(len(HUGE), marks=pytest.mark.soak)])
def test_i12_huge_values_in_every_page_and_form(town: Town, turns: int) -> None:
    for _name, path in paths(town):
        for turn in range(turns):
            for method in ("get", "post"):
                seconds, status = costs(town.browsers["cjg"], method, path, mixed(turn))
                assert seconds < ONE_SECOND, f"{method} {path}: {seconds:.2f} s"
                assert status != 500, f"{method} {path}"
    assert signed_in(town)


def test_i12_ten_thousand_fields_are_refused_unread(town: Town) -> None:
    data = {f"veld{n}": "x" for n in range(10_000)}
    refused = set()
    for name, path in paths(town):
        seconds, status = costs(town.browsers["cjg"], "post", path, data)
        assert seconds < ONE_SECOND, name
        assert status != 500, name
        refused |= {name} if status == 400 else set()
    assert refused >= {"account_reset_password", "activities:new_link", "activities:session", "partners:import"}
    assert costs(Client(), "post", "/inloggen/", data)[1] == 400
    assert signed_in(town)


def test_i12_control_without_the_limit_they_are_read(town: Town, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = None
    data = {f"veld{n}": "x" for n in range(10_000)}
    assert costs(Client(), "post", "/inloggen/", data)[1] == 200


def test_i12_a_body_that_is_too_big_is_refused(db: None) -> None:
    response = Client().post("/inloggen/", {"login": "x" * 3_000_000})
    assert response.status_code == 413
