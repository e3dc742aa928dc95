"""What is promised is kept: a list for each member of staff that empties, on their first page."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partners.domain.make_promise import keep_promise, pass_on
from partners.messages.own_page import own_path
from partners.models import OrganisationMember, Promise
from partners.queries import colleagues
from portal.accounts.models import Membership, User
from portal.audit.models import AuditEntry
from portal.desk.domain.forget_over import forget_over
from portal.municipalities.models import Municipality
from portal.municipalities.spec import months_before
from tests import cast
from tests.counting import FEW, MANY, queries_of

LIST, ADD = "/sliedrecht/beloofd/", "/sliedrecht/beloofd/nieuw/"


def me(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])


def promise(by: User, days: int = 3, **more: Any) -> Promise:
    due = timezone.localdate() + timedelta(days=days)
    return Promise.objects.create(what="de folder brengen", by=by, due=due, form_key=uuid.uuid4(), **more)


def filled(client: Client, **fields: Any) -> dict[str, Any]:
    due = timezone.localdate() + timedelta(days=3)
    return {"what": "de folder brengen", "by": me(client).pk, "due": f"{due}", "form_key": uuid.uuid4(), **fields}


# Promising


@pytest.mark.parametrize("role", cast.STAFF)
def test_whoever_works_here_can_promise_and_finds_it_on_their_first_page(
    client: Client, municipality: Municipality, role: str
) -> None:
    cast.sign_in(client, cast.member(role))
    assert "U hebt niets openstaan" in client.get(LIST).content.decode()
    page = client.post(ADD, filled(client), follow=True)
    assert "de folder brengen" in page.content.decode()
    (tile,) = (one for one in client.get("/sliedrecht/vandaag/").context["tiles"] if one.url == LIST)
    assert tile.count == 1


def test_one_to_a_parent_stands_on_both_their_pages(cjg: Client) -> None:
    parent = cast.parent("Anna Vrolijk")
    page = f"/sliedrecht/ouders/{parent.public_id}/"
    cjg.post(page + "beloofd/", filled(cjg))
    assert Promise.objects.get().parent == parent
    for where in (cjg.get(page), Client().get(own_path(parent))):
        assert "de folder brengen" in where.content.decode()
    assert "Anna Vrolijk" in cjg.get(LIST).content.decode()


def test_one_to_an_organisation(officer: Client) -> None:
    school = cast.organisation("Basisschool De Boom")
    officer.post(ADD, filled(officer, organisation=school.pk))
    assert "Basisschool De Boom" in officer.get(LIST).content.decode()


def test_who_may_not_know_parents_does_not_read_a_name(officer: Client) -> None:
    promise(me(officer), parent=cast.parent("Anna Vrolijk"))
    page = officer.get(LIST).content.decode()
    assert "Anna" not in page
    assert "Een ouder" in page


def test_the_same_form_twice_is_one_promise(cjg: Client) -> None:
    """Row R14."""
    form = filled(cjg)
    for _ in range(2):
        cjg.post(ADD, form)
    assert Promise.objects.count() == 1
    assert AuditEntry.objects.filter(action="promise.made").count() == 1


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"what": ""}, "what"), ({"what": "!!!"}, "what"), ({"what": "x" * 121}, "what"), ({"what": "a\x00"}, "what"),
        ({"due": "gisteren"}, "due"), ({"due": "2001-01-01"}, "due"), ({"due": "2999-01-01"}, "due"),
        ({"by": "99999999999999999999"}, "by"), ({"by": ""}, "by"), ({"organisation": "0"}, "organisation"),
        ({"form_key": "x"}, "form_key"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(cjg: Client, fields: dict[str, str], wrong: str) -> None:
    page = cjg.post(ADD, filled(cjg, **fields))
    assert page.status_code == 200
    assert set(page.context["form"].errors) == {wrong}
    assert not Promise.objects.exists()


# Keeping


def test_what_is_late_comes_first_and_what_is_done_goes_off(cjg: Client) -> None:
    soon, late = promise(me(cjg), days=3), promise(me(cjg), days=-1)
    page = cjg.get(LIST)
    assert [row.pk for row in page.context["page"].rows] == [late.pk, soon.pk]
    assert page.content.decode().count("Te laat") == 1
    tile = cjg.get("/sliedrecht/vandaag/").context["tiles"][0]
    assert (tile.url, tile.count) == (LIST, 2)
    assert "1 te laat" in str(tile.text)
    cjg.post(f"{LIST}{late.public_id}/klaar/")
    assert [row.pk for row in cjg.get(LIST).context["page"].rows] == [soon.pk]
    assert not keep_promise(promise=late)
    assert AuditEntry.objects.filter(action="promise.kept").count() == 1


def test_a_colleague_can_keep_it(cjg: Client) -> None:
    mine, roos = promise(me(cjg)), cast.member("cjg", name="Roos Voorbeeld")
    page = cjg.post(f"{LIST}{mine.public_id}/doorgeven/", {"by": roos.pk}, follow=True)
    assert "Roos Voorbeeld" in page.content.decode()
    assert not cjg.get(LIST).context["page"].rows
    assert [row.pk for row in cast.sign_in(Client(), roos).get(LIST).context["page"].rows] == [mine.pk]
    assert not pass_on(promise=mine, to=roos)


def test_alone_there_is_nobody_to_pass_it_on_to(cjg: Client) -> None:
    mine = promise(me(cjg))
    assert "nog geen collega" in cjg.get(f"{LIST}{mine.public_id}/doorgeven/").content.decode()


def test_anothers_promise_is_not_there(cjg: Client, officer: Client) -> None:
    theirs = promise(me(officer))
    for page in ("klaar", "doorgeven"):
        assert cjg.post(f"{LIST}{theirs.public_id}/{page}/", {"by": me(cjg).pk}).status_code == 404
    theirs.refresh_from_db()
    assert (theirs.by, theirs.done_at) == (me(officer), None)


def test_what_somebody_promised_who_left_is_on_the_list_of_cjg(cjg: Client, officer: Client) -> None:
    roos = cast.member("policy_officer", name="Roos Voorbeeld")
    theirs = promise(roos)
    assert not cjg.get(LIST).context["page"].rows
    Membership.objects.filter(user=roos).update(ended_at=timezone.now())
    assert "Roos Voorbeeld" in cjg.get(LIST).content.decode()
    assert cjg.get("/sliedrecht/vandaag/").context["tiles"][0].count == 1
    assert not officer.get(LIST).context["page"].rows
    assert officer.post(f"{LIST}{theirs.public_id}/klaar/").status_code == 404
    cjg.post(f"{LIST}{theirs.public_id}/klaar/")
    assert Promise.objects.exclude(done_at=None).get() == theirs


def test_a_partner_passes_on_within_the_own_organisation_only(municipality: Municipality) -> None:
    school, club = cast.organisation(), cast.organisation()
    anna, ben, cem, roos = (cast.member(role) for role in ("partner", "partner", "partner", "cjg"))
    for who, where in ((anna, school), (ben, school), (cem, club)):
        OrganisationMember.objects.create(organisation=where, membership=Membership.objects.get(user=who))
    assert set(colleagues(anna.pk, frozenset({"partner"}))) == {anna, ben}
    assert set(colleagues(roos.pk, frozenset({"cjg"}))) == {roos}


def test_what_was_promised_to_a_parent_is_for_who_may_see_parents(cjg: Client) -> None:
    roos, others = cast.member("cjg"), {cast.member(role) for role in cast.STAFF if role not in {"cjg", "partner"}}
    parent = cast.parent("Anna Vrolijk")
    add = f"/sliedrecht/ouders/{parent.public_id}/beloofd/"
    mine = promise(me(cjg), parent=parent)
    pass_on_page = f"{LIST}{mine.public_id}/doorgeven/"

    def offered(path: str) -> set[User]:
        return set(cjg.get(path).context["form"].fields["by"].queryset)

    assert offered(add) == {me(cjg), roos}
    assert offered(pass_on_page) == {roos}
    for officer in others:
        assert cjg.post(add, filled(cjg, by=officer.pk)).context["form"].errors.keys() == {"by"}
    # The control: without a parent everybody of the staff may.
    assert offered(ADD) == {me(cjg), roos, *others}


def test_a_partner_sees_apart_what_was_promised_to_the_own_organisation(
    client: Client, municipality: Municipality
) -> None:
    school, club = cast.organisation(), cast.organisation()
    anna, roos = cast.member("partner"), cast.member("cjg")
    OrganisationMember.objects.create(organisation=school, membership=Membership.objects.get(user=anna))
    promise(roos, organisation=club)
    mine, to_us, done = promise(anna, organisation=school), promise(roos, organisation=school), promise(roos)
    Promise.objects.filter(pk=done.pk).update(organisation=school, done_at=timezone.now())
    promise(roos, organisation=school, parent=cast.parent())
    page = cast.sign_in(client, anna).get(LIST)
    assert list(page.context["page"].rows) == [mine]
    assert page.context["to_us"] == [to_us]
    assert "Beloofd aan uw organisatie" in page.content.decode()
    assert "Beloofd aan uw organisatie" not in cast.sign_in(Client(), roos).get(LIST).content.decode()


@pytest.mark.parametrize("total", [FEW, MANY])
def test_query_counts_for_a_partner(client: Client, municipality: Municipality, total: int) -> None:
    school, anna, roos = cast.organisation(), cast.member("partner"), cast.member("cjg")
    OrganisationMember.objects.create(organisation=school, membership=Membership.objects.get(user=anna))
    for _ in range(min(total, 20)):
        promise(roos, organisation=school)
    assert queries_of(cast.sign_in(client, anna), LIST) == 6


@pytest.mark.parametrize("total", [FEW, MANY])
def test_query_counts(cjg: Client, total: int) -> None:
    by, due, parent = me(cjg), timezone.localdate(), cast.parent()
    Promise.objects.bulk_create(
        Promise(what="bellen", by=by, due=due, parent=parent, form_key=uuid.uuid4()) for _ in range(total)
    )
    assert queries_of(cjg, LIST) == 6
    assert queries_of(cjg, f"/sliedrecht/ouders/{parent.public_id}/") == 11


def test_p01_what_was_kept_or_is_long_over_goes_after_three_months(cjg: Client) -> None:
    """Row P1: what stays open goes three months after its day."""
    noon = timezone.localtime().replace(hour=12)
    limit = months_before(noon.date(), 3)
    kept = [promise(me(cjg)) for _ in range(3)]
    still_open, too_long = (promise(me(cjg), days=days) for days in (-80, -900))
    for n, one in zip((1, 0, -1), kept, strict=True):
        day = limit + timedelta(days=n)
        done = noon.replace(year=day.year, month=day.month, day=day.day)
        Promise.objects.filter(pk=one.pk).update(done_at=done)
    assert forget_over()["promises"] == 3
    assert too_long not in Promise.objects.all()
    assert set(Promise.objects.all()) == {kept[0], still_open}
