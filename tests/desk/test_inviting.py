"""Colleagues are asked by mail and come in once (rows A2, A3 and A5 where they meet it)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from portal.accounts.domain import accept_invitation as accepting
from portal.accounts.domain.deactivate import deactivate
from portal.accounts.domain.end_access import end_access
from portal.accounts.domain.end_role import end_role
from portal.accounts.domain.forget_invitations import forget_invitations
from portal.accounts.domain.give_role import give_role
from portal.accounts.models import Membership, StaffInvitation, User
from portal.accounts.queries import live_roles
from portal.audit.models import AuditEntry
from portal.desk.domain.invite_colleague import invite_colleague
from portal.municipalities.models import Municipality
from portal.outbox.models import Message
from portal.outbox.registry import find
from portal.outbox.spec import MailKind
from tests import cast
from tests.accounts.people import PASSWORD, shift_tries, sign_in, with_password

INVITE = "/sliedrecht/mensen/uitnodigen/"
PEOPLE = "/sliedrecht/mensen/"
EMAIL = "nieuw@gemeente.example"
NEW = {"name": "Nienke Nieuw", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def chief(municipality: Municipality) -> User:
    return cast.member("administrator", name="Bea Beheer")


@pytest.fixture
def office(chief: User) -> Client:
    return cast.sign_in(Client(), chief)


@pytest.fixture
def asked(chief: User) -> StaffInvitation:
    return invite_colleague(email=EMAIL, role="cjg", invited_by=chief.pk)


def mails() -> Any:
    return Message.objects.filter(kind="desk.invitation").order_by("pk")


def kind() -> MailKind:
    found = find("desk.invitation")
    assert found
    return found


def link() -> str:
    """The path in the last mail."""
    found = re.search(r"https?://\S+", kind().build(mails().last()).text)
    assert found
    return urlsplit(found[0]).path


def age(invitation: StaffInvitation, **ago: float) -> None:
    StaffInvitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(**ago))


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_colleague_without_account_comes_in(office: Client, chief: User, municipality: Municipality) -> None:
    answer = office.post(INVITE, {"email": "Nieuw@Gemeente.example", "role": "cjg"}, follow=True)
    assert EMAIL in text(answer)
    theirs = Client()
    assert "Bea Beheer" in text(theirs.get(link()))
    done = theirs.post(link(), NEW, follow=True)
    assert "Uw account is klaar" in text(done)
    user = User.objects.get(email=EMAIL)
    assert user.name == "Nienke Nieuw"
    assert live_roles(user.pk, municipality.pk) == {"cjg"}
    assert sign_in(EMAIL, client=theirs).status_code == 302
    (entry,) = AuditEntry.objects.filter(action="accounts.accept_invitation")
    assert (entry.actor_kind, entry.actor_id) == ("user", user.pk)
    assert f"invited_by:{chief.pk}" in entry.fields
    assert AuditEntry.objects.get(action="accounts.invite").actor_id == chief.pk


def test_only_a_button_accepts(asked: StaffInvitation) -> None:
    """Row A3: a mail scanner looks at the link first."""
    path, theirs = link(), Client()
    for method in ("get", "head", "options"):
        getattr(theirs, method)(path)
    asked.refresh_from_db()
    assert asked.open
    assert not User.objects.filter(email=EMAIL).exists()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"name": ""}, "Uw naam"),
        ({"password2": "iets heel anders"}, "wachtwoorden zijn niet"),
        ({"password1": "kort", "password2": "kort"}, "12 tekens"),
        ({"password1": "nieuw@gemeente", "password2": "nieuw@gemeente"}, "lijkt"),
    ],
)
def test_what_is_wrong_is_said_and_the_name_stays(asked: StaffInvitation, sent: dict[str, str], words: str) -> None:
    page = Client().post(link(), {**NEW, **sent})
    assert page.status_code == 200
    assert words in text(page)
    assert sent.get("name", "Nienke Nieuw") in text(page)
    assert not User.objects.filter(email=EMAIL).exists()


def test_a_second_use_gives_nothing_and_says_so(asked: StaffInvitation, municipality: Municipality) -> None:
    path = link()
    Client().post(path, NEW)
    user = User.objects.get(email=EMAIL)
    end_access(user=user, municipality=municipality, by=0)
    for again in (Client().get(path), Client().post(path, NEW), cast.sign_in(Client(), cast.member("cjg")).post(path)):
        assert "al gebruikt" in text(again)
    assert live_roles(user.pk, municipality.pk) == frozenset()
    assert Membership.objects.filter(user=user).count() == 1


def test_one_that_is_over_says_so_and_whom_to_ask(asked: StaffInvitation) -> None:
    """Row A2: after its last second."""
    path = link()
    age(asked, seconds=1)
    for page in (Client().get(path), Client().post(path, NEW)):
        assert page.status_code == 410
        assert "Bea Beheer" in text(page)
    assert not User.objects.filter(email=EMAIL).exists()


def test_one_taken_back_opens_nothing(office: Client, asked: StaffInvitation) -> None:
    path = link()
    office.post(f"{PEOPLE}uitnodigingen/{asked.public_id}/intrekken/")
    assert Client().post(path, NEW).status_code == 410
    assert not kind().wanted(mails().last())
    assert "invitation" not in text(office.get(PEOPLE))


def test_control_an_invitation_that_nobody_looks_at_again_would_let_in(
    asked: StaffInvitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = link()
    age(asked, days=1)
    monkeypatch.setattr(StaffInvitation, "over", False)
    assert Client().post(path, NEW).status_code == 302


def test_sent_again_it_lives_again(office: Client, asked: StaffInvitation) -> None:
    age(asked, days=1)
    assert "verlopen" in text(office.get(PEOPLE))
    office.post(f"{PEOPLE}uitnodigingen/{asked.public_id}/opnieuw/")
    assert mails().count() == 2
    assert Client().post(link(), NEW).status_code == 302


def test_asked_twice_is_one_mail_and_after_its_time_another(asked: StaffInvitation, chief: User) -> None:
    assert invite_colleague(email=EMAIL.upper(), role="cjg", invited_by=chief.pk) == asked
    assert mails().count() == 1
    age(asked, days=1)
    invite_colleague(email=EMAIL, role="cjg", invited_by=chief.pk)
    assert mails().count() == 2
    assert StaffInvitation.objects.count() == 1


def test_somebody_with_an_account_accepts_as_themselves(asked: StaffInvitation, other: Any, municipality: Any) -> None:
    user = with_password("cjg", at=other, email=EMAIL)
    before, path, theirs = user.password, link(), Client()
    assert "U hebt al een account" in text(theirs.get(path))
    assert "U hebt al een account" in text(theirs.post(path, NEW))
    cast.sign_in(theirs, user)
    assert "Ik doe mee" in text(theirs.get(path))
    assert theirs.post(path)["Location"] == "/sliedrecht/vandaag/"
    user.refresh_from_db()
    assert user.password == before
    assert live_roles(user.pk, municipality.pk) == {"cjg"}


def test_signed_in_as_somebody_else_is_refused_in_words(asked: StaffInvitation, municipality: Municipality) -> None:
    stranger = cast.member("partner")
    page = cast.sign_in(Client(), stranger).post(link())
    assert "voor iemand anders" in text(page)
    assert live_roles(stranger.pk, municipality.pk) == {"partner"}
    with pytest.raises(accepting.OtherPerson):
        accepting.accept_invitation(invitation=asked, user=stranger)


def test_who_is_here_already_is_said_and_elsewhere_is_not(office: Client, other: Municipality) -> None:
    """Row A5: nobody learns here who has an account elsewhere."""
    here, elsewhere = cast.member("cjg"), cast.member("cjg", at=other)
    assert "heeft deze rol hier al" in text(office.post(INVITE, {"email": here.email, "role": "cjg"}))
    known = office.post(INVITE, {"email": elsewhere.email, "role": "cjg"})
    unknown = office.post(INVITE, {"email": EMAIL, "role": "cjg"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert "al uitgenodigd" in text(office.post(INVITE, {"email": elsewhere.email, "role": "cjg"}))
    assert mails().count() == 2


def test_an_account_that_was_closed_with_its_last_role_opens_again(
    asked: StaffInvitation, other: Any, municipality: Any
) -> None:
    user = with_password("cjg", at=other, email=EMAIL)
    end_access(user=user, municipality=other, by=0)
    Client().post(link(), NEW)
    user.refresh_from_db()
    assert user.is_active
    assert live_roles(user.pk, municipality.pk) == {"cjg"}
    assert live_roles(user.pk, other.pk) == frozenset()
    told = AuditEntry.objects.get(action="accounts.opened")
    assert (told.actor_id, told.fields) == (user.pk, ["name", "is_active", "password"])


def test_an_account_that_was_closed_elsewhere_stays_closed(asked: StaffInvitation, other: Municipality) -> None:
    user = with_password("cjg", at=other, email=EMAIL)
    deactivate(user=user)
    page = Client().post(link(), NEW)
    assert page.status_code == 410
    user.refresh_from_db()
    assert not user.is_active


def test_what_somebody_asked_goes_when_they_go(asked: StaffInvitation, chief: User, municipality: Municipality) -> None:
    cast.member("administrator")
    end_access(user=chief, municipality=municipality, by=0)
    assert Client().post(link(), NEW).status_code == 410


def test_the_end_of_another_role_leaves_them(asked: StaffInvitation, chief: User, municipality: Municipality) -> None:
    end_role(membership=give_role(user=chief, municipality=municipality, role="cjg"))
    asked.refresh_from_db()
    assert asked.open


def test_what_a_closed_account_asked_opens_nothing(asked: StaffInvitation, chief: User) -> None:
    path = link()
    deactivate(user=chief)
    assert Client().post(path, NEW).status_code == 410
    assert not User.objects.filter(email=EMAIL).exists()


def test_the_link_of_one_municipality_opens_nothing_in_another(asked: StaffInvitation, other: Municipality) -> None:
    assert Client().get(link().replace("sliedrecht", "zwolle")).status_code == 410


def test_nobody_is_flooded(office: Client) -> None:
    for role in ("cjg", "partner", "policy_officer"):
        office.post(INVITE, {"email": EMAIL, "role": role})
    refused = office.post(INVITE, {"email": EMAIL, "role": "privacy_officer"})
    assert "Naar dit adres" in text(refused)
    assert EMAIL in text(refused)
    assert mails().count() == 3
    shift_tries(hours=1.1)
    assert office.post(INVITE, {"email": EMAIL, "role": "privacy_officer"}).status_code == 302


def test_only_an_administrator_invites(municipality: Municipality, asked: StaffInvitation) -> None:
    officer = cast.sign_in(Client(), cast.member("privacy_officer"))
    assert EMAIL in text(officer.get(PEOPLE))
    assert officer.post(INVITE, {"email": "x@y.example", "role": "administrator"}).status_code == 403
    assert officer.post(f"{PEOPLE}uitnodigingen/{asked.public_id}/opnieuw/").status_code == 403
    assert mails().count() == 1


def test_what_nobody_used_is_forgotten_too(asked: StaffInvitation, chief: User) -> None:
    fresh = invite_colleague(email="ander@gemeente.example", role="cjg", invited_by=chief.pk)
    age(asked, days=30)
    limit = timezone.localdate() - timedelta(days=30)
    assert forget_invitations(limit - timedelta(days=1), 10) == 0
    assert forget_invitations(limit, 10) == 1
    assert StaffInvitation.objects.get() == fresh
