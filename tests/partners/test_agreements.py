"""Our agreements: both sides sign the very same words, other words are signed again."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from partners.domain.agree import (
    Ended,
    Superseded,
    change_agreement,
    end_agreement,
    sign_agreement,
)
from partners.models import Agreement, AgreementVersion, Organisation
from portal.accounts.models import Membership
from portal.audit.models import AuditEntry
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from tests import cast
from tests.partners.agreements import (
    LIST,
    NEW,
    TERMS,
    State,
    drafted,
    in_days,
    page_of,
    press,
    signed,
    signer,
    typed,
    works_for,
)

# From a draft to an agreement


def test_a_partner_writes_both_sign(partner: Client, officer: Client, boom: Organisation) -> None:
    page = partner.post(NEW, typed(), follow=True)
    version = AgreementVersion.objects.get()
    assert (str(version), version.state) == ("De Boom en de gemeente", State.DRAFT)
    assert "Welke ouders graag komen" in page.content.decode()
    page = press(partner, version, "first").content.decode()
    assert "Wacht nog" in page
    assert "op de gemeente" in page
    page = press(officer, version, "second").content.decode()
    assert "Pia van De Boom (Partner)" in page
    version.refresh_from_db()
    assert version.state == State.AGREED
    assert AuditEntry.objects.filter(action="agreement.signed").count() == 2


def test_nobody_signs_for_the_other_side(partner: Client, officer: Client, boom: Organisation) -> None:
    wilg = cast.organisation("De Wilg")
    version = drafted(boom, wilg)
    press(partner, version, "second")
    press(officer, version, "first")
    press(officer, version, "second")
    press(partner, version, "third")
    version.refresh_from_db()
    assert version.state == State.DRAFT
    press(works_for(wilg), version, "second")
    version.refresh_from_db()
    assert (version.state, version.first_signed_at) == (State.WAITING, None)


def test_cjg_staff_may_write_down_that_an_organisation_agreed(cjg: Client, boom: Organisation) -> None:
    version = drafted(boom, cast.organisation("De Wilg"))
    for side in ("first", "second"):
        page = press(cjg, version, side).content.decode()
    assert "(CJG-medewerker)" in page
    version.refresh_from_db()
    assert version.state == State.AGREED


def test_who_signs_in_signs_for_the_own_organisation(partner: Client, cjg: Client, boom: Organisation) -> None:
    """CJG staff do not write down that somebody agreed who can say so."""
    version = drafted(boom, cast.organisation("De Wilg"))
    assert "Voor De Boom" not in cjg.get(page_of(version)).content.decode()
    for side in ("first", "second"):
        press(cjg, version, side)
    version.refresh_from_db()
    assert (version.first_signed_at, version.state) == (None, State.WAITING)
    assert [tile.count for tile in partner.get("/sliedrecht/vandaag/").context["tiles"] if tile.url == LIST] == [1]
    press(partner, version, "first")
    version.refresh_from_db()
    assert version.state == State.AGREED
    assert not [tile for tile in partner.get("/sliedrecht/vandaag/").context["tiles"] if tile.url == LIST]


def test_control_of_whom_the_role_ended_cjg_may_sign(partner: Client, cjg: Client, boom: Organisation) -> None:
    version = drafted(boom)
    Membership.objects.filter(role="partner").update(ended_at=timezone.now())
    press(cjg, version, "first")
    version.refresh_from_db()
    assert version.first_signed_at


def test_signing_twice_keeps_the_first_time(boom: Organisation) -> None:
    version = drafted(boom)
    one = sign_agreement(version=version, side="first", membership=signer())
    two = sign_agreement(version=version, side="first", membership=signer())
    assert (one.first_signed_at, one.first_signed_by) == (two.first_signed_at, two.first_signed_by)
    with pytest.raises(KeyError):
        sign_agreement(version=version, side="third", membership=signer())


# Other words


def test_words_that_nobody_signed_change_where_they_stand(partner: Client, boom: Organisation) -> None:
    version = drafted(boom)
    partner.post(page_of(version) + "aanpassen/", typed(who_tells="Iedereen", seen=version.stamp))
    assert [one.who_tells for one in AgreementVersion.objects.all()] == ["Iedereen"]


def test_other_words_are_signed_again_by_both(partner: Client, boom: Organisation) -> None:
    version = signed(drafted(boom))
    sent = typed(who_tells="Iedereen", seen=version.stamp)
    page = partner.post(page_of(version) + "aanpassen/", sent, follow=True).content.decode()
    old, new = AgreementVersion.objects.order_by("number")
    assert (old.state, new.state, new.number) == (State.AGREED, State.DRAFT, 2)
    assert "Eerdere versies" in page
    assert "De leerkracht aan de CJG-medewerker" in page


def test_the_same_words_are_no_new_version(boom: Organisation) -> None:
    version = signed(drafted(boom))
    same = change_agreement(version=version, terms={**TERMS, "review_on": in_days(100)})
    assert same.pk == version.pk
    assert AgreementVersion.objects.count() == 1


def test_nobody_signs_words_they_did_not_see(partner: Client, boom: Organisation) -> None:
    seen = signed(drafted(boom))
    now = change_agreement(version=seen, terms={**TERMS, "who_tells": "Niemand", "review_on": in_days(100)})
    assert "intussen aangepast" in press(partner, seen, "first").content.decode()
    with pytest.raises(Superseded):
        sign_agreement(version=seen, side="first", membership=signer())
    now.refresh_from_db()
    assert now.state == State.DRAFT


def test_words_of_somebody_else_are_not_lost_to_a_form_from_before(partner: Client, boom: Organisation) -> None:
    seen = drafted(boom)
    change_agreement(version=seen, terms={"who_tells": "Niemand"})
    stale = typed(who_tells="Iedereen", seen=seen.stamp)
    page = partner.post(page_of(seen) + "aanpassen/", stale)
    assert "intussen aangepast" in page.content.decode()
    assert "Iedereen" in page.content.decode()
    now = AgreementVersion.objects.get()
    assert now.who_tells == "Niemand"
    assert "intussen aangepast" in press(partner, seen, "first").content.decode()
    with pytest.raises(Superseded):
        change_agreement(version=seen, terms={"who_tells": "x"})
    again = {**stale, "seen": page.context["form"]["seen"].value()}
    partner.post(page_of(seen) + "aanpassen/", again)
    now.refresh_from_db()
    assert now.who_tells == "Iedereen"


def test_what_ended_stays_as_it_is(partner: Client, boom: Organisation) -> None:
    version = signed(drafted(boom))
    page = partner.post(page_of(version) + "stoppen/", follow=True).content.decode()
    assert "Gestopt" in page
    assert "Dit spreken wij af" not in page
    late = partner.post(page_of(version) + "aanpassen/", typed(seen=version.stamp), follow=True)
    assert "intussen gestopt" in late.content.decode()
    with pytest.raises(Ended):
        change_agreement(version=version, terms={"who_tells": "x"})
    with pytest.raises(Ended):
        sign_agreement(version=version, side="first", membership=signer())
    ended_at = Agreement.objects.get().ended_at
    assert end_agreement(agreement=version.agreement).ended_at == ended_at


# Who sees what


def test_a_partner_sees_the_agreements_of_the_own_organisation_only(partner: Client, boom: Organisation) -> None:
    wilg, es = cast.organisation("De Wilg"), cast.organisation("De Es")
    mine, theirs = drafted(wilg, boom), drafted(wilg, es)
    rows = partner.get(LIST).context["page"].rows
    assert [one.pk for one in rows] == [mine.pk]
    assert partner.get(page_of(mine)).status_code == 200
    for path in ("", "aanpassen/"):
        assert partner.get(page_of(theirs) + path).status_code == 404
    for path in ("aanpassen/", "afspreken/", "stoppen/"):
        assert partner.post(page_of(theirs) + path, typed()).status_code == 404
    assert Agreement.objects.filter(ended_at=None).count() == 2


def test_a_partner_writes_for_the_own_organisation(partner: Client, boom: Organisation) -> None:
    wilg = cast.organisation("De Wilg")
    partner.post(NEW, typed(first=wilg.pk))
    assert Agreement.objects.get().first == boom
    page = partner.post(NEW, typed(second=boom.pk))
    assert set(page.context["form"].errors) == {"second"}


def test_an_agreement_of_elsewhere_is_not_there(cjg: Client, other: Municipality) -> None:
    """Row T8."""
    with use(other):
        theirs = drafted(cast.organisation("Van Ver"))
    assert cjg.get(page_of(theirs)).status_code == 404
    assert "Van Ver" not in cjg.get(LIST).content.decode()


def test_a_partner_of_nobody_reads_what_to_do(municipality: Municipality) -> None:
    nobody_s = cast.sign_in(Client(), cast.member("partner"))
    assert "weten nog niet" in nobody_s.get(NEW).content.decode()
    assert NEW not in nobody_s.get(LIST).content.decode()


def test_who_works_somewhere_finds_the_button(partner: Client, cjg: Client) -> None:
    for writes in (partner, cjg):
        assert NEW in writes.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"first": ""}, "first"), ({"subjects": []}, "subjects"), ({"subjects": ["gossip"]}, "subjects"),
        ({"privacy": ""}, "privacy"), ({"what_we_tell": "x" * 601}, "what_we_tell"),
        ({"told_back": "\x00"}, "told_back"),
        ({"review_on": "gisteren"}, "review_on"), ({"review_on": "2020-01-01"}, "review_on"),
        ({"review_on": "9999-12-31"}, "review_on"), ({"second": "99999999999999999999"}, "second"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(cjg: Client, boom: Organisation, changes: dict[str, Any], wrong: str) -> None:
    page = cjg.post(NEW, typed(**{"first": boom.pk, **changes}))
    assert page.status_code == 200
    assert set(page.context["form"].errors) == {wrong}
    assert "De leerkracht aan de CJG-medewerker" in page.content.decode()
    assert not Agreement.objects.exists()


def test_with_itself_nobody_agrees(cjg: Client, boom: Organisation) -> None:
    page = cjg.post(NEW, typed(first=boom.pk, second=boom.pk))
    assert set(page.context["form"].errors) == {"second"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.create(first=boom, second=boom)
