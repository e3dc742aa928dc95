"""Parents who are in twice: found, put together with all that hangs on them, made two again within a week."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities.models import Invitation, Registration
from partners.domain.change_parent import Known
from partners.domain.give_consent import give_consent
from partners.domain.merge_parents import TooLate, Two, forget_merges, merge_parents, say_two, undo_merge
from partners.domain.remove_parent import remove_parent
from partners.domain.stop import stop
from partners.domain.withdraw import withdraw
from partners.models import Consent, Contact, Merge, Parent, TwoPeople
from partners.queries import invitable
from portal.audit.models import AuditEntry
from portal.municipalities.models import Municipality
from portal.outbox.models import Message
from tests import cast

LIST = "/sliedrecht/ouders/dubbel/"
PHONE = "+31612345678"


def merge(kept: Parent, gone: Parent) -> Merge:
    return merge_parents(kept=kept, gone=gone, by=cast.member("cjg").pk)


def rows() -> dict[str, list[dict[str, Any]]]:
    """Everything that hangs on parents, to compare."""
    models: tuple[Any, ...] = (Parent, Consent, Contact, Registration, Invitation, Message, TwoPeople)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


# Putting together


def test_the_one_that_stays_gets_what_it_lacked_and_all_that_hung_on_the_other(municipality: Municipality) -> None:
    kept = cast.parent("Anna", email="", phone=PHONE, stages=["2-4"])
    gone = cast.parent("Anna Vrolijk", email="anna@example.org", postcode="3361", language="tr", stages=["0-1"])
    registration = cast.registration(cast.session(places=5), gone)
    merge(kept, gone)
    kept.refresh_from_db()
    assert (kept.name, kept.email, kept.phone, kept.postcode) == ("Anna", "anna@example.org", PHONE, "3361")
    assert (kept.language, kept.stages) == ("tr", ["2-4", "0-1"])
    registration.refresh_from_db()
    assert registration.parent == kept
    assert registration.session.capacities.get().taken == 1
    assert not Parent.objects.filter(pk=gone.pk).exists()
    assert set(Message.objects.values_list("recipient_key", flat=True)) == {str(kept.public_id)}
    assert AuditEntry.objects.filter(action="parent.merged", subject_id=kept.pk).count() == 1


@pytest.mark.parametrize("who", ["kept", "gone"])
@pytest.mark.parametrize("how", [withdraw, stop])
def test_a_no_of_either_wins_whoever_said_yes_last(municipality: Municipality, who: str, how: Any) -> None:
    kept, gone = cast.parent(), cast.parent()
    no, yes = (kept, gone) if who == "kept" else (gone, kept)
    how(parent=no, source="link")
    give_consent(parent=yes, source="sign_up", text_version="later")
    merge(kept, gone)
    assert not invitable().exists()
    assert Consent.objects.filter(parent=kept).count() >= 4


def test_control_two_who_said_yes_stay_invited(municipality: Municipality) -> None:
    kept, gone = cast.parent(), cast.parent()
    merge(kept, gone)
    assert list(invitable()) == [kept]


def test_two_in_one_meeting_are_two_people(cjg: Client) -> None:
    session, kept, gone = cast.session(), cast.parent(phone=PHONE), cast.parent(phone=PHONE)
    for one in (kept, gone):
        cast.registration(session, one)
    with pytest.raises(Two):
        merge(kept, gone)
    page = cjg.post(f"/sliedrecht/ouders/{kept.public_id}/samenvoegen/{gone.public_id}/", follow=True)
    assert "twee mensen" in page.content.decode()
    assert Parent.objects.count() == 2
    assert session.capacities.get().taken == 2


# Taking back


@pytest.mark.parametrize("total", [1, 40])
def test_query_count_of_looking_what_can_come_back(municipality: Municipality, total: int) -> None:
    kept, gone = cast.parent(), cast.parent()
    for other in cast.parents(total):
        say_two(one=gone, other=other)
    made = merge(kept, gone)
    with CaptureQueriesContext(connection) as asked:
        undo_merge(merge=made)
    assert TwoPeople.objects.count() == total
    looked = [query["sql"] for query in asked if query["sql"].startswith("SELECT") and "INSERT" not in query["sql"]]
    assert len(looked) == LOOKED, looked


LOOKED = 18


def lived() -> tuple[Parent, Parent]:
    kept = cast.parent("Anna", email="", phone=PHONE)
    gone = cast.parent("Anna Vrolijk", email="anna@example.org", phone=PHONE)
    session, by = cast.session(places=5), cast.member("cjg")
    cast.registration(cast.session(), gone)
    for one in (kept, gone):
        Invitation.objects.create(session=session, parent=one)
        Contact.objects.create(parent=one, by=by, day=timezone.localdate(), way="met", with_agenda=False)
    withdraw(parent=gone, source="link")
    say_two(one=gone, other=cast.parent("Anna", phone=PHONE))
    return kept, gone


def test_within_a_week_everything_is_as_it_was(municipality: Municipality) -> None:
    kept, gone = lived()
    before = rows()
    made = merge(kept, gone)
    assert rows() != before
    back = undo_merge(merge=made).parent
    assert back.public_id == gone.public_id
    assert rows() == before
    assert AuditEntry.objects.filter(action="parent.unmerged").count() == 1
    with pytest.raises(TooLate):
        undo_merge(merge=made)


def test_that_two_are_two_does_not_come_back_without_the_other(municipality: Municipality) -> None:
    kept, gone = lived()
    other = TwoPeople.objects.get().other
    made = merge(kept, gone)
    assert not TwoPeople.objects.exists()
    remove_parent(parent=other)
    undo_merge(merge=made)
    assert not TwoPeople.objects.exists()


def test_what_belonged_to_something_that_is_gone_stays_away_and_is_told(cjg: Client) -> None:
    session, school = cast.session(), cast.organisation()
    kept, gone = cast.parent(phone=PHONE), cast.parent("Anna", phone=PHONE, via_organisation=school)
    for one in (kept, gone):
        Invitation.objects.create(session=session, parent=one)
    made = merge(kept, gone)
    Parent.objects.filter(pk=kept.pk).update(via_organisation=None)
    session.delete()
    school.delete()
    back = cjg.post(f"/sliedrecht/ouders/{kept.public_id}/samengevoegd/{made.public_id}/terug/", follow=True)
    page = back.content.decode()
    assert "Het zijn weer twee ouders" in page
    assert "Niet alles kon terugkomen" in page
    assert "uitnodigingen" in page
    assert Parent.objects.get(public_id=gone.public_id).via_organisation is None
    assert not Invitation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_that_comes_back_hangs_in_the_air(municipality: Municipality) -> None:
    """The keys between tables are looked at when all is stored: what hangs in the air would be refused only then."""
    session = cast.session()
    kept, gone = cast.parent(phone=PHONE), cast.parent("Anna", phone=PHONE)
    for one in (kept, gone):
        Invitation.objects.create(session=session, parent=one)
    made = merge(kept, gone)
    session.delete()
    assert undo_merge(merge=made).left == ["invitation"]
    assert Parent.objects.count() == 2


def test_control_what_is_there_still_comes_back_and_nothing_is_told(cjg: Client) -> None:
    kept, gone = lived()
    made = merge(kept, gone)
    back = cjg.post(f"/sliedrecht/ouders/{kept.public_id}/samengevoegd/{made.public_id}/terug/", follow=True)
    assert "Niet alles kon terugkomen" not in back.content.decode()
    assert Invitation.objects.count() == 2


def test_what_was_changed_since_stays(municipality: Municipality) -> None:
    kept, gone = cast.parent("Anna", phone=PHONE), cast.parent("Anna V", phone=PHONE, language="tr")
    made = merge(kept, gone)
    Parent.objects.filter(pk=kept.pk).update(language="pl")
    undo_merge(merge=made)
    kept.refresh_from_db()
    assert kept.language == "pl"


def test_not_after_a_week_and_then_nothing_of_it_is_left(municipality: Municipality) -> None:
    """Row P1."""
    kept, gone = lived()
    made = merge(kept, gone)
    now = timezone.now()
    Merge.objects.filter(pk=made.pk).update(at=now - timedelta(days=6, hours=23))
    assert forget_merges() == 0
    Merge.objects.filter(pk=made.pk).update(at=now - timedelta(days=7, hours=1))
    with pytest.raises(TooLate):
        undo_merge(merge=made)
    assert forget_merges() == 1


def test_not_when_somebody_else_has_the_address_by_now(municipality: Municipality) -> None:
    kept, gone = cast.parent("Anna", phone=PHONE), cast.parent("Anna", email="anna@example.org", phone=PHONE)
    made = merge(kept, gone)
    cast.parent(email="anna@example.org")
    with pytest.raises(Known):
        undo_merge(merge=made)
    assert Parent.objects.count() == 2


def test_who_is_removed_takes_along_what_was_put_together(municipality: Municipality) -> None:
    """Row P4."""
    kept, gone = lived()
    merge(kept, gone)
    remove_parent(parent=kept)
    assert not Merge.objects.exists()
    assert not Parent.objects.filter(pk__in=(kept.pk, gone.pk)).exists()


# Through the pages


def test_a_life_through_the_pages(cjg: Client) -> None:
    kept, gone = cast.parent("Anna Vrolijk", phone=PHONE), cast.parent("A. Vrolijk", phone=PHONE)
    assert "hetzelfde telefoonnummer" in cjg.get(LIST).content.decode()
    both = f"/sliedrecht/ouders/{kept.public_id}/samenvoegen/{gone.public_id}/"
    assert "A. Vrolijk" in cjg.get(both).content.decode()
    assert AuditEntry.objects.filter(action="read", subject_kind="partners.Parent").count() == 2
    page = cjg.post(both, follow=True).content.decode()
    assert "Weer twee maken" in page
    made = Merge.objects.get()
    back = cjg.post(f"/sliedrecht/ouders/{kept.public_id}/samengevoegd/{made.public_id}/terug/", follow=True)
    assert "Het zijn weer twee ouders" in back.content.decode()
    cjg.post(both + "twee/", follow=True)
    assert "Niemand lijkt dubbel te staan" in cjg.get(LIST).content.decode()
    assert cjg.get(f"/sliedrecht/ouders/{kept.public_id}/samenvoegen/{kept.public_id}/").status_code == 404
