"""Signing in with the account of one's work: linking it, what the municipality sets, and what is written down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models.signals import pre_save
from django.test import Client

from portal.accounts.domain.end_role import end_role
from portal.accounts.models import User, WorkAccount, WorkProvider
from portal.audit.models import AuditEntry
from portal.desk.domain.save_work_provider import FIELDS, save_work_provider
from portal.municipalities import tenant
from portal.outbox.models import Message
from portal.web import fetch
from tests import cast
from tests.accounts.factors import PATHS
from tests.accounts.people import sign_in, with_password
from tests.accounts.work import OWN, SIGN_IN, Provider, come_back, connect, is_in, linked, running, sign_in_by
from tests.provider import CLIENT, SECRET, TENANT

PAGE = "/sliedrecht/vandaag/"
SETTINGS = "/sliedrecht/werkaccount/"
LINK = f"{OWN}sliedrecht/koppelen/"
UNLINK = f"{OWN}sliedrecht/weghalen/"


@pytest.fixture(scope="module")
def process() -> Iterator[Provider]:
    with running() as found:
        yield found


@pytest.fixture
def provider(process: Provider, settings: Any, municipality: Any) -> Provider:
    settings.OPENID_LOCAL = process.origin
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    process.forge()
    return process


def link(provider: Provider, browser: Client) -> Any:
    return browser.get(provider.people_sign_in(browser.post(LINK)["Location"]))


def written(action: str) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action=action))


def test_somebody_links_their_work_account_and_comes_in_with_it(provider: Provider, municipality: Any) -> None:
    connect(provider, municipality)
    user = with_password("partner")
    browser, elsewhere = sign_in(user).client, sign_in(user).client
    page = browser.get(OWN)
    assert provider.origin in page["Content-Security-Policy"].partition("form-action")[2].partition(";")[0]
    assert "Koppel uw werkaccount" in page.content.decode()
    assert link(provider, browser)["Location"] == OWN
    assert "Uw werkaccount is gekoppeld" in browser.get(OWN).content.decode()
    assert not is_in(elsewhere) or elsewhere.get(PAGE).status_code == 302
    assert Message.objects.filter(kind="desk.factor_changed").count() == 1
    assert [entry.actor_id for entry in written("accounts.work_account_linked")] == [user.pk]
    assert sign_in_by(provider).client.get(PAGE).status_code == 200
    assert [entry.actor_id for entry in written("accounts.sign_in_work")] == [user.pk]


def test_unlinking_ends_it(provider: Provider, municipality: Any) -> None:
    connect(provider, municipality)
    user = with_password("partner")
    linked(user, provider, municipality)
    by_work, browser = sign_in_by(provider).client, sign_in(user).client
    assert browser.post(UNLINK)["Location"] == OWN
    assert browser.post(UNLINK)["Location"] == OWN
    assert by_work.get(PAGE).status_code == 302
    assert not is_in(sign_in_by(provider).client)
    assert len(written("accounts.work_account_unlinked")) == 1
    assert Message.objects.filter(kind="desk.factor_changed").count() == 1


def test_linking_asks_for_the_password_of_who_came_in_by_it_or_long_ago(provider: Provider, municipality: Any) -> None:
    connect(provider, municipality)
    user = with_password("partner")
    linked(user, provider, municipality)
    browser = sign_in_by(provider).client
    for answer in (browser.get(OWN), browser.post(LINK), browser.post(UNLINK)):
        assert answer["Location"].startswith("/account/wachtwoord/bevestigen/?next=")
    assert WorkAccount.objects.count() == 1
    assert Client().get(OWN)["Location"].startswith("/inloggen/")


def test_the_work_account_of_somebody_else_is_not_taken(provider: Provider, municipality: Any) -> None:
    connect(provider, municipality)
    linked(with_password("partner"), provider, municipality)
    browser = sign_in(with_password("partner")).client
    assert link(provider, browser)["Location"] == PATHS.overview
    assert "Uw werkaccount is niet gekoppeld" in browser.get(PATHS.overview).content.decode()
    assert WorkAccount.objects.count() == 1


def test_what_one_began_to_link_is_not_linked_to_another(provider: Provider, municipality: Any) -> None:
    connect(provider, municipality)
    browser = sign_in(with_password("partner")).client
    back = provider.people_sign_in(browser.post(LINK)["Location"])
    began = browser.session["work_account"]
    cast.sign_in(browser, with_password("partner"))
    kept = browser.session
    kept["work_account"] = began
    kept.save()
    assert browser.get(back)["Location"] == PATHS.overview
    assert not WorkAccount.objects.exists()


def test_nothing_is_linked_where_one_has_no_role(provider: Provider, municipality: Any, other: Any) -> None:
    connect(provider, other)
    browser = sign_in(with_password("partner")).client
    assert browser.post(f"{OWN}zwolle/koppelen/").status_code == 404
    assert browser.post(f"{OWN}zwolle/weghalen/").status_code == 404


def test_it_goes_with_the_last_role_here(provider: Provider, municipality: Any, other: Any) -> None:
    user = with_password("partner")
    linked(user, provider, municipality)
    linked(user, provider, other)
    end_role(membership=user.memberships.get())
    assert not WorkAccount.objects.exists()
    with tenant.use(other):
        assert WorkAccount.objects.exists()


def test_going_on_to_the_page_that_was_asked_for_but_nowhere_else(provider: Provider, municipality: Any) -> None:
    connect(provider, municipality)
    linked(with_password("partner"), provider, municipality)
    for asked, came in {
        "/sliedrecht/agenda/": "/sliedrecht/agenda/",
        "//elders.example/": PAGE,
        "/zwolle/vandaag/": PAGE,
    }.items():
        browser = Client()
        there = browser.get("/inloggen/werkaccount/sliedrecht/", {"next": asked})["Location"]
        assert browser.get(provider.people_sign_in(there))["Location"] == came


def administrator(provider: Provider) -> Client:
    return cast.sign_in(Client(), cast.member("administrator"))


def filled(provider: Provider, **more: str) -> dict[str, str]:
    told = {"issuer": provider.issuer, "directory": TENANT, "client_id": CLIENT, "secret": SECRET, "is_on": "on"}
    return {**told, **more}


def test_an_administrator_sets_it_up_tests_it_and_colleagues_see_it(provider: Provider, municipality: Any) -> None:
    browser = administrator(provider)
    assert "Sliedrecht" not in Client().get("/inloggen/werkaccount/").content.decode()
    page = browser.get(SETTINGS).content.decode()
    assert "http://localhost:8000/inloggen/werkaccount/sliedrecht/terug/" in page
    assert browser.post(SETTINGS, filled(provider))["Location"] == SETTINGS
    browser.post(f"{SETTINGS}testen/")
    page = browser.get(SETTINGS).content.decode()
    assert "De verbinding werkt" in page
    assert SECRET not in page
    kept = WorkProvider.objects.get()
    assert SECRET not in kept.secret
    assert "Sliedrecht" in Client().get("/inloggen/werkaccount/").content.decode()
    (entry,) = written("accounts.work_provider_saved")
    assert set(entry.fields) == {"issuer", "directory", "client_id", "is_on", "secret"}
    browser.post(SETTINGS, filled(provider, secret=""))  # the same again, without the secret
    assert len(written("accounts.work_provider_saved")) == 1
    assert WorkProvider.objects.get().secret == kept.secret


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"client_secret": "oud"}, "neemt client-ID en clientgeheim niet aan"),
        ({"moved": "http://127.0.0.1:1/"}, "vonden we niets bruikbaars"),
        ({"discovery": {"issuer": "https://elders.example"}}, "noemt een ander adres van zichzelf"),
        ({"discovery": {"token_endpoint": "https://elders.example/token"}}, "verwijst ons naar een andere website"),
        ({"keys": []}, "laat geen sleutel zien"),
    ],
)
def test_the_test_of_the_connection_says_what_is_wrong(
    provider: Provider, municipality: Any, wrong: dict[str, Any], words: str
) -> None:
    browser = administrator(provider)
    browser.post(SETTINGS, filled(provider, secret=wrong.pop("client_secret", SECRET)))
    provider.forge(**wrong)
    browser.post(f"{SETTINGS}testen/")
    assert words in browser.get(SETTINGS).content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"issuer": "http://login.voorbeeld.example/v2.0"}, "issuer"),
        ({"issuer": "https://login.voorbeeld.example:8443/"}, "issuer"),
        ({"issuer": "https://iemand:iets@login.voorbeeld.example/"}, "issuer"),
        ({"issuer": "https://login.voorbeeld.example/?x=1"}, "issuer"),
        ({"issuer": "https://[::1"}, "issuer"),
        ({"issuer": "https://a.example; sandbox/x"}, "issuer"),
        ({"issuer": "https://a.example;sandbox/x"}, "issuer"),
        ({"issuer": "https://a.example,b.example/"}, "issuer"),
        ({"issuer": "https://'self'/"}, "issuer"),
        ({"issuer": "file:///etc/passwd"}, "issuer"),
        ({"issuer": "https://login.voorbeeld.example/v2.0\x00"}, "issuer"),
        ({"directory": ""}, "directory"),
        ({"client_id": "x" * 201}, "client_id"),
        ({"secret": ""}, "secret"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_kept(
    provider: Provider, municipality: Any, wrong: dict[str, str], field: str
) -> None:
    page = administrator(provider).post(SETTINGS, filled(provider, **wrong))
    assert (page.status_code, list(page.context["form"].errors)) == (200, [field])
    assert not WorkProvider.objects.exists()
    assert SECRET not in page.content.decode()


def test_a_kept_secret_does_not_go_to_another_host(provider: Provider, municipality: Any) -> None:
    browser = administrator(provider)
    browser.post(SETTINGS, filled(provider))
    elsewhere = filled(provider, secret="", issuer="https://elders.example/v2.0")
    assert list(browser.post(SETTINGS, elsewhere).context["form"].errors) == ["secret"]


def test_a_secret_that_was_locked_anew_meanwhile_is_not_put_back(provider: Provider, municipality: Any) -> None:
    connect(provider, municipality)

    def anew(**_: Any) -> None:
        WorkProvider.objects.update(secret="locked anew")

    pre_save.connect(anew, sender=WorkProvider)
    try:
        told = {name: getattr(WorkProvider.objects.get(), name) for name in FIELDS}
        save_work_provider(municipality=municipality, told={**told, "client_id": "another"})
    finally:
        pre_save.disconnect(anew, sender=WorkProvider)
    kept = WorkProvider.objects.get()
    assert (kept.client_id, kept.secret) == ("another", "locked anew")


def test_what_a_sign_in_asks_of_the_provider_shares_one_deadline(
    provider: Provider, municipality: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(provider, municipality)
    linked(with_password("partner"), provider, municipality)
    browser = Client()
    until: list[float | None] = []
    back = come_back(provider, browser)
    true = fetch.allowed

    def noted(url: str) -> Any:
        until.append(fetch._until.get())  # noqa: SLF001 - what no page shows
        return true(url)

    monkeypatch.setattr(fetch, "allowed", noted)
    assert browser.get(back)["Location"] == PAGE
    assert len(until) > 2
    assert len(set(until)) == 1
    assert until[0]


def test_nobody_else_sets_it_up(provider: Provider, municipality: Any) -> None:
    for role in ("policy_officer", "cjg", "partner", "privacy_officer"):
        browser = cast.sign_in(Client(), cast.member(role))
        assert browser.get(SETTINGS).status_code == 403
        assert browser.post(f"{SETTINGS}testen/").status_code == 403


def test_without_the_tests_own_exception_the_local_provider_is_not_asked(provider: Provider, settings: Any) -> None:
    settings.OPENID_LOCAL = ""
    with pytest.raises(fetch.NotAllowed):
        fetch.get_json(f"{provider.issuer}/.well-known/openid-configuration")


def test_the_way_in_is_on_the_page_of_signing_in(provider: Provider, municipality: Any) -> None:
    page = Client().get(SIGN_IN, {"next": "/sliedrecht/ouders/?a=1&b=2"}).content.decode()
    assert "Inloggen met uw werkaccount" in page
    assert "/inloggen/werkaccount/?next=%2Fsliedrecht%2Fouders%2F%3Fa%3D1%26b%3D2" in page
    assert User.objects.count() == 0
