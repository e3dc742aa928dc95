"""Row A5 for accounts: asking for a password link tells nobody who has an account."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import Membership, User
from portal.outbox.models import Message
from portal.web import limits
from tests.accounts.people import sign_in, with_password

Asked = tuple[float, Any]


def known_people(total: int, municipality: Any) -> list[str]:
    users = User.objects.bulk_create(User(email=f"bekend{n}@canary.example", name="Bekend") for n in range(total))
    Membership.objects.bulk_create(Membership(user=u, municipality=municipality, role="cjg") for u in users)
    return [user.email for user in users]


def ask(email: str) -> Asked:
    client = Client()
    started = time.perf_counter()
    response = client.post(reverse("account_reset_password"), {"email": email})
    return time.perf_counter() - started, response


def both(total: int, municipality: Any) -> tuple[list[Asked], list[Asked]]:
    """As many known as unknown addresses, in mixed order, so that drift of the machine hits both."""
    known = known_people(total, municipality)
    unknown = [f"niemand{n}@canary.example" for n in range(total)]
    order = [*known, *unknown]
    random.Random(5).shuffle(order)  # noqa: S311 - an order, not a secret
    answers = {email: ask(email) for email in order}
    return [answers[email] for email in known], [answers[email] for email in unknown]


def auc(one: list[Asked], other: list[Asked]) -> float:
    """How often a known address takes longer than an unknown one: 0.5 tells nothing, 1 tells all."""
    wins = sum((a > b) + (a == b) / 2 for a, _ in one for b, _ in other)
    share = wins / (len(one) * len(other))
    return max(share, 1 - share)


def face(response: Any) -> tuple[Any, ...]:
    """Status, headers and body, without what is new in each answer."""
    headers = {
        name: value for name, value in response.headers.items() if name.lower() not in {"x-request-id", "expires"}
    }
    return response.status_code, response.content, sorted(headers.items()), sorted(response.cookies)


# With few requests chance alone gives more than 0.55; the full size is what the row asks.
@pytest.mark.parametrize(("total", "most"), [(30, 0.8), pytest.param(500, 0.55, marks=pytest.mark.soak, id="full")])
def test_a05_known_and_unknown_get_the_same_answer_in_the_same_time(
    municipality: Any, total: int, most: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    if total < 100:
        monkeypatch.setattr(limits, "STEADY_SECONDS", 0.05)
    known, unknown = both(total, municipality)
    assert {str(face(response)) for _, response in [*known, *unknown]} == {str(face(known[0][1]))}
    assert known[0][1].status_code == 302
    assert Message.objects.filter(kind="desk.password_link").count() == total
    told = auc(known, unknown)
    print(f"A5: AUC {told:.3f} over 2 x {total} requests")
    assert told < most


@pytest.mark.parametrize(("seconds", "least", "most"), [(0, 0.85, 1), (0.1, 0.5, 0.85)])
def test_a05_control_without_a_steady_answer_slow_storing_tells(
    municipality: Any, monkeypatch: pytest.MonkeyPatch, seconds: float, least: float, most: float
) -> None:
    def slow(**_: Any) -> None:
        time.sleep(0.08)

    monkeypatch.setattr("portal.desk.forms.account.send_account_mail", slow)
    monkeypatch.setattr(limits, "STEADY_SECONDS", seconds)
    assert least <= auc(*both(20, municipality)) <= most


def test_a05_the_page_after_it_is_the_same_for_everyone(municipality: Any) -> None:
    pages = set()
    for email in (known_people(1, municipality)[0], "niemand@canary.example"):
        response = Client().post(reverse("account_reset_password"), {"email": email}, follow=True)
        pages.add(response.content)
    assert len(pages) == 1


def test_a05_somebody_without_a_role_or_whose_account_ended_gets_no_mail(municipality: Any) -> None:
    User.objects.create_user("los@canary.example", name="Zonder rol")
    ended = with_password()
    User.objects.filter(pk=ended.pk).update(is_active=False)
    for email in ("los@canary.example", ended.email):
        assert ask(email)[1].status_code == 302
    assert not Message.objects.exists()


def test_a05_signing_in_says_the_same_for_each_reason(municipality: Any) -> None:
    ended = with_password()
    User.objects.filter(pk=ended.pk).update(is_active=False)
    wrong = sign_in(with_password(), password="niet-het-goede")
    told = {str(r.context["form"].errors) for r in (wrong, sign_in("niemand@canary.example"), sign_in(ended))}
    assert len(told) == 1
