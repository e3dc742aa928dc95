"""Row P1: a sign of life keeps a parent; what others do about them is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db.models import Q
from django.test import Client
from django.utils import timezone

from activities.domain.log_attendance import log_attendance
from activities.models import Session
from partners.domain import signs_of_life
from partners.domain.forget_over import forget_contacts
from partners.domain.remove_parent import StillHere, remove_parent
from partners.domain.signs_of_life import keep_signs
from partners.domain.stay_known import stay_known
from partners.messages.own_page import own_path
from partners.models import Consent, Contact, Parent
from portal.audit.models import AuditEntry
from portal.desk.domain.forget_over import forget_over
from portal.desk.models import KeptTerm
from portal.municipalities.models import Municipality
from portal.municipalities.spec import months_before
from tests import cast
from tests.faults.test_p01_terms import dated, left, noon, parent


def signs() -> dict[str, Callable[[Parent], object]]:
    """What says that a parent is there still, as it happens in the portal."""
    today = timezone.localdate()
    return {
        "signed up": lambda who: cast.registration(cast.session(), who),
        "said yes": lambda who: Consent.objects.create(
            parent=who, purpose="invitations", given=True, basis="parent", text_version="1", source="test"
        ),
        "met": lambda who: Contact.objects.create(
            parent=who, by=cast.member("cjg"), day=today, way="met", with_agenda=False
        ),
        "stays": lambda who: stay_known(parent=who),
        "file": lambda who: _acted(who, "parent.file_given", "parent"),
        "was changed": lambda who: _acted(who, "parent.changed", "user"),
        "came": _came,
    }


def _acted(who: Parent, action: str, kind: str) -> AuditEntry:
    return AuditEntry.objects.create(
        action=action, subject_kind="partners.Parent", subject_id=who.pk, actor_kind=kind, result="done"
    )


def _came(who: Parent) -> None:
    registration = cast.registration(cast.session(), who)
    log_attendance(session=cast.day_comes(registration.session), came={registration.pk: True}, heads={})
    dated(registration, registered_at=noon(months_before(timezone.localdate(), 14)))


NO_SIGNS: dict[str, Callable[[Parent], object]] = {
    "a letter to them": lambda who: Contact.objects.create(
        parent=who, by=cast.member("cjg"), day=timezone.localdate(), way="letter", with_agenda=False
    ),
    "a scanner opened their link": lambda who: _acted(who, "read", "parent"),
    "a colleague looked": lambda who: _acted(who, "read", "user"),
    "a task of the law": lambda who: Consent.objects.create(
        parent=who, purpose="invitations", given=True, basis="public_task", text_version="1", source="lijst"
    ),
}


@pytest.mark.parametrize("sign", ["signed up", "said yes", "met", "stays", "file", "was changed", "came"])
def test_p01_a_sign_of_life_keeps_a_parent(municipality: Municipality, sign: str) -> None:
    old = parent(months_before(timezone.localdate(), 13))
    signs()[sign](Parent.objects.get(pk=old.pk))
    assert forget_over()["parents"] == 0
    assert left([old]) == [True]


@pytest.mark.parametrize("what", sorted(NO_SIGNS))
def test_p01_control_what_others_do_is_no_sign_of_life(municipality: Municipality, what: str) -> None:
    old = parent(months_before(timezone.localdate(), 13))
    NO_SIGNS[what](Parent.objects.get(pk=old.pk))
    assert forget_over()["parents"] == 1


def _silent() -> Parent:
    KeptTerm.objects.create(kind="parents", months=6)
    return Parent.objects.get(pk=parent(months_before(timezone.localdate(), 13)).pk)


def test_p01_a_button_of_the_own_page_is_a_sign_of_life(municipality: Municipality, client: Client) -> None:
    who = _silent()
    page = client.get(own_path(who)).content.decode()
    assert "6 maanden na het laatste teken van leven" in page
    assert "12 maanden na het laatste teken van leven" not in page
    assert client.post(own_path(who, "own_stay"), follow=True).status_code == 200
    assert forget_over()["parents"] == 0
    assert left([who]) == [True]


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_p01_a03_a_scanner_that_opens_every_link_is_no_sign_of_life(
    municipality: Municipality, client: Client, method: str
) -> None:
    """Row A3."""
    who = _silent()
    for page in ("own_page", "own_change", "own_answer", "own_stay", "own_file", "own_remove"):
        getattr(client, method)(own_path(who, page))
    assert forget_over()["parents"] == 1


def test_p01_a03_control_if_looking_counted_a_scanner_would_keep_them(
    municipality: Municipality, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = _silent()
    client.get(own_path(who))
    monkeypatch.setattr(signs_of_life, "OF_THE_PARENT", Q(actor_kind="parent"))
    assert forget_over()["parents"] == 0


# A sign of life counts for as long as the municipality says, also when its own row went before that.


def _sign_up_long_ago(who: Parent, day: date) -> None:
    registration = cast.registration(cast.session(), who)
    dated(registration, registered_at=noon(day))
    Session.objects.filter(pk=registration.session_id).update(local_date=day)


def _met_long_ago(way: str) -> Callable[[Parent, date], object]:
    return lambda who, day: Contact.objects.create(
        parent=who, by=cast.member("cjg"), day=day, way=way, with_agenda=False
    )


EARLIER: dict[str, Callable[[Parent, date], object]] = {"signed up": _sign_up_long_ago, "met": _met_long_ago("met")}


@pytest.mark.parametrize("sign", sorted(EARLIER))
def test_p01_a_sign_outlives_its_row(municipality: Municipality, sign: str) -> None:
    today = timezone.localdate()
    old = parent(months_before(today, 25))
    EARLIER[sign](Parent.objects.get(pk=old.pk), months_before(today, 4))
    for kind in ("sign_ups", "contacts"):
        KeptTerm.objects.create(kind=kind, months=3)
    gone = forget_over()
    assert gone["sign_ups"] + gone["contacts"] == 1
    KeptTerm.objects.update(ran_on=None)
    assert forget_over()["parents"] == 0
    assert Parent.objects.get(pk=old.pk).last_sign_on == months_before(today, 4)
    KeptTerm.objects.filter(kind="parents").update(ran_on=None)
    Parent.objects.filter(pk=old.pk).update(last_sign_on=months_before(today, 12))
    assert forget_over()["parents"] == 1


def test_p01_control_a_letter_that_goes_leaves_no_sign(municipality: Municipality) -> None:
    today = timezone.localdate()
    old = parent(months_before(today, 25))
    _met_long_ago("letter")(Parent.objects.get(pk=old.pk), months_before(today, 13))
    assert forget_contacts(months_before(today, 12), 50) == 1
    assert Parent.objects.get(pk=old.pk).last_sign_on is None


def test_p01_a_later_sign_is_not_put_back(municipality: Municipality) -> None:
    today = timezone.localdate()
    who = Parent.objects.get(pk=parent(months_before(today, 25)).pk)
    days = [months_before(today, months) for months in (2, 4, 3)]
    keep_signs([(who.pk, days[1]), (who.pk, days[0]), (who.pk, days[2])])
    keep_signs([(who.pk, days[1])])
    who.refresh_from_db()
    assert who.last_sign_on == days[0]


def test_p01_who_comes_back_in_the_last_moment_stays(municipality: Municipality) -> None:
    """Chosen to go, but a sign of life came before it was done: nothing of it stays done."""
    who = Parent.objects.get(pk=parent(months_before(timezone.localdate(), 13)).pk)
    session = cast.session(places=5)
    cast.registration(session, who)
    with pytest.raises(StillHere):
        remove_parent(parent=who, only_of=Parent.objects.exclude(registrations__session=session))
    assert Parent.objects.filter(pk=who.pk).exists()
    assert session.capacities.get().taken == 1
    assert remove_parent(parent=who, only_of=Parent.objects.all())
