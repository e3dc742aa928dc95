"""What outlives a merge: a stop in an older mail, a no said meanwhile, the mark of a removal, signs of life."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partners.domain.forget_over import forget_parents
from partners.domain.give_consent import give_consent
from partners.domain.merge_parents import Missing, forget_merges, merge_parents, undo_merge
from partners.domain.remove_parent import remove_parent
from partners.domain.replay_tombstones import replay_tombstones
from partners.domain.stop import stop
from partners.domain.withdraw import withdraw
from partners.messages import stop_url
from partners.models import Consent, Merge, MergedInto, Parent
from partners.queries import invitable
from portal.audit.models import AuditEntry
from portal.municipalities.models import Municipality
from portal.municipalities.spec import months_before
from tests import cast
from tests.partners.at_once import at_once

PHONE = "+31612345678"


def merge(kept: Parent, gone: Parent) -> Merge:
    return merge_parents(kept=kept, gone=gone, by=cast.member("cjg").pk)


def path_of(parent: Parent) -> str:
    return "/" + stop_url(parent).split("/", 3)[3]


def over(made: Merge) -> None:
    Merge.objects.filter(pk=made.pk).update(at=timezone.now() - timedelta(days=8))
    assert forget_merges() == 1


# A stop in an older mail


@pytest.mark.parametrize("after", ["at once", "a week"])
def test_the_stop_link_of_who_went_stops_who_stayed(client: Client, municipality: Municipality, after: str) -> None:
    kept, gone = cast.parent(), cast.parent()
    path = path_of(gone)
    made = merge(kept, gone)
    if after == "a week":
        over(made)
    assert list(invitable()) == [kept]
    client.post(path)
    assert not invitable().exists()


def test_through_two_merges_too(client: Client, municipality: Municipality) -> None:
    first, second, third = (cast.parent() for _ in range(3))
    path = path_of(first)
    merge(second, first)
    merge(third, second)
    client.post(path)
    assert not invitable().exists()


def test_after_taking_back_it_stops_who_came_back_only(client: Client, municipality: Municipality) -> None:
    kept, gone = cast.parent(), cast.parent()
    path = path_of(gone)
    undo_merge(merge=merge(kept, gone))
    assert not MergedInto.objects.exists()
    client.post(path)
    assert list(invitable()) == [kept]


# A no in between


@pytest.mark.parametrize("how", [stop, withdraw])
def test_a_no_in_between_holds_for_both(municipality: Municipality, how: object) -> None:
    kept, gone = cast.parent(), cast.parent()
    made = merge(kept, gone)
    how(parent=kept, source="own_page")  # type: ignore[operator]  # one of two verbs
    back = undo_merge(merge=made).parent
    assert not invitable().exists()
    assert bool(back.stopped_at) == (how is stop)


def test_control_a_no_that_was_taken_back_holds_for_neither(municipality: Municipality) -> None:
    kept, gone = cast.parent(), cast.parent()
    made = merge(kept, gone)
    stop(parent=kept, source="link")
    give_consent(parent=kept, source="own_page", text_version="later")
    back = undo_merge(merge=made).parent
    assert set(invitable()) == {kept, back}


# Removed for good


def test_r28_an_older_backup_with_both_loses_both(municipality: Municipality) -> None:
    """Row R28: a backup of before the merge has two entries of who was removed."""
    kept, gone, other = cast.parent(), cast.parent(), cast.parent()
    merge(kept, gone)
    over(Merge.objects.get())
    remove_parent(parent=kept)
    assert not MergedInto.objects.exists()
    for one in (kept, gone):
        cast.parent(public_id=one.public_id)
    assert replay_tombstones() == 2
    assert list(Parent.objects.all()) == [other]


# Signs of life


@pytest.mark.parametrize("sign", ["new", "act", "kept"])
def test_who_stays_gets_the_latest_sign_of_life_of_both(municipality: Municipality, sign: str) -> None:
    long_ago, today = timezone.now() - timedelta(days=700), timezone.localdate()
    before = months_before(today, 12)
    kept, gone = (cast.parent(invitable=False) for _ in range(2))
    Parent.objects.update(created_at=long_ago)
    what: dict[str, dict[str, Any]] = {
        "new": {"created_at": timezone.now()},
        "kept": {"last_sign_on": today},
        "act": {"language": ""},
    }
    Parent.objects.filter(pk=gone.pk).update(**what[sign])
    if sign == "act":
        AuditEntry.objects.create(
            action="parent.file_given", subject_kind="partners.Parent", subject_id=gone.pk, actor_kind="parent"
        )
    made = merge(kept, gone)
    assert forget_parents(before, 50) == 0
    back = undo_merge(merge=made).parent
    assert forget_parents(before, 50) == 1
    assert list(Parent.objects.all()) == [back]


# Twice


def test_who_was_removed_meanwhile_is_said(cjg: Client, municipality: Municipality) -> None:
    kept, gone = cast.parent(), cast.parent()
    remove_parent(parent=gone)
    with pytest.raises(Missing):
        merge(kept, gone)


@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_once_is_one_merge(municipality: Municipality) -> None:
    kept, gone, by = cast.parent(phone=PHONE), cast.parent(phone=PHONE), cast.member("cjg").pk

    def press() -> int:
        try:
            return merge_parents(kept=kept, gone=gone, by=by).pk
        except Missing:
            return 0

    assert sorted(map(bool, at_once(press, 2))) == [False, True]
    assert Merge.objects.count() == 1


def test_the_log_says_what_was_filled_in(municipality: Municipality) -> None:
    kept, gone = cast.parent(email=""), cast.parent(email="anna@example.org", language="tr")
    merge(kept, gone)
    assert {"email", "language"} <= set(AuditEntry.objects.get(action="parent.merged").fields)
    assert Consent.objects.exists()
