"""R11: many at once for the last places: exactly as many as there are, and everyone gets an answer.

The race is proved first: without the lock more get in, or the database's last guard has to say no.
"""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection

from activities.domain import register as verb
from activities.domain.register import Coming, Full, register
from activities.models import Capacity, Registration, Session
from partners.models import Parent
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from tests import cast

PLACES = 20


@pytest.fixture
def many(transactional_db: None) -> Municipality:
    return cast.municipality()


def _answers(municipality: Municipality, parents: list[Parent], session: Session, threads: int) -> Counter[str]:
    begin = threading.Barrier(threads)

    def one(at: int) -> Counter[str]:
        answers: Counter[str] = Counter()
        with tenant.use(municipality):
            begin.wait()
            for parent in parents[at::threads]:
                try:
                    register(session=session, parent=parent, coming=Coming())
                    answers["confirmed"] += 1
                except Full:
                    answers["full"] += 1
                except IntegrityError:
                    answers["error"] += 1
        connection.close()
        return answers

    with ThreadPoolExecutor(threads) as pool:
        return sum(pool.map(one, range(threads)), Counter())


def _run(municipality: Municipality, total: int, threads: int) -> tuple[Counter[str], int, int]:
    with tenant.use(municipality):
        session, parents = cast.session(places=PLACES), cast.parents(total)
        answers = _answers(municipality, parents, session, threads)
        live = Registration.objects.filter(session=session, state=Registration.State.CONFIRMED).count()
        return answers, live, Capacity.objects.get(session=session).taken


@pytest.mark.parametrize(("total", "threads"), [(100, 10), pytest.param(500, 20, marks=pytest.mark.soak)])
def test_exactly_as_many_as_there_are_places(many: Municipality, total: int, threads: int) -> None:
    answers, live, taken = _run(many, total, threads)
    assert answers == {"confirmed": PLACES, "full": total - PLACES}
    assert live == taken == PLACES


def test_without_the_lock_it_goes_wrong(many: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    def unlocked(session: Session, **_: Any) -> Capacity:
        found = Capacity.objects.get(session=session, what="places")
        threading.Event().wait(0.01)  # somebody else is faster
        return found

    monkeypatch.setattr(verb, "lock_places", unlocked)
    answers, live, _taken = _run(many, 100, 10)
    assert answers["error"] or live != PLACES, "the race did not show; this test proves nothing"
