"""Rows T12 and P8: each role sees the personal fields that it may see, on those pages, and nothing more or less.

Every look of staff at something of a parent is a line in the log.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.template import NodeList
from django.template.engine import Engine
from django.template.loader import get_template

from partners.views import promises
from tests import cast
from tests.access.world import VISITORS, two_towns
from tests.faults.field_rules import FIELD_RULES, Rules
from tests.faults.seen import Seen, look

ROLES = (*VISITORS, *cast.STAFF)


@pytest.fixture(scope="module")
def seen(django_db_setup: None, django_db_blocker: Any) -> Iterator[Seen]:
    """One walk for all tests here; nothing of it stays in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield look(two_towns()[0], ROLES)
        transaction.set_rollback(True)


def flat(fields: Rules | dict[str, dict[str, set[str]]]) -> set[str]:
    """One line for each field, role and page."""
    return {f"{name} · {role} · {page}" for name, told in fields.items() for role in told for page in told[role]}


def test_t12_each_role_sees_what_the_table_says_and_no_more(seen: Seen) -> None:
    assert flat(seen.fields) - flat(FIELD_RULES) == set()


def test_t12_each_role_sees_what_the_table_says_and_no_less(seen: Seen) -> None:
    assert flat(FIELD_RULES) - flat(seen.fields) == set()


def test_p08_every_look_at_something_of_a_parent_is_written_down(seen: Seen) -> None:
    assert seen.unwritten == set()


@pytest.mark.django_db
def test_t12_control_a_page_that_shows_one_more_field_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: Any = get_template("partners/members.html")
    block = shown.template.nodelist[0].blocks["content"]
    careless = Engine.get_default().from_string("{% for one in members %}{{ one.membership.user.email }}{% endfor %}")
    monkeypatch.setattr(block, "nodelist", NodeList([*block.nodelist, *careless.nodelist]))
    found = look(two_towns()[0], ["policy_officer"], only={"partners:members"})
    assert flat(found.fields) - flat(FIELD_RULES) == {"accounts.User.email · policy_officer · partners:members"}


@pytest.mark.django_db
def test_p08_control_a_look_that_nobody_writes_down_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(promises, "record", lambda *_, **__: None)
    found = look(two_towns()[0], ["cjg"], only={"partners:promises"})
    assert found.unwritten == {"partners:promises as cjg"}
