"""Row A7: no form fills somebody's mailbox."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.outbox.models import Message
from portal.web import limits
from tests.accounts.people import shift_tries, with_password


def ask(email: str, times: int) -> int:
    for n in range(times):
        answer = Client().post(reverse("account_reset_password"), {"email": email}, REMOTE_ADDR=f"198.51.100.{n}")
        assert answer.status_code == 302
    return Message.objects.filter(kind="desk.password_link").count()


def test_a07_three_in_an_hour_and_ten_in_a_day(municipality: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "STEADY_SECONDS", 0)
    user = with_password(email="ouderwerk@canary.example")
    assert ask(user.email, 6) == 3
    assert ask("OuderWerk@Canary.example", 2) == 3
    for hour, total in ((1, 6), (2, 9), (3, 10), (4, 10)):
        shift_tries(hours=1.01)
        assert ask(user.email, 4) == total, hour
    shift_tries(hours=20)
    assert ask(user.email, 1) == 11


def test_a07_control_without_the_limit_every_request_is_a_mail(
    municipality: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "STEADY_SECONDS", 0)
    monkeypatch.setattr("portal.desk.forms.account.allow_mail", lambda _email: True)
    assert ask(with_password().email, 6) == 6
