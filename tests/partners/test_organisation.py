"""The page of one organisation: who sees it, who changes what, and who works there."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from partners.domain.add_organisation import add_member
from partners.domain.change_organisation import OrganisationThere, change_organisation
from partners.domain.end_member import end_member
from partners.models import Organisation, OrganisationMember
from partners.queries import organisations
from portal.accounts.domain.end_role import end_role
from portal.accounts.models import Membership, User
from portal.audit.models import AuditEntry
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import require, use
from tests import cast

LIST, OWN = "/sliedrecht/organisaties/", "/sliedrecht/organisaties/eigen/"
FACTS = {
    "name": "De Boom", "kind": "school", "languages": "Nederlands, turks", "location": "Voorbeeldlaan 1",
    "times": "op schooldagen", "phone": "06 12345678", "email": "boom@example.org", "website": "https://boom.example/",
    "contact_name": "Ina Verzonnen", "contact_role": "intern begeleider",
}  # fmt: skip


def page_of(organisation: Organisation) -> str:
    return f"{LIST}{organisation.public_id}/"


def membership(user: User) -> Membership:
    return user.memberships.get()


@pytest.fixture
def boom(municipality: Municipality) -> Organisation:
    """A school of which little is known yet."""
    return cast.organisation("De Boom", kind="school")


@pytest.fixture
def partner(boom: Organisation) -> Client:
    user = cast.member("partner", name="Pia Partner")
    add_member(organisation=boom, membership=membership(user))
    return cast.sign_in(Client(), user)


# The facts


def test_all_facts_are_kept_and_shown(cjg: Client, boom: Organisation) -> None:
    area = cast.neighbourhood("Baanhoek")
    page = cjg.post(page_of(boom) + "aanpassen/", {**FACTS, "neighbourhood": area.pk}, follow=True).content.decode()
    for shown in ("De Boom", "Baanhoek", "Nederlands, Turks", "Voorbeeldlaan 1", "op schooldagen", "06 12345678",
                  "mailto:boom@example.org", "https://boom.example/", "Ina Verzonnen, intern begeleider"):  # fmt: skip
        assert shown in page
    boom.refresh_from_db()
    assert (boom.languages, boom.phone) == (["nl", "tr"], "+31612345678")


def test_saving_again_changes_and_writes_nothing(cjg: Client, boom: Organisation) -> None:
    for _ in range(2):
        cjg.post(page_of(boom) + "aanpassen/", FACTS)
    entries = AuditEntry.objects.filter(action="organisation.changed")
    assert entries.count() == 1
    assert "email" in entries.get().fields
    assert "boom@example.org" not in str(entries.get().fields)


@pytest.mark.parametrize(
    ("wrong", "value", "word"),
    [
        ("name", "de  wilg", "staat er al"), ("name", "", "Vul"), ("languages", "Nederlands, Klingon", "Klingon"),
        ("languages", "a\x00b", ""), ("phone", "12", "telefoonnummer"), ("email", "boom", "mail"),
        ("website", "http://boom.example", "https://"), ("website", "javascript:alert(1)", "https://"),
        ("kind", "bank", ""), ("neighbourhood", "99999999999999999999", ""), ("contact", "1", ""),
        ("times", "x" * 161, "160"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    cjg: Client, boom: Organisation, wrong: str, value: str, word: str
) -> None:
    cast.organisation("De Wilg")
    page = cjg.post(page_of(boom) + "aanpassen/", {**FACTS, wrong: value})
    assert page.status_code == 200
    assert set(page.context["form"].errors) == {wrong}
    assert word in page.content.decode()
    assert "Ina Verzonnen" in page.content.decode()
    boom.refresh_from_db()
    assert boom.contact_name == ""


def test_a_contact_person_is_a_member_or_a_name(cjg: Client, boom: Organisation, partner: Client) -> None:
    member = OrganisationMember.objects.get()
    both = cjg.post(page_of(boom) + "aanpassen/", {**FACTS, "contact": member.pk})
    assert set(both.context["form"].errors) == {"contact_name"}
    page = cjg.post(page_of(boom) + "aanpassen/", {**FACTS, "contact": member.pk, "contact_name": ""}, follow=True)
    assert page.context["organisation"].contact_in_words == "Pia Partner"


def test_a_website_without_a_beginning_gets_a_safe_one(cjg: Client, boom: Organisation) -> None:
    cjg.post(page_of(boom) + "aanpassen/", {**FACTS, "website": "boom.example"})
    boom.refresh_from_db()
    assert boom.website == "https://boom.example"


def test_a_name_taken_meanwhile_is_refused_by_the_verb(boom: Organisation) -> None:
    cast.organisation("De Wilg")
    with pytest.raises(OrganisationThere):
        change_organisation(organisation=boom, facts={"name": "De Wilg", "times": "nooit"})
    boom.refresh_from_db()
    assert (boom.name, boom.times) == ("De Boom", "")


def test_what_it_may_do_is_no_fact(boom: Organisation) -> None:
    with pytest.raises(KeyError):
        change_organisation(organisation=boom, facts={"may_publish": True})


# Who may


def test_a_partner_sees_and_changes_the_own_organisation_only(partner: Client, boom: Organisation) -> None:
    wilg = cast.organisation("De Wilg")
    assert "De Boom" in partner.get(OWN).content.decode()
    assert partner.get(page_of(boom)).status_code == 200
    assert partner.post(page_of(boom) + "aanpassen/", FACTS).status_code == 302
    for path in (page_of(wilg), page_of(wilg) + "aanpassen/"):
        assert partner.get(path).status_code == 404
        assert partner.post(path, FACTS).status_code in {404, 405}
    wilg.refresh_from_db()
    assert (wilg.name, wilg.times) == ("De Wilg", "")


def test_a_partner_gives_itself_no_permission(partner: Client, boom: Organisation) -> None:
    switches = {"may_register": "on", "may_publish": "on"}
    assert partner.post(page_of(boom) + "zelf/", switches).status_code == 403
    assert partner.post(page_of(boom) + "aanpassen/", {**FACTS, **switches}).status_code == 302
    assert partner.get(LIST).status_code == 403
    boom.refresh_from_db()
    assert (boom.may_register, boom.may_publish) == (False, False)


def test_a_keeper_gives_and_takes_permission(officer: Client, boom: Organisation) -> None:
    officer.post(page_of(boom) + "zelf/", {"may_register": "on"})
    boom.refresh_from_db()
    assert (boom.may_register, boom.may_publish) == (True, False)
    officer.post(page_of(boom) + "zelf/", {})
    boom.refresh_from_db()
    assert not boom.may_register
    assert AuditEntry.objects.filter(action="organisation.allowed").count() == 2


def test_a_partner_of_nobody_reads_what_to_do(municipality: Municipality) -> None:
    page = cast.sign_in(Client(), cast.member("partner")).get(OWN)
    assert "weten nog niet" in page.content.decode()


def test_a_role_that_ended_opens_nothing(partner: Client, boom: Organisation) -> None:
    """Somebody keeps another role here; as a partner they are gone."""
    user = OrganisationMember.objects.get().membership.user
    Membership.objects.filter(user=user).update(ended_at="2026-01-01T00:00Z")
    Membership.objects.create(user=user, municipality_id=require(), role="privacy_officer")
    assert partner.get(page_of(boom)).status_code == 403
    Membership.objects.create(user=user, municipality_id=require(), role="partner")
    assert partner.get(page_of(boom)).status_code == 404


# People


def test_adding_and_ending_somebody(cjg: Client, boom: Organisation) -> None:
    user = cast.member("partner", name="Pia Partner")
    page = cjg.post(page_of(boom) + "mensen/", {"membership": membership(user).pk}, follow=True)
    assert "Pia Partner" in page.content.decode()
    member = OrganisationMember.objects.get()
    Organisation.objects.update(contact=member)
    assert cjg.post(f"{page_of(boom)}mensen/{member.public_id}/weg/").status_code == 302
    assert not OrganisationMember.objects.exists()
    assert membership(user).ended_at is None
    boom.refresh_from_db()
    assert boom.contact is None
    assert AuditEntry.objects.filter(action="organisation.member_ended").count() == 1


def test_the_tie_ends_with_the_role_and_nobody_asks_for_who_left(partner: Client, boom: Organisation) -> None:
    member = OrganisationMember.objects.get()
    Organisation.objects.update(contact=member)
    end_role(membership=member.membership)
    end_role(membership=member.membership)
    assert not OrganisationMember.objects.exists()
    boom.refresh_from_db()
    assert boom.contact_in_words == ""
    assert AuditEntry.objects.filter(action="organisation.member_ended").count() == 1


def test_ending_twice_is_as_good_as_once(partner: Client) -> None:
    member = OrganisationMember.objects.get()
    same = OrganisationMember.objects.get()
    assert end_member(member=member) is True
    assert end_member(member=same) is False


def test_only_free_partners_of_here_can_be_chosen(cjg: Client, boom: Organisation, other: Municipality) -> None:
    """Row T8: somebody of elsewhere is not in the list, and is refused when sent."""
    theirs = membership(cast.member("partner", at=other))
    officer = membership(cast.member("policy_officer"))
    tied = membership(cast.member("partner"))
    add_member(organisation=cast.organisation(), membership=tied)
    for wrong in (theirs, officer, tied):
        page = cjg.post(page_of(boom) + "mensen/", {"membership": wrong.pk})
        assert set(page.context["form"].errors) == {"membership"}
    assert OrganisationMember.objects.count() == 1


def test_a_member_of_another_organisation_is_not_ended_from_here(cjg: Client, boom: Organisation) -> None:
    add_member(organisation=cast.organisation(), membership=membership(cast.member("partner")))
    member = OrganisationMember.objects.get()
    assert cjg.post(f"{page_of(boom)}mensen/{member.public_id}/weg/").status_code == 404
    assert OrganisationMember.objects.exists()


def test_an_organisation_of_elsewhere_is_not_there(cjg: Client, other: Municipality) -> None:
    with use(other):
        theirs = cast.organisation()
    assert cjg.get(page_of(theirs)).status_code == 404


# The list


def test_filtering(officer: Client, boom: Organisation) -> None:
    area = cast.neighbourhood("Baanhoek")
    club = cast.organisation("De Club", kind="club", neighbourhood=area)
    cases: list[tuple[dict[str, str], set[Organisation]]] = [
        ({}, {boom, club}), ({"zoek": "de b"}, {boom}), ({"soort": "club"}, {club}), ({"wijk": area.code}, {club}),
        ({"zoek": "boom", "soort": "club"}, set()), ({"soort": "bank"}, {boom, club}), ({"zoek": "%"}, set()),
    ]  # fmt: skip
    for asked, expected in cases:
        assert set(officer.get(LIST, asked).context["page"].rows) == expected, asked
    assert "Geen organisatie gevonden" in officer.get(LIST, {"zoek": "\x01"}).content.decode()


@pytest.mark.parametrize("total", [1, 200])
def test_query_count_of_the_page(cjg: Client, boom: Organisation, total: int, django_assert_num_queries: Any) -> None:
    for _ in range(total if total == 1 else 20):
        add_member(organisation=boom, membership=membership(cast.member("partner")))
    with django_assert_num_queries(7):
        cjg.get(page_of(boom))


def test_members_are_counted_while_their_role_lasts(partner: Client) -> None:
    assert [one.member_count for one in organisations()] == [1]  # type: ignore[attr-defined]  # annotated
    Membership.objects.filter(role="partner").update(ended_at="2026-01-01T00:00Z")
    assert [one.member_count for one in organisations()] == [0]  # type: ignore[attr-defined]  # annotated
