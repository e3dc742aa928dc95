"""Row T13: whoever sends more than a form asks, under the name of any field of any model, changes nothing more.

Each address gets what its page asks, and then the same with all those names beside it: the rows change alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from portal.desk.forms.privacy import ProcessorForm
from tests.access.world import Town, two_towns
from tests.faults.extra_fields import READ_BY_VIEW, Sent, extra_names, forms_of, ordinary, send, snapshot

ONLY_GET = 405
# So many forms do what they are for in this test; the others wait for a second step, or show something.
AT_LEAST = 60


def both(town: Town, only: str = "") -> dict[str, tuple[Sent, Sent]]:
    """What each form did with what it asks, and with every name beside that."""
    told, names = {}, extra_names()
    todo = [one for one in forms_of(town) if only in {"", one[0].name}]
    before = snapshot(town)
    for address, path, role in todo:
        with transaction.atomic():
            data = ordinary(town, address, path, role)
            transaction.set_rollback(True)
        plain = send(town, path, role, data, before)
        if plain.status != ONLY_GET:
            known = data.keys() | READ_BY_VIEW.get(address.name, set())
            more = {name: value for name, value in names.items() if name not in known}
            told[address.name] = plain, send(town, path, role, {**more, **data}, before)
    return told


@pytest.fixture(scope="module")
def sent(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, tuple[Sent, Sent]]]:
    """One walk for all tests here; nothing of it stays in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield both(two_towns()[0])
        transaction.set_rollback(True)


def different(sent: dict[str, tuple[Sent, Sent]]) -> dict[str, list[str]]:
    """The addresses where more names changed more, with what they changed."""
    return {name: list(more.changes - plain.changes) for name, (plain, more) in sent.items() if plain != more}


def test_t13_only_what_a_form_asks_changes(sent: dict[str, tuple[Sent, Sent]]) -> None:
    assert different(sent) == {}


def test_t13_what_a_form_asks_does_change_something(sent: dict[str, tuple[Sent, Sent]]) -> None:
    assert len([name for name, (plain, _) in sent.items() if plain.changes]) >= AT_LEAST


@pytest.mark.django_db
def test_t13_control_a_form_that_takes_all_fields_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    careful = ProcessorForm.clean

    def careless(form: Any) -> dict[str, Any]:
        return {**careful(form), **{name: form.data[name] for name in ("ended_on",) if name in form.data}}

    monkeypatch.setattr(ProcessorForm, "clean", careless)
    found = different(both(two_towns()[0], "ground:change_processor"))
    assert any('"ended_on": "2033-03-03"' in change for change in found["ground:change_processor"])
