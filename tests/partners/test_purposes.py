"""A yes and a no are about one purpose each; only "leave me alone" is about all of them (rows A3, P5)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from activities.domain.invite import invite_batch
from activities.messages.kinds import Invitation
from partners.domain.give_consent import SaidNo, give_consent
from partners.domain.merge_parents import merge_parents
from partners.domain.stop import stop
from partners.domain.withdraw import withdraw
from partners.messages import stop_url
from partners.messages.own_page import own_path
from partners.models import Consent, Parent
from partners.queries import agreeing, answers_of, invitable, last_consent
from partners.spec.consent import FEEDBACK, INTRODUCTIONS, INVITATIONS, PURPOSES, STOP_ALL_TEXT, TEXTS
from portal.audit.models import AuditEntry
from portal.municipalities.models import Municipality
from portal.outbox.models import Message
from tests import cast
from tests.counting import FEW, MANY, queries_of


@pytest.fixture
def parent(municipality: Municipality) -> Parent:
    return cast.parent("Anna Vrolijk", email="anna@example.org", phone="+31612345678")


def said(parent: Parent) -> dict[str, bool | None]:
    return {one.purpose: one.last.given if one.last else None for one in answers_of(parent)}


def path(parent: Parent, rest: str) -> str:
    return f"/sliedrecht/ouders/{parent.public_id}/{rest}"


# One purpose each


def test_each_purpose_has_texts_of_its_own() -> None:
    texts = [text for words in PURPOSES.values() for text in (words.yes, words.no)]
    assert len(set(texts)) == len(texts) == 2 * len(PURPOSES)
    assert set(texts) < TEXTS.keys()


def test_a_yes_to_one_is_no_yes_to_another(parent: Parent) -> None:
    withdraw(parent=parent, source="link")
    given = give_consent(parent=parent, source="own_page", purpose=FEEDBACK)
    assert given.text_version == PURPOSES[FEEDBACK].yes
    assert said(parent) == {INVITATIONS: False, FEEDBACK: True, INTRODUCTIONS: None}
    assert not invitable().exists()
    assert list(agreeing(FEEDBACK)) == [parent]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_no_to_one_stops_that_one_only(parent: Parent, purpose: str) -> None:
    for name in PURPOSES:
        give_consent(parent=parent, source="own_page", purpose=name)
    taken_back = withdraw(parent=parent, source="own_page", purpose=purpose)
    assert taken_back.text_version == PURPOSES[purpose].no
    assert [name for name in PURPOSES if agreeing(name).exists()] == [name for name in PURPOSES if name != purpose]


def test_nobody_is_asked_who_never_said_yes_to_that(parent: Parent) -> None:
    """Negative control: a yes to invitations is none to the rest."""
    assert list(invitable()) == [parent]
    assert not agreeing(FEEDBACK).exists()
    assert not agreeing(INTRODUCTIONS).exists()


@pytest.mark.parametrize(("purpose", "wanted"), [(INVITATIONS, False), (FEEDBACK, True)])
def test_the_mail_that_waits_looks_at_its_own_purpose(parent: Parent, purpose: str, *, wanted: bool) -> None:
    give_consent(parent=parent, source="own_page", purpose=FEEDBACK)
    invite_batch(session=cast.session())
    withdraw(parent=parent, source="own_page", purpose=purpose)
    message, kind = Message.objects.get(kind=Invitation.name), Invitation()
    kind.look_up([message])
    assert kind.wanted(message) is wanted


# Everything at once


def test_leave_me_alone_is_a_no_to_everything_until_a_yes_to_one(parent: Parent) -> None:
    for name in PURPOSES:
        give_consent(parent=parent, source="own_page", purpose=name)
    stop(parent=parent, source="own_page")
    assert set(said(parent).values()) == {False}
    assert {one.last.text_version for one in answers_of(parent) if one.last} == {STOP_ALL_TEXT}
    give_consent(parent=parent, source="own_page", purpose=FEEDBACK)
    assert [name for name in PURPOSES if agreeing(name).exists()] == [FEEDBACK]
    with pytest.raises(SaidNo):
        give_consent(parent=parent, source="school", basis=Consent.Basis.LIST)


def test_what_was_said_is_only_added_to(parent: Parent) -> None:
    first = list(Consent.objects.values())
    stop(parent=parent, source="own_page")
    assert list(Consent.objects.order_by("pk").values())[:1] == first
    assert Consent.objects.count() == 1 + len(PURPOSES)


def test_a_no_to_one_purpose_of_either_stays_after_a_merge(parent: Parent) -> None:
    gone = cast.parent()
    give_consent(parent=parent, source="own_page", purpose=FEEDBACK)
    withdraw(parent=gone, source="own_page", purpose=FEEDBACK)
    merge_parents(kept=parent, gone=gone, by=cast.member("cjg").pk)
    assert said(parent) == {INVITATIONS: True, FEEDBACK: False, INTRODUCTIONS: None}


# The link in a mail


@pytest.mark.parametrize(
    ("sent", "alone"), [({}, False), ({"List-Unsubscribe": "One-Click"}, False), ({"what": "everything"}, True)]
)
def test_the_link_stops_invitations_or_everything(
    client: Client, parent: Parent, sent: dict[str, Any], *, alone: bool
) -> None:
    give_consent(parent=parent, source="own_page", purpose=FEEDBACK)
    page = client.post("/" + stop_url(parent).split("/", 3)[3], sent).content.decode()
    assert not invitable().exists()
    assert agreeing(FEEDBACK).exists() is not alone
    assert ("U hoort niets meer van ons" in page) is alone


# The own page, and that of staff


def test_the_own_page_shows_and_changes_each_apart(client: Client, parent: Parent) -> None:
    page = client.get(own_path(parent)).content.decode()
    for name, words in PURPOSES.items():
        assert str(words.label) in page, name
    client.post(own_path(parent, "own_answer"), {"purpose": FEEDBACK, "answer": "yes"})
    assert said(parent) == {INVITATIONS: True, FEEDBACK: True, INTRODUCTIONS: None}
    page = client.post(own_path(parent, "own_answer"), {"everything": "no"}, follow=True).content.decode()
    assert set(said(parent).values()) == {False}
    assert "U vroeg ons om u met rust te laten" in page


def test_staff_write_down_what_a_parent_told_them(cjg: Client, parent: Parent) -> None:
    address = path(parent, "antwoord/feedback/")
    assert "alleen hierover" in cjg.get(address).content.decode()
    page = cjg.post(address, {"answer": "yes", "how": "by_phone"}, follow=True).content.decode()
    assert "Vragen hoe een activiteit was" in page
    last = last_consent(parent, FEEDBACK)
    assert last
    assert (last.given, last.source, last.text_version) == (True, "by_phone", "feedback-1")
    cjg.post(address, {"answer": "no", "how": "in_person"})
    assert said(parent) == {INVITATIONS: True, FEEDBACK: False, INTRODUCTIONS: None}
    cjg.post(path(parent, "stoppen/"), {"how": "in_person"})
    parent.refresh_from_db()
    assert parent.stopped_at
    assert AuditEntry.objects.filter(action="consent.given", subject_id=parent.pk, fields=[FEEDBACK]).count() == 1


@pytest.mark.parametrize("fields", [{"answer": ""}, {"answer": "yes"}, {"how": "by_phone", "answer": "misschien"}])
def test_without_how_or_answer_nothing_is_written(cjg: Client, parent: Parent, fields: dict[str, str]) -> None:
    page = cjg.post(path(parent, "antwoord/feedback/"), fields)
    assert page.status_code == 200
    assert page.context["form"].errors
    assert last_consent(parent, FEEDBACK) is None


def test_what_nobody_can_agree_to_is_not_there(cjg: Client, parent: Parent) -> None:
    assert cjg.get(path(parent, "antwoord/alles/")).status_code == 404


@pytest.mark.parametrize("total", [FEW, MANY])
def test_query_count_of_the_answers(cjg: Client, parent: Parent, total: int) -> None:
    fields: dict[str, Any] = {"given": True, "basis": "parent", "text_version": "x", "source": "x"}
    rows = [Consent(parent=parent, purpose=name, **fields) for name in PURPOSES for _ in range(total)]
    Consent.objects.bulk_create(rows)
    assert queries_of(cjg, path(parent, "antwoord/feedback/")) == 6
