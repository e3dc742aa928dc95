"""Rows T1 and T2: every address as everyone, here and elsewhere, with every method."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.checks import Error
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal.accounts.rules import administrator
from portal.audit.actor import Actor
from portal.web import access, checks
from portal.web.checks import Address, addresses
from tests.access.matrix import Cell, NoSample, Walk, arguments, unanswered
from tests.access.world import two_towns

OK = 200


@pytest.fixture(scope="module")
def walk(django_db_setup: None, django_db_blocker: Any) -> Iterator[Walk]:
    """One walk for all tests here; nothing of it stays in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Walk(*two_towns()).over(addresses())
        transaction.set_rollback(True)


def test_t01_every_address_answers_everyone_as_declared(walk: Walk) -> None:
    wrong = [str(cell) for cell in walk.cells if cell.wrong]
    if wrong:
        told = "\n".join(wrong[:80])
        hint = f"{len(wrong)} of {len(walk.cells)}; what is right belongs in tests/access/expected.py"
        pytest.fail(f"{hint}:\n{told}", pytrace=False)


def test_t02_every_address_has_a_role_for_which_it_works(walk: Walk) -> None:
    assert not unanswered(walk.cells)


# Beside these nothing is written inside a municipality by who only looks: that somebody saw a page, how long their
# session lasts, and that guessing is counted.
AROUND = {"django_session", "accounts_lockout"}
BY_LOOKING = {"GET": {"audit_auditentry", *AROUND}, "HEAD": AROUND, "OPTIONS": AROUND}


def by_looking(cells: list[Cell]) -> list[str]:
    looked = [cell for cell in cells if cell.status == OK and cell.address.inside and cell.method in BY_LOOKING]
    wrong = ((cell, cell.wrote - BY_LOOKING[cell.method]) for cell in looked)
    return [f"{cell} wrote in {sorted(tables)}" for cell, tables in wrong if tables]


def test_t01_who_only_looks_writes_nothing(walk: Walk) -> None:
    assert by_looking(walk.cells) == []
    assert [cell for cell in walk.cells if cell.method == "GET" and "audit_auditentry" in cell.wrote]


@pytest.mark.django_db
def test_t01_control_if_asking_for_headers_was_seeing_it_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.audit.domain.record.current", lambda: Actor("nobody"))
    pages = [address for address in addresses() if address.name == "partners:own_page"]
    assert by_looking(Walk(*two_towns()).over(pages, methods=("HEAD",)).cells)


@pytest.mark.django_db
def test_t01_control_without_the_guard_of_staff_pages_the_walk_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def let_everyone_in(request: access.PortalRequest, _rule: object) -> None:
        request.user_id, request.roles = request.user.pk or 0, frozenset({"policy_officer", "cjg", "administrator"})

    guarded = [a for a in addresses() if a.access and a.access.kind == "staff"][:4]
    assert guarded
    monkeypatch.setattr(access, "_refuse_staff", let_everyone_in)
    walk = Walk(*two_towns()).over(guarded, methods=("GET",))
    assert [cell for cell in walk.cells if cell.wrong and cell.where == "own"]
    assert [cell for cell in walk.cells if cell.wrong and cell.where == "other municipality"]


def bare(request: HttpRequest, **_: object) -> HttpResponse:
    return HttpResponse("nobody said who may see this")


def found_by_check(route: str, view: Any, name: str | None = "bad") -> list[str]:
    pattern = path(route.removeprefix(checks.INSIDE), view, name=name)
    address = Address(route, f"test:{name}" if name else "", pattern)
    return [str(problem.id) for problem in checks._problems(address) if isinstance(problem, Error)]  # noqa: SLF001


def test_t01_a_view_that_says_nothing_fails_the_check() -> None:
    assert found_by_check(f"{checks.INSIDE}geheim/", bare) == ["portal.E010"]
    assert found_by_check(f"{checks.INSIDE}geheim/", access.staff(administrator)(bare)) == []


def test_t01_a_view_without_a_name_or_in_the_wrong_place_fails_the_check() -> None:
    assert found_by_check("geheim/", access.staff(administrator)(bare)) == ["portal.E012"]
    assert found_by_check(f"{checks.INSIDE}x/", access.account(bare)) == ["portal.E012"]
    assert found_by_check(f"{checks.INSIDE}x/", access.link("test")(bare)) == ["portal.E013"]
    assert found_by_check(f"{checks.INSIDE}x/", access.public(bare), name=None) == ["portal.E011"]


def test_t01_every_view_says_who_may_enter() -> None:
    assert checks.views_say_who_may_enter() == []


def test_t01_arguments_that_nobody_can_build_fail_with_the_line_to_add() -> None:
    pattern = path("dossier/<uuid:public_id>/", access.public(bare), name="dossier")
    address = Address(f"{checks.INSIDE}dossier/<uuid:public_id>/", "partners:dossier", pattern)
    with pytest.raises(NoSample, match=r'"partners:dossier": \{"public_id": of\("app.Model"\)\}'):
        arguments(address, None)  # type: ignore[arg-type]
