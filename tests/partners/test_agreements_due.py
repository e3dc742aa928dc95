"""Agreements that are due: one reminder per version, what waits stands first, and at the same moment too."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from partners.domain.agree import (
    Superseded,
    change_agreement,
    end_agreement,
)
from partners.domain.remind_reviews import remind_reviews
from partners.models import Agreement, AgreementVersion, Organisation
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from portal.outbox import registry
from portal.outbox.models import Message
from tests import cast
from tests.partners.agreements import (
    LIST,
    TERMS,
    drafted,
    in_days,
    page_of,
    press,
    signed,
)
from tests.partners.at_once import at_once

# The reminder


def test_both_sides_hear_of_it_once(boom: Organisation) -> None:
    Municipality.objects.update(contact_email="cjg@gemeente.example")
    version = signed(drafted(boom, days=14))
    assert [remind_reviews(), remind_reviews()] == [1, 0]
    sent = Message.objects.filter(kind="partners.agreement_review")
    assert {one.address for one in sent} == {"boom@example.org", "cjg@gemeente.example"}
    newer = change_agreement(version=version, terms={**TERMS, "review_on": in_days(13)})
    assert remind_reviews() == 0
    signed(newer)
    assert remind_reviews() == 1
    assert sent.all().count() == 4


def test_the_clock_of_the_portal_tells_both(boom: Organisation, other: Municipality) -> None:
    """As it runs each minute, for every municipality."""
    drafted_here = signed(drafted(boom, days=14))
    with use(other):
        signed(drafted(cast.organisation("Ver", email="ver@example.org"), days=14))
    call_command("run_due", verbosity=0)
    told = Message.objects.filter(kind="partners.agreement_review")
    assert [one.address for one in told] == ["boom@example.org"]
    with use(other):
        assert [one.address for one in told.all()] == ["ver@example.org"]
    call_command("run_due", verbosity=0)
    assert told.all().count() == 1
    drafted_here.refresh_from_db()
    assert drafted_here.reminded_at


@pytest.mark.parametrize("case", ["too early", "not signed", "ended", "being changed"])
def test_nobody_hears_of_what_is_not_due(boom: Organisation, case: str) -> None:
    version = drafted(boom, days=15 if case == "too early" else 3)
    if case != "not signed":
        version = signed(version)
    if case == "ended":
        end_agreement(agreement=version.agreement)
    if case == "being changed":
        change_agreement(version=version, terms={**TERMS, "review_on": in_days(200)})
    assert remind_reviews() == 0
    assert not Message.objects.exists()


def test_the_mail_leads_to_the_agreement_and_is_not_sent_when_it_ended(boom: Organisation) -> None:
    version = signed(drafted(boom, days=14))
    remind_reviews()
    message = Message.objects.get(recipient_key="first")
    kind = registry.find(message.kind)
    assert kind
    assert kind.wanted(message)
    mail = kind.build(message)
    assert page_of(version) in mail.text
    assert "De Boom en de gemeente" in mail.text
    assert mail.text.startswith("Dag,")
    end_agreement(agreement=version.agreement)
    assert not kind.wanted(message)


def test_what_is_due_stands_first_and_says_so(cjg: Client, boom: Organisation) -> None:
    later, soon = signed(drafted(boom, days=200)), signed(drafted(boom, cast.organisation("De Wilg"), days=10))
    over = signed(drafted(boom, cast.organisation("De Es"), days=5))
    end_agreement(agreement=over.agreement)
    page = cjg.get(LIST)
    assert [one.pk for one in page.context["page"].rows] == [soon.pk, later.pk, over.pk]
    assert page.content.decode().count("Weer bekijken<") == 1


def waiting(client: Client) -> int:
    """What the first page says that waits."""
    found = client.get("/sliedrecht/vandaag/").context["tiles"]
    return sum(tile.count for tile in found if tile.url == LIST)


def test_the_first_page_says_whose_turn_it_is(partner: Client, officer: Client, boom: Organisation) -> None:
    assert (waiting(partner), waiting(officer)) == (0, 0)
    version = drafted(boom, days=200)
    drafted(cast.organisation("De Wilg"), cast.organisation("De Es"))
    assert (waiting(partner), waiting(officer)) == (1, 1)
    press(partner, version, "first")
    assert (waiting(partner), waiting(officer)) == (0, 1)
    press(officer, version, "second")
    assert (waiting(partner), waiting(officer)) == (0, 0)
    AgreementVersion.objects.update(review_on=in_days(14))
    assert (waiting(partner), waiting(officer)) == (1, 1)
    end_agreement(agreement=version.agreement)
    assert (waiting(partner), waiting(officer)) == (0, 0)


@pytest.mark.parametrize("total", [1, 200])
def test_query_count(cjg: Client, boom: Organisation, total: int, django_assert_num_queries: Any) -> None:
    made = Agreement.objects.bulk_create(Agreement(first=boom) for _ in range(total))
    AgreementVersion.objects.bulk_create(
        AgreementVersion(agreement=one, number=1, **TERMS, review_on=in_days(9)) for one in made
    )
    with django_assert_num_queries(5):
        cjg.get(LIST)


# At the same moment


@pytest.mark.django_db(transaction=True)
def test_two_who_change_the_same_words_make_one_new_version(boom: Organisation) -> None:
    version = signed(drafted(boom))
    who = itertools.count()

    def change() -> int:
        try:
            terms = {**TERMS, "who_tells": f"Zo {next(who)}", "review_on": in_days(100)}
            return change_agreement(version=version, terms=terms).number
        except Superseded:
            return 0

    assert sorted(at_once(change, 4)) == [0, 0, 0, 2]
    assert AgreementVersion.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_button_that_is_pressed_twice_writes_one_agreement(boom: Organisation) -> None:
    numbers = at_once(lambda: drafted(boom).pk, 4)
    assert len(set(numbers)) == Agreement.objects.count() == 1
    drafted(boom, cast.organisation("De Wilg"))
    drafted(boom, days=101)
    end_agreement(agreement=AgreementVersion.objects.get(pk=numbers[0]).agreement)
    assert drafted(boom).pk != numbers[0]
    assert Agreement.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_many_who_remind_at_once_remind_once(boom: Organisation) -> None:
    signed(drafted(boom, days=14))
    assert sum(at_once(remind_reviews, 4)) == 1
    assert Message.objects.count() == 1
