"""Row A6 for passwords: whoever guesses is stopped, whoever knows is not locked out for ever."""

from __future__ import annotations

import os
import threading
from typing import Any

import pytest
import redis
from django.db import connection
from django.urls import reverse

from portal.accounts.domain import limit
from portal.accounts.models import Lockout
from portal.web.origin import network
from portal.web.tries import PER_ACCOUNT, PER_NETWORK, Tries
from tests.accounts.people import shift_tries, sign_in, with_password

OK, LOOKED_AT, LOCKED = 302, 200, 429
MOST = PER_ACCOUNT[0].most
FROM_ONE_NETWORK = PER_NETWORK[0].most
A_THOUSAND = pytest.param(1000, marks=pytest.mark.soak)


@pytest.fixture(autouse=True)
def quick(settings: Any) -> None:
    """What is tested here is not how a password is kept."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def guess(total: int, email: str) -> list[int]:
    """Wrong passwords for one account, each from the next of 100 networks."""
    origins = [f"198.51.100.{n % 100}" for n in range(total)]
    return [sign_in(email, password=f"geraden-{n}-geraden", origin=o).status_code for n, o in enumerate(origins)]


@pytest.mark.parametrize("total", [40, A_THOUSAND])
def test_a06_one_account_from_many_networks(municipality: Any, total: int) -> None:
    user = with_password()
    assert guess(total, user.email) == [LOOKED_AT] * MOST + [LOCKED] * (total - MOST)
    right = sign_in(user, origin="203.0.113.9")
    assert right.status_code == LOCKED
    assert reverse("account_reset_password") in right.content.decode()
    assert right["Retry-After"] == "900"


def test_a06_control_without_counting_the_right_password_is_found(
    municipality: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tries, "allowed", lambda _self: True)
    user = with_password()
    assert set(guess(MOST + 3, user.email)) == {LOOKED_AT}
    assert sign_in(user).status_code == OK


def test_a06_unknown_and_ended_accounts_are_locked_alike(municipality: Any) -> None:
    ended = with_password()
    type(ended).objects.filter(pk=ended.pk).update(is_active=False)
    for email in ("nobody@canary.example", ended.email):
        assert guess(MOST + 2, email) == [LOOKED_AT] * MOST + [LOCKED] * 2


def test_a06_upper_case_is_the_same_account(municipality: Any) -> None:
    user = with_password(email="hoofd@canary.example")
    guess(MOST, user.email)
    assert sign_in("HOOFD@canary.EXAMPLE").status_code == LOCKED


@pytest.mark.parametrize("total", [FROM_ONE_NETWORK + 10, pytest.param(100, marks=pytest.mark.soak)])
def test_a06_many_accounts_from_one_network(municipality: Any, total: int) -> None:
    answers = [sign_in(f"iemand{n}@canary.example", password="geraden-geraden").status_code for n in range(total)]
    assert answers == [LOOKED_AT] * FROM_ONE_NETWORK + [LOCKED] * (total - FROM_ONE_NETWORK)
    user = with_password()
    assert sign_in(user).status_code == LOCKED
    assert sign_in(user, origin="203.0.113.9").status_code == OK


def test_a06_the_network_of_an_ipv6_customer_is_one(municipality: Any) -> None:
    answers = [
        sign_in(f"iemand{n}@canary.example", password="geraden-geraden", origin=f"2001:db8::{n:x}").status_code
        for n in range(1, FROM_ONE_NETWORK + 3)
    ]
    assert answers[-2:] == [LOCKED, LOCKED]


def test_a06_visitors_of_a_server_on_ipv6_are_not_one_network(municipality: Any) -> None:
    answers = [
        sign_in(f"iemand{n}@canary.example", password="geraden-geraden", origin=f"::ffff:192.0.2.{n}").status_code
        for n in range(1, FROM_ONE_NETWORK + 3)
    ]
    assert set(answers) == {LOOKED_AT}


@pytest.mark.parametrize(
    ("address", "seen_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("::ffff:c000:207", "192.0.2.7"),
        ("2001:db8::7:8:9:a", "2001:db8::"),
        ("fe80::7%eth0", "fe80::"),
        ("unix:", "unix:"),
    ],
)
def test_a06_what_counts_as_one_network(address: str, seen_as: str) -> None:
    assert network(address) == seen_as


def test_a06_colleagues_behind_one_address_do_not_lock_each_other(municipality: Any) -> None:
    user = with_password()
    assert {sign_in(user).status_code for _ in range(FROM_ONE_NETWORK + 2)} == {OK}


def test_a06_the_lock_ends_by_itself_and_does_not_grow(municipality: Any) -> None:
    user = with_password()
    guess(MOST + 20, user.email)
    shift_tries(hours=0.24)
    assert sign_in(user).status_code == LOCKED
    shift_tries(hours=0.02)
    assert sign_in(user).status_code == OK


def test_a06_who_signed_in_here_before_gets_in_while_others_guess(municipality: Any) -> None:
    user = with_password()
    browser = sign_in(user).client
    browser.post("/uitloggen/")
    guess(MOST + 5, user.email)
    assert sign_in(user).status_code == LOCKED
    assert sign_in(user, client=browser).status_code == OK


def test_a06_a_known_browser_may_not_guess_on_and_on(municipality: Any) -> None:
    user, colleague = with_password(), with_password()
    browser = sign_in(user).client
    browser.post("/uitloggen/")
    wrong = [sign_in(user, client=browser, password="geraden-geraden").status_code for _ in range(MOST + 1)]
    assert wrong == [LOOKED_AT] * MOST + [LOCKED]
    assert sign_in(user, client=browser).status_code == LOCKED
    guess(MOST, colleague.email)
    assert sign_in(colleague, client=browser).status_code == LOCKED


def test_a06_counts_survive_an_emptied_broker(municipality: Any) -> None:
    user = with_password()
    guess(MOST, user.email)
    # Of this worker only: the others' bells wait on the same server.
    redis.Redis.from_url(os.environ["REDIS_URL"]).flushdb()
    assert sign_in(user).status_code == LOCKED


def at_once(total: int, work: Any) -> list[Any]:
    start, answers = threading.Barrier(total), []

    def run() -> None:
        start.wait()
        try:
            answers.append(work())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(total)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.django_db(transaction=True)
def test_a06_tries_at_the_same_moment_are_all_counted() -> None:
    assert at_once(16, lambda: limit.take(key="tegelijk", limits=PER_ACCOUNT)).count(True) == MOST


@pytest.mark.django_db(transaction=True)
def test_a06_control_looking_first_and_counting_later_lets_more_through() -> None:
    looked = threading.Barrier(16)

    def look_then_count() -> bool:
        found = Lockout.objects.filter(key="naief").first()
        looked.wait()
        limit.take(key="naief", limits=(limit.Limit(1000, 60),))
        return found is None or len(found.tries) < MOST

    assert at_once(16, look_then_count).count(True) > MOST
