"""A round of invitations, as the job does it."""

from __future__ import annotations

from typing import Any

import pytest

from activities.domain.cancel_session import cancel_session
from activities.domain.invite import invite_batch
from activities.domain.start_inviting import start_inviting
from activities.models import Invitation, Session
from partners.domain.follow_division import follow_division
from portal.jobs.domain.run import run
from portal.jobs.models import Job
from portal.jobs.queries import explanation
from portal.municipalities import tenant
from portal.municipalities.models import Neighbourhood
from portal.municipalities.queries import division_of
from portal.outbox.models import Message
from tests import cast

pytestmark = pytest.mark.usefixtures("municipality")


def invited(session: Session, *areas: object) -> Job:
    job = start_inviting(session=session, areas=areas, started_by=1)  # type: ignore[arg-type]  # neighbourhoods
    run(job_id=job.pk)
    job.refresh_from_db()
    return job


def test_everyone_is_asked_once_however_often_it_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("activities.tasks.BATCH", 2)
    session = cast.session()
    cast.parents(3)
    cast.parents(2, invitable=False)
    first, second = invited(session), invited(session)
    assert (first.state, first.result["invited"], first.progress_done) == ("done", 3, 3)
    assert (second.state, second.result["invited"]) == ("done", 0)
    assert Invitation.objects.count() == Message.objects.count() == 3


def test_only_some_neighbourhoods() -> None:
    session, here, there = cast.session(), cast.neighbourhood(), cast.neighbourhood()
    cast.parents(2, neighbourhood=here)
    cast.parents(3, neighbourhood=there)
    assert invited(session, here).result["invited"] == 2


def test_a_division_that_came_before_the_round_is_said_in_words() -> None:
    session, old = cast.session(), cast.neighbourhood(postcodes=("3361",))
    cast.parents(2, neighbourhood=old, postcode="3361")
    job = start_inviting(session=session, areas=[old], started_by=1)
    new = Neighbourhood.objects.create(
        municipality=session.municipality, code="nieuw", name="Nieuw", year=old.year + 1, postcodes=["3361"]
    )
    assert follow_division(division_of(tenant.require())) == 2
    run(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, Invitation.objects.count()) == ("failed", 0)
    assert "De wijken zijn opnieuw ingedeeld" in str(explanation(job))
    assert invited(session, new).result["invited"] == 2


def test_a_division_in_the_middle_of_a_round_is_said_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("activities.tasks.BATCH", 2)
    session, old = cast.session(), cast.neighbourhood(postcodes=("3361",))
    cast.parents(3, neighbourhood=old, postcode="3361")

    def divided(**batch: Any) -> int:
        count = invite_batch(**batch)
        Neighbourhood.objects.get_or_create(
            municipality=session.municipality, code="nieuw", name="Nieuw", year=old.year + 1, postcodes=["3361"]
        )
        follow_division(division_of(tenant.require()))
        return count

    monkeypatch.setattr("activities.tasks.invite_batch", divided)
    job = invited(session, old)
    assert (job.state, Invitation.objects.count()) == ("failed", 2)


def test_a_session_that_was_called_off_meanwhile_says_so_in_words() -> None:
    session = cast.session()
    cast.parents(2)
    cancel_session(session=session, reason="Ziek")
    job = invited(session)
    assert job.state == "failed"
    assert "We hebben niemand meer uitgenodigd" in str(explanation(job))
    assert not Invitation.objects.exists()
