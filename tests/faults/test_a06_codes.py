"""Row A6 for codes of six digits: five wrong ones and it is locked, in the database, and never for good."""

from __future__ import annotations

import os
from typing import Any

import pytest
import redis
from allauth.mfa import app_settings as mfa
from allauth.mfa.models import Authenticator
from django.core.cache import cache

from portal.accounts.domain.limit import take
from portal.accounts.models import Lockout
from portal.desk.forms import factor
from portal.web.tries import PER_ACCOUNT, Tries
from tests.accounts.factors import PATHS, code_of, give_code, recovery_codes, sign_in_with_app, with_app
from tests.accounts.people import shift_tries, sign_in, with_password
from tests.faults.test_a06_guessing import at_once

OK, LOOKED_AT, LOCKED = 302, 200, 429
MOST = PER_ACCOUNT[0].most


@pytest.fixture(autouse=True)
def quick(settings: Any) -> None:
    """What is tested here is not how a password is kept."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def somebody(municipality: Any) -> tuple[Any, str]:
    return with_app()


def wrong(secret: str) -> str:
    """Six digits that no app shows now."""
    near = {code_of(secret, later=step) for step in range(-3, 4)}
    return next(f"{n:06}" for n in range(100) if f"{n:06}" not in near)


def guess(user: Any, secret: str, total: int) -> list[int]:
    """Wrong codes, each from the next network: who guesses knows the password."""
    origins = [f"198.51.100.{n}" for n in range(total)]
    browsers = [sign_in(user, origin=origin).client for origin in origins]
    return [
        give_code(browser, wrong(secret), origin).status_code for browser, origin in zip(browsers, origins, strict=True)
    ]


def test_a06_five_wrong_codes_and_it_is_locked(somebody: Any) -> None:
    user, secret = somebody
    assert guess(user, secret, MOST + 3) == [LOOKED_AT] * MOST + [LOCKED] * 3
    browser = sign_in(user).client
    assert give_code(browser, code_of(secret)).status_code == LOCKED
    assert browser.get("/sliedrecht/vandaag/").status_code == 302


def test_a06_control_without_counting_the_sixth_code_is_looked_at(
    somebody: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tries, "allowed", lambda _self: True)
    user, secret = somebody
    assert guess(user, secret, MOST + 2) == [LOOKED_AT] * (MOST + 2)
    assert give_code(sign_in(user).client, code_of(secret)).status_code == OK


def test_a06_recovery_codes_are_counted_with_them(somebody: Any) -> None:
    user, secret = somebody
    guess(user, secret, MOST)
    assert give_code(sign_in(user).client, recovery_codes(user)[0]).status_code == LOCKED


def test_a06_the_lock_of_codes_ends_by_itself(somebody: Any) -> None:
    user, secret = somebody
    guess(user, secret, MOST + 2)
    shift_tries(hours=0.26)
    assert give_code(sign_in(user).client, code_of(secret)).status_code == OK


def test_a06_who_signed_in_here_before_gets_in_while_others_guess_codes(somebody: Any) -> None:
    user, secret = somebody
    browser = sign_in_with_app(user, secret)
    browser.post("/uitloggen/")
    guess(user, secret, MOST + 1)
    assert sign_in(user, client=browser).status_code == OK
    assert give_code(browser, code_of(secret)).status_code == OK


def test_a06_counts_of_codes_survive_an_emptied_broker_and_cache(somebody: Any) -> None:
    user, secret = somebody
    guess(user, secret, MOST)
    redis.Redis.from_url(os.environ["REDIS_URL"]).flushdb()
    cache.clear()
    assert give_code(sign_in(user).client, code_of(secret)).status_code == LOCKED


def test_a06_a_code_is_right_once(somebody: Any) -> None:
    user, secret = somebody
    code = code_of(secret)
    assert give_code(sign_in(user).client, code).status_code == OK
    cache.clear()
    again = give_code(sign_in(user).client, f"{code[:3]} {code[3:]}")
    assert again.status_code == LOOKED_AT
    assert "al gebruikt" in again.content.decode()


@pytest.mark.parametrize("typed", ["{0}-{1}", "{0}.{1}", "'{0}{1}'", "({0}) {1}!", "\t{0} - {1}"])
def test_a06_a_code_is_right_once_however_it_is_typed(somebody: Any, typed: str) -> None:
    user, secret = somebody
    code = code_of(secret, later=1)
    other = typed.format(code[:3], code[3:])
    for first, second in ((code, other), (other, code)):
        Lockout.objects.all().delete()
        cache.clear()
        assert give_code(sign_in(user).client, first).status_code == OK
        cache.clear()
        assert give_code(sign_in(user).client, second).status_code == LOOKED_AT


def test_a06_the_code_that_set_up_the_app_is_used_however_it_is_typed(municipality: Any) -> None:
    user = with_password()
    browser = sign_in(user).client
    secret = browser.get(PATHS.app).context["form"].secret
    code = code_of(secret, later=1)
    assert browser.post(PATHS.app, {"code": f"{code[:3]}-{code[3:]}"}).status_code == OK
    cache.clear()
    assert give_code(sign_in(user).client, code).status_code == LOOKED_AT


def test_a06_a_used_code_is_known_for_longer_than_it_can_be_right() -> None:
    right = mfa.TOTP_PERIOD * (2 * mfa.TOTP_TOLERANCE + 1)
    assert [limit.most for limit in factor.ONCE] == [1]
    assert min(limit.seconds for limit in factor.ONCE) > right >= 90


def test_a06_control_without_our_own_count_an_emptied_cache_lets_a_code_in_twice(
    somebody: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(factor, "_use_up", lambda *_: None)
    user, secret = somebody
    code = code_of(secret)
    for _ in range(2):
        assert give_code(sign_in(user).client, code).status_code == OK
        cache.clear()


def test_a06_a_recovery_code_is_right_once(somebody: Any) -> None:
    user, _ = somebody
    code = recovery_codes(user)[3]
    assert give_code(sign_in(user).client, code).status_code == OK
    assert give_code(sign_in(user).client, code).status_code == LOOKED_AT
    assert len(recovery_codes(user)) == 9


@pytest.mark.django_db(transaction=True)
def test_a06_a_code_at_the_same_moment_is_taken_once() -> None:
    assert at_once(12, lambda: take(key="used:1:123456", limits=factor.ONCE)).count(True) == 1


WIDE = "\uff11\uff12\uff13\uff14\uff15\uff16"


@pytest.mark.parametrize("typed", ["", "abcdef", "12345", "9" * 400, "\x00", WIDE, "-1", "' OR 1=1"])
def test_a06_nonsense_is_a_wrong_code(somebody: Any, typed: str) -> None:
    user, _ = somebody
    assert give_code(sign_in(user).client, typed).status_code == LOOKED_AT


def test_a06_what_is_secret_is_not_in_the_database_in_plain(somebody: Any) -> None:
    user, secret = somebody
    kept = str(list(Authenticator.objects.filter(user=user).values_list("data", flat=True)))
    assert secret not in kept
    assert not [code for code in recovery_codes(user) if code in kept]
    assert "gAAAA" in kept
