"""An administrator, a partner and a policy officer each try what they may not (the lines are in rogue.py).

Each try is refused in words, changes nothing and shows nothing of a parent; and the log tells the privacy officer.
"""

from __future__ import annotations

from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

import psycopg2
import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from portal.accounts.domain.deactivate import deactivate
from portal.accounts.domain.limit import Limit
from portal.audit.domain.seal import seal
from portal.audit.domain.verify import verify
from portal.audit.models import AuditEntry
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from portal.web import access, refusals
from rig.testdatabase import owner_url
from tests import cast
from tests.access.matrix import text_of
from tests.access.samples import OWN
from tests.access.world import Town, two_towns
from tests.accounts.people import sign_in, with_password
from tests.faults.extra_fields import differences, snapshot
from tests.faults.rogue import TRIES, Try, everything, path_of

AT_LEAST = 20
LOG = "/sliedrecht/logboek/"
PARENTS = "/sliedrecht/ouders/"
Towns = tuple[Town, Town]


@pytest.fixture(scope="module")
def towns(django_db_setup: None, django_db_blocker: Any) -> Iterator[Towns]:
    """Two municipalities for all tries; nothing of it stays in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = two_towns()
        for town in made:
            assert town.browsers
        for role, one in everything():
            path_of(one, role, *made)
        yield made
        transaction.set_rollback(True)


def ask(one: Try, role: str, towns: Towns) -> Any:
    """Do it, as somebody with this role who is signed in."""
    browser = towns[0].browsers[role]
    return getattr(browser, one.method.lower())(path_of(one, role, *towns), dict(one.sent))


def told(town: Town, after: int) -> str:
    """What the page of the log says of what was kept since."""
    with tenant.use(town.municipality):
        kept = list(AuditEntry.objects.filter(pk__gt=after, action__startswith="refused"))
    page = text_of(town.browsers["privacy_officer"].get(f"/{town.slug}/logboek/"))
    return page if kept else ""


@pytest.mark.parametrize(("role", "one"), everything(), ids=[f"{role} {one}" for role, one in everything()])
def test_what_they_may_not_is_refused_and_told(towns: Towns, role: str, one: Try) -> None:
    own, other = towns
    cookies = SimpleCookie(own.browsers[role].cookies)
    with transaction.atomic():
        before = snapshot(own)
        answer = ask(one, role, towns)
        changed = [line for line in differences(before, snapshot(own)) if not line.startswith("audit.AuditEntry new")]
        log = told(other if one.where == "elsewhere" else own, after=newest(before))
        transaction.set_rollback(True)
    own.browsers[role].cookies = cookies
    assert answer.status_code == one.answer
    assert changed == []
    assert own.row("partners.Parent").email not in text_of(answer)
    assert bool(log) == bool(one.log)
    if log:
        assert ("Wilde een pagina zien" if one.method == "GET" else "Wilde iets veranderen") in log
        assert one.log in log
        assert ("werkt in een andere gemeente" in log) == (one.where == "elsewhere")


def newest(table: dict[tuple[str, str], str]) -> int:
    """The last line of the log."""
    return max((int(pk) for label, pk in table if label == "audit.AuditEntry"), default=0)


def test_each_of_them_tries_twenty_things() -> None:
    assert all(len(tries) >= AT_LEAST for tries in TRIES.values())
    assert all(len({str(one) for one in tries}) == len(tries) for tries in TRIES.values())


def test_control_without_the_place_that_keeps_it_the_log_tells_nothing(
    towns: Towns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "keep_refusal", lambda *_, **__: None)
    with transaction.atomic():
        after = newest(snapshot(towns[0]))
        assert ask(TRIES["partner"][0], "partner", towns).status_code == 403
        assert told(towns[0], after) == ""
        transaction.set_rollback(True)


def test_a_parents_own_link_opens_nothing_in_another_municipality(towns: Towns) -> None:
    own, other = towns
    assert Client().get(f"/{other.slug}/mijn/{OWN(own)}/").status_code in {404, 410}


# Nobody fills the log


def kept() -> list[str]:
    lines = AuditEntry.objects.filter(action__startswith="refused")
    return list(lines.order_by("pk").values_list("action", flat=True))


def lines_kept() -> int:
    return len(kept())


@pytest.mark.django_db
def test_a_page_that_is_asked_for_again_and_again_is_one_line(municipality: Municipality) -> None:
    browser = cast.sign_in(Client(), cast.member("partner"))
    for _ in range(5):
        assert browser.get(PARENTS).status_code == 403
    assert lines_kept() == 1
    assert browser.get(LOG).status_code == 403
    assert lines_kept() == 2


@pytest.mark.django_db
def test_one_person_cannot_fill_the_log(municipality: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "PER_PERSON", (Limit(2, 3600),))
    browser = cast.sign_in(Client(), cast.member("partner"))
    for page in ("ouders/", "logboek/", "mensen/", "berichten/"):
        assert browser.get(f"/sliedrecht/{page}").status_code == 403
    assert kept() == ["refused.read", "refused.read", "refused.more"]
    log = text_of(cast.sign_in(Client(), cast.member("privacy_officer")).get(LOG))
    assert "Geweigerd, en daarna vaker dan hier staat" in log


@pytest.mark.django_db
def test_who_fills_the_log_first_does_not_change_things_unseen(
    municipality: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusals, "PER_PERSON", (Limit(1, 3600),))
    monkeypatch.setattr(refusals, "CHANGES_BEYOND", (Limit(1, 3600),))
    monkeypatch.setattr(refusals, "PER_PAGE", (Limit(1000, 60),))
    browser = cast.sign_in(Client(), cast.member("partner"))
    browser.get(PARENTS)
    for page in ("teksten/welcome/", "teksten/welcome/", "logboek/", "mensen/"):
        assert browser.post(f"/sliedrecht/{page}").status_code == 403, page
    assert kept() == ["refused.read", "refused.change", "refused.more"]


@pytest.mark.django_db
def test_who_has_no_role_anywhere_writes_nothing_in_the_log(municipality: Municipality) -> None:
    user = cast.member("partner")
    browser = cast.sign_in(Client(), user)
    user.memberships.update(ended_at="2026-01-01T00:00Z")
    assert browser.get(PARENTS).status_code == 404
    assert Client().get(PARENTS).status_code == 302
    assert lines_kept() == 0


@pytest.mark.django_db
def test_the_name_of_who_works_elsewhere_stays_there(municipality: Municipality, other: Municipality) -> None:
    user = cast.member("administrator", at=other, name="Naam Van Elders")
    cast.sign_in(Client(), user).get(PARENTS)
    page = text_of(cast.sign_in(Client(), cast.member("privacy_officer")).get(LOG))
    assert f"({user.pk})" in page
    assert "werkt in een andere gemeente" in page
    assert "Naam Van Elders" not in page


# Other ways than a page


@pytest.mark.django_db
def test_an_account_that_was_closed_does_not_come_in(municipality: Municipality) -> None:
    user = with_password("administrator")
    assert sign_in(user).status_code == 302
    deactivate(user=user)
    answer = sign_in(user)
    assert answer.status_code == 200
    assert answer.client.get("/sliedrecht/vandaag/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_the_portal_a_change_of_the_log_and_the_chain_shows_that_of_others(
    municipality: Municipality,
) -> None:
    """Row P9: what was refused cannot be made to look allowed."""
    cast.sign_in(Client(), cast.member("partner")).get(PARENTS)
    seal()
    assert verify(grace=0) is None
    statement = "UPDATE audit_auditentry SET result = 'done' WHERE action = 'refused.read'"
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute(statement)
    owner = psycopg2.connect(owner_url())
    owner.autocommit = True
    with owner.cursor() as cursor:
        cursor.execute(statement)
    owner.close()
    broken = verify(grace=0)
    assert broken is not None
    assert broken.what == "changed"
