from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from portal.audit.models import AuditEntry
from portal.files.domain.keep import keep
from portal.jobs import registry
from portal.jobs.domain.claim import claim, finish
from portal.jobs.domain.requeue import forget, requeue_lost
from portal.jobs.domain.run import Run, run
from portal.jobs.domain.start import start
from portal.jobs.domain.stop import stop
from portal.jobs.models import Job
from portal.jobs.queries import explanation
from portal.jobs.registry import JobFailed, LeaseLost, Running
from portal.jobs.spec import MAX_ATTEMPTS
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use

State = Job.State
Register = Callable[[registry.Handler], Job]


@pytest.fixture
def doing(municipality: Municipality, monkeypatch: pytest.MonkeyPatch) -> Register:
    """Start a job with this handler."""
    monkeypatch.setattr(registry, "_kinds", {})

    def made(handler: registry.Handler) -> Job:
        registry.register(f"test.{handler.__name__.strip('<>')}", handler)
        return start(f"test.{handler.__name__.strip('<>')}", params={"n": 3}, started_by=5)

    return made


def nothing(job: Running) -> Mapping[str, Any]:
    return {"n": job.params["n"]}


def again(job: Job) -> Job:
    job.refresh_from_db()
    return job


def outdate_lease(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=Now() - timedelta(seconds=1))


def test_a_job_is_done_by_the_one_who_started_it(doing: Register) -> None:
    job = doing(nothing)
    run(job_id=job.pk)
    assert (again(job).state, job.result, job.attempts, job.lease_until) == (State.DONE, {"n": 3}, 1, None)
    assert job.ended_at is not None
    entries = AuditEntry.objects.filter(subject_kind="jobs.Job").order_by("pk")
    assert [entry.action for entry in entries] == ["jobs.start", "jobs.done"]
    assert (entries[1].actor_kind, entries[1].actor_id, entries[1].origin) == ("user", 5, "job")


def test_doing_it_twice_is_harmless(doing: Register) -> None:
    calls: list[int] = []

    def note(job: Running) -> Mapping[str, Any]:
        calls.append(job.done)
        return {}

    job = doing(note)
    assert run(job_id=job.pk) is not None
    assert run(job_id=job.pk) is None
    assert calls == [0]


def test_an_unknown_kind_cannot_be_started(municipality: Municipality) -> None:
    with pytest.raises(KeyError):
        start("no.such.work", params={}, started_by=1)


def test_a_kind_of_an_older_version_fails_with_words(municipality: Municipality) -> None:
    job = Job.objects.create(kind="was.once", started_by=1)
    run(job_id=job.pk)
    assert (again(job).state, job.error) == (State.FAILED, "unknown_kind")
    assert "start het opnieuw" in str(explanation(job)).lower()


def test_a_handler_that_knows_why_says_it_and_one_that_breaks_gets_plain_words(doing: Register) -> None:
    def refuse(job: Running) -> Mapping[str, Any]:
        raise JobFailed("empty", "Er staat niets in het bestand.")

    def explode(job: Running) -> Mapping[str, Any]:
        raise ZeroDivisionError

    refused = doing(refuse)
    run(job_id=refused.pk)
    assert (again(refused).state, explanation(refused)) == (State.FAILED, "Er staat niets in het bestand.")
    broken = doing(explode)
    run(job_id=broken.pk)
    assert (again(broken).state, broken.error) == (State.FAILED, "broken")
    assert "aan onze kant" in str(explanation(broken))


def test_a_lost_database_gives_the_job_back(doing: Register) -> None:
    def away(job: Running) -> Mapping[str, Any]:
        raise OperationalError("gone")

    job = doing(away)
    run(job_id=job.pk)
    assert (again(job).state, job.attempts, job.lease_until) == (State.QUEUED, 1, None)


def test_a_job_whose_worker_died_is_taken_over_and_the_late_one_is_shut_out(doing: Register) -> None:
    job = doing(nothing)
    first = claim(job_id=job.pk)
    assert first is not None
    assert claim(job_id=job.pk) is None, "its lease holds"
    outdate_lease(job)
    second = claim(job_id=job.pk)
    assert second is not None
    assert second.fence > first.fence
    late = Run(first)
    with pytest.raises(LeaseLost):
        late.progress(1, 2)
    with pytest.raises(LeaseLost):
        late.stopped()
    with pytest.raises(LeaseLost), late.batch():
        pytest.fail("the body of a batch that is not ours")
    assert not finish(job=first, state=State.DONE)
    assert finish(job=second, state=State.DONE)
    assert not finish(job=second, state=State.FAILED), "twice is harmless"
    assert again(job).state == State.DONE


def test_control_without_the_fence_the_late_one_would_write(doing: Register) -> None:
    job = doing(nothing)
    first = claim(job_id=job.pk)
    outdate_lease(job)
    second = claim(job_id=job.pk)
    assert first is not None
    assert second is not None
    first.fence = second.fence
    assert finish(job=first, state=State.FAILED, error="broken")
    assert again(job).state == State.FAILED


def test_progress_renews_the_lease(doing: Register) -> None:
    job = doing(nothing)
    claimed = claim(job_id=job.pk)
    assert claimed is not None
    assert claimed.lease_until is not None
    Job.objects.update(lease_until=Now() + timedelta(seconds=1))
    Run(claimed).progress(2, 9)
    assert (again(job).progress_done, job.progress_total) == (2, 9)
    assert job.lease_until is not None
    assert job.lease_until >= claimed.lease_until


def test_after_three_tries_it_fails_with_words(doing: Register) -> None:
    job = doing(nothing)
    for _ in range(MAX_ATTEMPTS):
        assert claim(job_id=job.pk) is not None
        outdate_lease(job)
    assert run(job_id=job.pk) is None
    assert (again(job).state, job.error, job.attempts) == (State.FAILED, "gave_up", MAX_ATTEMPTS)
    assert "onderbroken" in str(explanation(job))


def test_a_waiting_job_stops_at_once(doing: Register) -> None:
    job = doing(nothing)
    assert stop(job=job).state == State.STOPPED
    stop(job=job)
    assert run(job_id=job.pk) is None
    assert AuditEntry.objects.filter(action="jobs.stop").count() == 1


def test_a_busy_job_stops_after_its_batch_and_keeps_what_is_done(doing: Register) -> None:
    def count(job: Running) -> Mapping[str, Any]:
        n = 0
        while not job.stopped():
            n += 1
            job.progress(n, 100)
            if n == 4:
                stop(job=Job.objects.get())
        return {"n": n}

    job = doing(count)
    run(job_id=job.pk)
    assert (again(job).state, job.result, job.progress_done) == (State.STOPPED, {"n": 4}, 4)
    assert stop(job=job).state == State.STOPPED


def test_a_job_that_was_done_before_it_heard_of_the_stop_is_done(doing: Register) -> None:
    def deaf(job: Running) -> Mapping[str, Any]:
        stop(job=Job.objects.get())
        return {}

    job = doing(deaf)
    run(job_id=job.pk)
    assert again(job).state == State.DONE


def test_a_job_reads_its_file(doing: Register) -> None:
    def weigh(job: Running) -> Mapping[str, Any]:
        return {"size": job.file.size if job.file else None}

    doing(weigh)
    job = start("test.weigh", params={}, started_by=1, file=keep("x", b"1234", media_type="text/plain", days=1))
    run(job_id=job.pk)
    assert again(job).result == {"size": 4}


def test_a_lost_bell_is_rung_again_but_not_each_minute(doing: Register) -> None:
    job = doing(nothing)
    assert requeue_lost() == 0, "its bell was rung just now"
    Job.objects.update(rung_at=Now() - timedelta(minutes=2))
    assert requeue_lost() == 1
    assert requeue_lost() == 0
    claim(job_id=job.pk)
    Job.objects.update(rung_at=Now() - timedelta(minutes=2))
    assert requeue_lost() == 0, "somebody works on it"
    outdate_lease(job)
    assert requeue_lost() == 1


def test_looking_for_lost_jobs_costs_one_statement(municipality: Municipality) -> None:
    with CaptureQueriesContext(connection) as asked:
        requeue_lost()
    assert len(asked) == 1


def test_old_jobs_are_forgotten(doing: Register, other: Municipality) -> None:
    old, young, waiting = doing(nothing), doing(nothing), doing(nothing)
    for job in (old, young):
        run(job_id=job.pk)
    Job.objects.filter(pk=old.pk).update(ended_at=Now() - timedelta(days=31))
    with use(other):
        assert forget() == 0
    assert forget() == 1
    assert set(Job.objects.all()) == {young, waiting}
