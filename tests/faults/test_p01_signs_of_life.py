"""Row P1: a sign of life keeps a parent; what others do about them is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from activities.domain.log_attendance import log_attendance
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
        "looked": lambda who: _acted(who, "read", "parent"),
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
    "a colleague looked": lambda who: _acted(who, "read", "user"),
    "a task of the law": lambda who: Consent.objects.create(
        parent=who, purpose="invitations", given=True, basis="public_task", text_version="1", source="lijst"
    ),
}


@pytest.mark.parametrize("sign", ["signed up", "said yes", "met", "looked", "was changed", "came"])
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


def test_p01_a_visit_of_the_own_page_is_a_sign_of_life(municipality: Municipality, client: Client) -> None:
    old = parent(months_before(timezone.localdate(), 13))
    who = Parent.objects.get(pk=old.pk)
    KeptTerm.objects.create(kind="parents", months=6)
    page = client.get(own_path(who)).content.decode()
    assert "6 maanden na het laatste teken van leven" in page
    assert "12 maanden na het laatste teken van leven" not in page
    assert forget_over()["parents"] == 0
    assert left([old]) == [True]
