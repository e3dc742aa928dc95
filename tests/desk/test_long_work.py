from __future__ import annotations

import pytest
from django.test import Client

from portal.accounts.models import User
from portal.jobs.domain.claim import claim, finish
from portal.jobs.models import Job
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from tests import cast

State = Job.State


@pytest.fixture
def cjg(client: Client, municipality: Municipality) -> User:
    user = cast.member("cjg")
    cast.sign_in(client, user)
    return user


def work(**fields: object) -> Job:
    fields.setdefault("started_by", 0)
    return Job.objects.create(kind="partners.import_parents", **fields)


def address(job: Job) -> str:
    return f"/sliedrecht/taken/{job.public_id}/"


def test_the_page_shows_how_far_it_is(client: Client, cjg: User) -> None:
    job = work(started_by=cjg.pk, state=State.RUNNING, progress_done=3, progress_total=8)
    page = client.get(address(job)).content.decode()
    assert "3 van 8 klaar" in page
    assert 'value="3"' in page
    assert "Stop deze taak" in page


def test_stopping_is_a_post_that_can_be_done_twice(client: Client, cjg: User) -> None:
    job = work(started_by=cjg.pk)
    assert client.get(f"{address(job)}stop/").status_code == 405
    for _ in range(2):
        assert client.post(f"{address(job)}stop/")["Location"] == address(job)
    job.refresh_from_db()
    assert job.state == State.STOPPED
    page = client.get(address(job)).content.decode()
    assert "Stop deze taak" not in page
    assert "Wat klaar was" in page


def test_a_failure_is_told_in_words(client: Client, cjg: User) -> None:
    job = work(state=State.FAILED, error="gave_up")
    page = client.get(address(job)).content.decode()
    assert "een paar keer onderbroken" in page
    assert "gave_up" not in page


def test_it_says_who_began_it_and_why_it_failed(client: Client, cjg: User, other: Municipality) -> None:
    starter = cast.member("cjg", name="Testpersoon Starter")
    stranger = cast.member("cjg", at=other, name="Van Elders")
    job = work(started_by=starter.pk, state=State.FAILED, error="gave_up")
    work(started_by=stranger.pk)
    listed = client.get("/sliedrecht/taken/").content.decode()
    assert "Testpersoon Starter" in listed
    assert "een paar keer onderbroken" in listed
    assert "Van Elders" not in listed
    assert "Het portaal" in listed
    assert "Begonnen door Testpersoon Starter" in client.get(address(job)).content.decode()


def test_what_is_done_leads_on_inside_this_municipality_only(client: Client, cjg: User) -> None:
    for link, shown in (("/sliedrecht/ouders/", True), ("/zwolle/ouders/", False), ("https://x.example/", False)):
        job = work()
        claimed = claim(job_id=job.pk)
        assert claimed is not None
        finish(job=claimed, state=State.DONE, result={"link": link})
        assert (f'href="{link}"' in client.get(address(job)).content.decode()) is shown


@pytest.mark.parametrize(
    ("role", "sees", "stops"),
    [("cjg", True, False), ("administrator", True, True), ("policy_officer", False, False), ("partner", False, False),
     ("privacy_officer", False, False)],
)  # fmt: skip
def test_who_sees_and_stops_whose_work(
    client: Client, municipality: Municipality, *, role: str, sees: bool, stops: bool
) -> None:
    """Who started it does both; a colleague of CJG sees it, the administrator also stops it."""
    user = cast.member(role)
    cast.sign_in(client, user)
    for job, may_see, may_stop in ((work(started_by=user.pk), True, True), (work(), sees, stops)):
        page = client.get(address(job))
        assert page.status_code == (200 if may_see else 404)
        assert ("Stop deze taak" in page.content.decode()) is may_stop
        assert (address(job) in client.get("/sliedrecht/taken/").content.decode()) is may_see
        assert client.post(f"{address(job)}stop/").status_code == (302 if may_stop else 404)
        job.refresh_from_db()
        assert (job.state == State.STOPPED) is may_stop


def test_work_of_another_municipality_is_not_there(client: Client, cjg: User, other: Municipality) -> None:
    with use(other):
        job = work()
    assert client.get(address(job)).status_code == 404


def test_the_list_takes_the_same_few_queries_for_any_length(
    client: Client, cjg: User, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    for count in (1, 30):
        Job.objects.bulk_create(Job(kind="x", started_by=1) for _ in range(count))
        client.get("/sliedrecht/taken/")
        with django_assert_num_queries(6):  # type: ignore[operator]  # pytest-django's own fixture
            assert client.get("/sliedrecht/taken/").status_code == 200
