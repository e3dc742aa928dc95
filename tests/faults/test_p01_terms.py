"""Row P1: every kind of data that has a term is seeded a day before it, on it and a day after; the clock runs.

Exactly the right ones are gone, and not before; the number is told. A kind without a seed here fails.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from activities.domain.log_attendance import log_attendance
from activities.models import MeetingList, Session
from activities.queries import reach
from partners.models import Agreement, AgreementVersion, Consent, Contact, Parent, Promise, SheetImport, Tombstone
from portal.accounts.domain.forget_roles import forget_roles
from portal.accounts.models import StaffInvitation
from portal.audit.models import AuditEntry
from portal.desk.domain.change_term import change_term
from portal.desk.domain.forget_over import forget_over
from portal.desk.models import Breach, KeptTerm, Processor
from portal.desk.queries.privacy import kept_terms
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from portal.municipalities.registry import terms
from portal.municipalities.spec import Term, months_before
from portal.outbox import registry as outbox
from portal.outbox.domain.queue import queue
from portal.outbox.models import Message
from programmes.models import FigureList, Programme
from tests import cast
from tests.faults.life import CANARY
from tests.outbox.kinds import NOTE
from tests.partners.at_once import at_once


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def dated(row: Any, **fields: Any) -> Any:
    """The row as if it was made on its day: what the clock writes, is written over."""
    type(row).objects.filter(pk=row.pk).update(**fields)
    return row


def parent(day: date) -> Any:
    made = cast.parent(f"{CANARY} Vogel", email=f"{CANARY}{day}@example.org")
    Consent.objects.filter(parent=made).update(at=noon(day))
    return dated(made, created_at=noon(day))


def contact(day: date) -> Any:
    who, by = cast.parent(), cast.member("cjg")
    return Contact.objects.create(parent=who, by=by, day=day, way="met", with_agenda=False)


def promise(day: date) -> Any:
    by = cast.member("cjg")
    return Promise.objects.create(what="bellen", by=by, due=day, form_key=uuid.uuid4(), done_at=noon(day))


def signed_up(day: date) -> Any:
    registration = cast.registration(cast.session())
    log_attendance(session=cast.day_comes(registration.session), came={registration.pk: True}, heads={})
    dated(registration.session, local_date=day, starts_at=noon(day), ends_at=noon(day) + timedelta(hours=1))
    return registration


def meeting(day: date) -> Any:
    return dated(cast.session(), local_date=day, starts_at=noon(day), ends_at=noon(day) + timedelta(hours=1))


def agreement(day: date) -> Any:
    made = Agreement.objects.create(first=cast.organisation(), ended_at=noon(day))
    AgreementVersion.objects.create(agreement=made, number=1, review_on=day)
    return made


def role(day: date) -> Any:
    return dated(cast.member("partner").memberships.get(), ended_at=noon(day))


def message(day: date) -> Any:
    made = queue(NOTE, subject=cast.organisation(), address="wie@example.org", recipient_key=uuid.uuid4().hex)
    return dated(made, state=Message.State.SENT, next_at=noon(day), sent_at=noon(day))


def breach(day: date) -> Any:
    return Breach.objects.create(what="Lijst kwijt", people=1, found_at=noon(day), closed_at=noon(day))


def staff_invitation(day: date) -> Any:
    by, until = cast.member("administrator"), noon(day) + timedelta(days=9)
    return StaffInvitation.objects.create(
        email=f"{day}@example.org", role="cjg", invited_by=by, expires_at=until, accepted_at=noon(day)
    )


SEEDS: dict[str, Callable[[date], Any]] = {
    "parents": parent,
    "contacts": contact,
    "promises": promise,
    "tombstones": lambda day: Tombstone.objects.create(key=uuid.uuid4().hex, at=noon(day)),
    "imports": lambda day: dated(SheetImport.objects.create(origin="School", done=1), stated_at=noon(day)),
    "agreements": agreement,
    "sign_ups": signed_up,
    "meeting_lists": lambda day: dated(MeetingList.objects.create(origin="School", done=1), stated_at=noon(day)),
    "meetings": meeting,
    "programmes": lambda day: Programme.objects.create(
        method="kids-en-koffie", method_version=1, name=f"{day}", state="closed", closed_at=noon(day)
    ),
    "figures": lambda day: dated(FigureList.objects.create(origin="GGD", done=1), stated_at=noon(day)),
    "messages": message,
    "roles": role,
    "staff_invitations": staff_invitation,
    "breaches": breach,
    "processors": lambda day: Processor.objects.create(name=f"{day}", ended_on=day),
}


def three(kind: str, months: int) -> list[Any]:
    """A day before the term, on it, and a day after."""
    limit = months_before(timezone.localdate(), months)
    return [SEEDS[kind](limit + timedelta(days=n)) for n in (1, 0, -1)]


def left(rows: list[Any]) -> list[bool]:
    return [type(row).objects.filter(pk=row.pk).exists() for row in rows]


@pytest.fixture(params=sorted(SEEDS))
def term(request: pytest.FixtureRequest, municipality: Municipality) -> Term:
    return terms()[request.param]


@pytest.mark.django_db
def test_p01_every_kind_has_a_seed() -> None:
    assert set(SEEDS) == set(terms())


def test_p01_exactly_the_right_ones_go_and_not_before(term: Term) -> None:
    rows = three(term.kind, term.months)
    call_command("run_due")
    assert left(rows) == [True, False, False]
    row = KeptTerm.objects.get(kind=term.kind)
    assert (row.removed, row.ran_on) == (2, timezone.localdate())
    told = AuditEntry.objects.filter(action="retention.done").values_list("fields", flat=True)
    assert [f"{term.kind}:2"] in told


def test_p01_control_with_the_job_off_all_stays(term: Term, monkeypatch: pytest.MonkeyPatch) -> None:
    hooks = {name: work for name, work in outbox.due_hooks().items() if name != "desk.forget_over"}
    monkeypatch.setattr("portal.outbox.registry._due", hooks)
    rows = three(term.kind, term.months)
    call_command("run_due")
    assert left(rows) == [True, True, True]


def test_p01_the_canary_of_a_parent_who_was_long_silent_is_nowhere(municipality: Municipality) -> None:
    silent = parent(months_before(timezone.localdate(), 12))
    queue(NOTE, subject=silent, address=f"{CANARY}@example.org", recipient_key=str(silent.public_id))
    assert {"partners_parent", "outbox_message"} <= set(scan_here(CANARY))
    forget_over()
    assert scan_here(CANARY) == set()
    assert Tombstone.objects.count() == 1


def scan_here(canary: str) -> set[str]:
    """As `scan`, in the transaction of the test."""
    found = set()
    for model in (Parent, Message, Consent, AuditEntry, Tombstone, KeptTerm):
        if canary in str(list(model.objects.values())):
            found.add(model._meta.db_table)
    return found


def test_p01_a_role_that_signed_what_is_kept_stays_and_keeps_no_other(municipality: Municipality) -> None:
    signed, free = role(date(2015, 1, 1)), role(date(2015, 1, 2))
    made = Agreement.objects.create(first=cast.organisation())
    AgreementVersion.objects.create(
        agreement=made, number=1, review_on=timezone.localdate(), first_signed_at=timezone.now(), first_signed_by=signed
    )
    assert forget_roles(date(2016, 1, 1), 1) == 1
    assert left([signed, free]) == [True, False]
    assert forget_roles(date(2016, 1, 1), 1) == 0


# How it runs


def test_p01_a_term_of_the_municipality_counts_from_tomorrow_on(municipality: Municipality) -> None:
    rows = three("parents", 6)
    change_term(term=terms()["parents"], months=6)
    call_command("run_due")
    assert left(rows) == [True, True, True]
    KeptTerm.objects.update(ran_on=timezone.localdate() - timedelta(days=1))
    call_command("run_due")
    assert left(rows) == [True, False, False]


def test_p01_a_choice_from_before_the_bounds_moved_stays_within_them(municipality: Municipality) -> None:
    rows = three("parents", 6)
    KeptTerm.objects.create(kind="parents", months=1)
    [shown] = [one.months for one in kept_terms() if one.term.kind == "parents"]
    assert shown == 6
    call_command("run_due")
    assert left(rows) == [True, False, False]


def test_p01_batches_go_on_where_the_last_one_stopped(
    municipality: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    contacts = terms()["contacts"]
    small = Term(**{**contacts.__dict__, "batch": 1})
    monkeypatch.setattr("portal.municipalities.registry._terms", {"contacts": small})
    three("contacts", 12)
    assert [forget_over().get("contacts") for _ in range(4)] == [1, 1, 0, None]
    assert KeptTerm.objects.get().removed == 2
    assert AuditEntry.objects.get(action="retention.done").fields == ["contacts:2"]


def test_p01_one_kind_that_fails_keeps_no_other_from_its_turn(
    municipality: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_before: date, _most: int) -> int:
        raise ValueError

    known = terms()
    odd = Term("odd", "odd", "odd", 1, 1, 1, broken)
    monkeypatch.setattr("portal.municipalities.registry._terms", {"odd": odd, "contacts": known["contacts"]})
    rows = three("contacts", 12)
    assert forget_over() == {"odd": 0, "contacts": 2}
    assert left(rows) == [True, False, False]
    assert set(forget_over()) == {"odd"}


def test_p01_each_municipality_its_own(municipality: Municipality, other: Municipality) -> None:
    here = three("contacts", 12)
    with tenant.use(other):
        there = three("contacts", 12)
        KeptTerm.objects.create(kind="contacts", months=1)
    call_command("run_due")
    assert left(here) == [True, False, False]
    with tenant.use(other):
        assert left(there) == [False, False, False]


def test_p01_how_many_came_stays_as_a_number(municipality: Municipality) -> None:
    registration = signed_up(months_before(timezone.localdate(), 13))
    sessions = Session.objects.all()
    before = reach(sessions)
    assert (before.came + before.others_came, before.without_name) == (1, 0)
    forget_over()
    after = reach(sessions)
    assert left([registration]) == [False]
    assert (after.came + after.others_came, after.without_name, after.counted) == (0, 1, before.counted)


@pytest.mark.django_db(transaction=True)
def test_p01_clocks_that_run_at_once_count_once(municipality: Municipality) -> None:
    rows = three("contacts", 12)
    found = at_once(lambda: forget_over().get("contacts", 0), 3)
    assert sum(found) == 2
    assert left(rows) == [True, False, False]
    told = AuditEntry.objects.filter(action="retention.done").values_list("fields", flat=True)
    assert list(told) == [["contacts:2"]]
