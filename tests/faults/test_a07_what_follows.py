"""Row A7 for what follows from a form: confirmations, thanks and reminders count for the mailbox as well.

A reminder of a sign-up on the public page counts, because nobody knows whose address was filled in there; past the
limit it is left out and said in the log. Who signed up by a link from their own mailbox asked for the reminder and
always gets it. Word that a meeting is off or moved comes from staff, not from a form: it always goes.
"""

from __future__ import annotations

import logging
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django.test import Client

from activities.domain import remind
from activities.domain.cancel_session import cancel_session
from activities.domain.remind import remind_due
from activities.messages.addresses import invitation_path, registration_path
from activities.models import Invitation, Registration, Reminder, Session
from partners.models import Parent
from portal.outbox.models import Message
from portal.web import limits
from tests import cast
from tests.accounts.people import shift_tries

pytestmark = pytest.mark.usefixtures("municipality")
VICTIM = "bom@canary.example"


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "STEADY_SECONDS", 0)


def mails(kind: str = "") -> int:
    return Message.objects.filter(kind__startswith=f"activities.{kind}").count()


def signed_up_by_anyone(times: int) -> list[Session]:
    """Somebody fills in this address for so many meetings, by the public form."""
    sessions = [cast.session() for _ in range(times)]
    for one in sessions:
        form = {"name": "Jip", "email": VICTIM, "adults": "1", "children": "0", "form_key": str(uuid.uuid4())}
        assert Client().post(f"/sliedrecht/agenda/{one.public_id}/", form).status_code == 302
    return sessions


def all_due() -> int:
    Reminder.objects.update(due_at=Now() - timedelta(minutes=1))
    return remind_due()


def test_reminders_of_the_public_form_are_three_in_an_hour(caplog: Any) -> None:
    signed_up_by_anyone(8)
    assert mails("confirmation") == 3
    shift_tries(hours=1.01)
    with caplog.at_level(logging.INFO, logger="activities.domain.remind"):
        assert all_due() == 8
    assert mails("reminder") == 3
    told = [record for record in caplog.records if record.name == remind.__name__]
    assert [vars(record)["facts"]["result"] for record in told] == ["limited:1"] * 5
    assert VICTIM not in caplog.text


def test_reminders_and_confirmations_are_one_count() -> None:
    signed_up_by_anyone(2)
    all_due()
    assert mails() == 3


def test_one_mailbox_at_its_end_keeps_nobody_else_from_a_reminder() -> None:
    session, *_ = signed_up_by_anyone(4)
    cast.registration(session, cast.parent(email="ander@canary.example"))
    all_due()
    reminded = Message.objects.filter(kind="activities.reminder").values_list("address", flat=True)
    assert list(reminded) == ["ander@canary.example"]


def test_who_asked_by_a_link_is_always_reminded_and_who_must_know_always_told() -> None:
    parent = cast.parent(email=VICTIM)
    sessions = [cast.session() for _ in range(5)]
    for one in sessions:
        cast.registration(one, parent, source="invitation")
    all_due()
    assert mails("reminder") == 5
    for one in sessions:
        cancel_session(session=one, reason="Ziek")
    assert mails("session_cancelled") == 5


def to_and_fro(parent: Parent, session: Session) -> None:
    """With one link: sign up, come with more, and cancel."""
    Client().post(invitation_path(session, parent), {"adults": "1", "children": "0"})
    registration = Registration.objects.get(session=session, parent=parent, state="confirmed")
    path = registration_path(registration)
    for data in ({"adults": "2", "children": "0"}, {"adults": "2", "children": "0"}, {"cancel": "1"}):
        assert Client().post(path, data).status_code == 302


def test_pressing_buttons_behind_a_link_fills_no_mailbox() -> None:
    session, parent = cast.session(), cast.parent(email=VICTIM)
    Invitation.objects.create(session=session, parent=parent)
    for _ in range(3):
        to_and_fro(parent, session)
    assert (mails("confirmation"), mails("cancelled_by_parent")) == (2, 1)
    assert Registration.objects.filter(state="cancelled").count() == 3


def left() -> int:
    """How many mails more a form may cause to this mailbox now; asking takes them."""
    return sum(limits.allow_mail(VICTIM) for _ in range(4))


def test_a_second_click_takes_nothing_of_the_mailboxs_share() -> None:
    registration = cast.registration(cast.session(), cast.parent(email=VICTIM))
    path = registration_path(registration)
    for _ in range(3):
        assert Client().post(path, {"cancel": "1"}).status_code == 302
    assert (mails("cancelled_by_parent"), left()) == (1, 2)


@pytest.mark.parametrize("why", ["full", "over", "known", "broken"])
def test_what_sends_no_mail_takes_nothing_of_the_mailboxs_share(why: str) -> None:
    session, parent = cast.session(places=2), cast.parent(email=VICTIM)
    Invitation.objects.create(session=session, parent=parent)
    if why == "full":
        cast.registration(session, adults=2)
    if why == "over":
        cancel_session(session=session, reason="Ziek")
    if why == "known":
        cast.registration(session, parent)
    if why == "broken":
        Parent.objects.update(email_broken_at=Now())
    before = mails()
    form = {"name": "Jip", "email": VICTIM, "adults": "1", "children": "0", "form_key": str(uuid.uuid4())}
    for path in (f"/sliedrecht/agenda/{session.public_id}/", invitation_path(session, parent)):
        Client().post(path, form)
    assert (mails() - before, left()) == (0, 3)


def test_control_without_the_limit_each_sign_up_is_a_reminder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remind, "allow_mails", set)
    signed_up_by_anyone(8)
    all_due()
    assert mails("reminder") == 8


def test_control_without_the_limit_a_link_fills_the_mailbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("activities.views.links.allow_mail", lambda _address: True)
    session, parent = cast.session(), cast.parent(email=VICTIM)
    Invitation.objects.create(session=session, parent=parent)
    for _ in range(3):
        to_and_fro(parent, session)
    assert mails() == 9
