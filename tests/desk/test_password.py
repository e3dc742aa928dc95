"""Forgotten and changed passwords, through the outbox and a real mail."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from portal.audit.models import AuditEntry
from portal.municipalities import tenant
from portal.outbox.models import Message
from portal.outbox.registry import find
from portal.web import limits
from tests.accounts.people import PASSWORD, shift_tries, sign_in, with_password

NEXT_PASSWORD = "vijf-andere-woorden-op-rij"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "STEADY_SECONDS", 0)


def mails(kind: str) -> list[Message]:
    return list(Message.objects.filter(kind=kind).order_by("pk"))


def text_of(message: Message) -> str:
    kind = find(message.kind)
    assert kind
    assert kind.wanted(message)
    return kind.build(message).text


def asked_link(email: str) -> str:
    """The path in the mail that follows from asking for it."""
    Client().post(reverse("account_reset_password"), {"email": email})
    found = re.search(r"https?://\S+", text_of(mails("desk.password_link")[-1]))
    assert found
    return urlsplit(found[0]).path


def choose(client: Client, path: str, first: str = NEXT_PASSWORD, second: str = NEXT_PASSWORD) -> Any:
    page = client.get(path)
    return client.post(page["Location"], {"password1": first, "password2": second})


def test_a_forgotten_password_is_chosen_anew(municipality: Any) -> None:
    user = with_password()
    elsewhere = sign_in(user).client
    path = asked_link(user.email)
    assert choose(Client(), path).status_code == 302
    assert elsewhere.get(reverse("account_change_password")).status_code == 302
    assert sign_in(user).status_code == 200
    assert sign_in(user, password=NEXT_PASSWORD).status_code == 302
    assert "is zojuist veranderd" in text_of(mails("desk.password_changed")[0])


def test_the_link_is_not_in_the_outbox_in_plain_and_works_once(municipality: Any) -> None:
    user = with_password()
    path = asked_link(user.email)
    key = path.rstrip("/").rsplit("-", 2)[-1]
    assert key not in str(list(Message.objects.values()))
    assert choose(Client(), path).status_code == 302
    again = Client().get(path)
    assert again.status_code == 200
    assert reverse("account_reset_password") in again.content.decode()


def test_the_link_does_not_stay_in_the_address(municipality: Any) -> None:
    path = asked_link(with_password().email)
    page = Client().get(path)
    assert page["Location"].endswith("set-password/")


def test_a_new_password_that_is_too_easy_or_typed_twice_otherwise_comes_back(municipality: Any) -> None:
    user = with_password()
    path = asked_link(user.email)
    for first, second in (("kort", "kort"), (NEXT_PASSWORD, "anders-getypt-dan-eerst")):
        answer = choose(Client(), path, first, second)
        assert answer.status_code == 200
        assert answer.context["form"].errors
    assert sign_in(user).status_code == 302


def test_a_new_password_opens_the_lock(municipality: Any) -> None:
    user = with_password()
    for n in range(5):
        sign_in(user, password="geraden-geraden", origin=f"198.51.100.{n}")
    assert sign_in(user).status_code == 429
    choose(Client(), asked_link(user.email))
    assert sign_in(user, password=NEXT_PASSWORD).status_code == 302


def test_the_mail_goes_out_from_the_oldest_municipality_only(municipality: Any, other: Any) -> None:
    user = with_password(at=other)
    Client().post(reverse("account_reset_password"), {"email": user.email})
    assert not Message.objects.exists()
    with tenant.use(other):
        assert [m.address for m in Message.objects.all()] == [user.email]


def test_the_mail_is_not_wanted_after_the_account_ended(municipality: Any) -> None:
    user = with_password()
    asked_link(user.email)
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    message, kind = mails("desk.password_link")[0], find("desk.password_link")
    assert kind
    assert not kind.wanted(message)


def test_the_password_of_now_may_not_be_guessed_by_who_found_the_computer_open(municipality: Any) -> None:
    client = sign_in(with_password()).client
    sent = {"password1": NEXT_PASSWORD, "password2": NEXT_PASSWORD}
    path = reverse("account_change_password")
    answers = [client.post(path, {**sent, "oldpassword": f"geraden-{n}"}).status_code for n in range(11)]
    assert answers == [200] * 10 + [429]
    shift_tries(hours=1.01)
    assert client.post(path, {**sent, "oldpassword": PASSWORD}).status_code == 302


def test_a_new_password_is_written_down_with_who_chose_it(municipality: Any) -> None:
    user = with_password()
    client = sign_in(user).client
    sent = {"oldpassword": PASSWORD, "password1": NEXT_PASSWORD, "password2": NEXT_PASSWORD}
    client.post(reverse("account_change_password"), sent)
    choose(Client(), asked_link(user.email))
    entries = AuditEntry.objects.filter(action="accounts.change_password", subject_id=user.pk).order_by("pk")
    assert [(entry.actor_kind, entry.actor_id) for entry in entries] == [("user", user.pk), ("nobody", None)]


def test_signing_in_is_written_down_with_who_and_from_where(municipality: Any) -> None:
    user = with_password()
    sign_in(user, origin="203.0.113.9")
    entry = AuditEntry.objects.get(action="accounts.sign_in")
    assert (entry.actor_kind, entry.actor_id, entry.origin) == ("user", user.pk, "203.0.113.9")


def test_there_is_no_way_to_make_an_account_alone(db: None) -> None:
    for path in ("/account/signup/", "/accounts/signup/", "/aanmelden/", "/admin/", "/account/email/"):
        assert Client().get(path).status_code == 404
