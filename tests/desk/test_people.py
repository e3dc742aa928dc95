"""The commands that let somebody in, and out again."""

from __future__ import annotations

import io
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from portal.accounts.models import Membership, User
from portal.audit.models import AuditEntry
from portal.desk.forms.people import ALL
from portal.municipalities.models import Municipality, Region
from portal.municipalities.tenant import use
from portal.outbox.models import Message
from portal.outbox.registry import find
from tests import cast
from tests.accounts.factors import PATHS, add_app
from tests.accounts.people import sign_in

EMAIL = "nieuw@gemeente.example"
PASSWORD = "zes-verzonnen-woorden-op-rij"


def run(name: str, *arguments: str, at: str = "GM0610") -> str:
    out = io.StringIO()
    call_command(name, "--municipality", at, *arguments, stdout=out)
    return out.getvalue()


def add(role: str = "administrator", **more: Any) -> str:
    return run("add_person", "--role", role, EMAIL, "Nieuwe Beheerder", **more)


def link() -> str:
    (message,) = Message.objects.filter(kind="desk.password_link")
    kind = find(message.kind)
    assert kind
    found = re.search(r"https?://\S+", kind.build(message).text)
    assert found
    return urlsplit(found[0]).path


def test_who_is_added_chooses_a_password_and_comes_in(municipality: Municipality) -> None:
    assert add() == f"{EMAIL} is administrator in Sliedrecht. A mail to choose a password is on its way.\n"
    browser = Client()
    page = browser.get(link())
    browser.post(page["Location"], {"password1": PASSWORD, "password2": PASSWORD})
    signed_in = sign_in(EMAIL, password=PASSWORD).client
    assert signed_in.get("/sliedrecht/logboek/")["Location"] == PATHS.overview
    add_app(signed_in)
    assert signed_in.get("/sliedrecht/logboek/").status_code == 200
    (entry,) = AuditEntry.objects.filter(action="accounts.give_role")
    assert (entry.actor_kind, entry.origin) == ("system", "command")


def test_a_second_role_sends_no_second_mail_to_who_has_a_password(municipality: Municipality) -> None:
    add()
    user = User.objects.get()
    user.set_password(PASSWORD)
    user.save()
    assert "mail" not in add("cjg")
    assert "mail" not in add("cjg")
    assert Membership.objects.count() == 2
    assert Message.objects.count() == 1


def test_who_leaves_is_out_at_once_and_closed_with_the_last_role(
    municipality: Municipality, other: Municipality
) -> None:
    add()
    add(at="GM0193")
    user = User.objects.get()
    browser = Client()
    cast.sign_in(browser, user)
    assert run("end_person", EMAIL) == "Ended in Sliedrecht: administrator.\n"
    assert browser.get("/sliedrecht/logboek/").status_code == 404
    assert browser.get("/zwolle/logboek/").status_code == 200
    assert run("end_person", EMAIL, at="GM0193") == "Ended in Zwolle: administrator. The account is closed.\n"
    assert browser.get("/zwolle/logboek/").status_code == 302
    with use(other):
        actions = set(AuditEntry.objects.values_list("action", flat=True))
        assert actions >= {"accounts.give_role", "accounts.end_role", "accounts.deactivate"}
    with pytest.raises(CommandError, match="was closed"):
        add()


@pytest.mark.parametrize(
    ("name", "arguments", "at", "words"),
    [
        ("add_person", ("--role", "cjg", "geen adres", "Iemand"), "GM0610", "is no e-mail address"),
        ("add_person", ("--role", "baas", EMAIL, "Iemand"), "GM0610", "invalid choice"),
        ("add_person", ("--role", "cjg", EMAIL, "Iemand"), "GM9999", "There is no municipality GM9999"),
        ("end_person", ("niemand@gemeente.example",), "GM0610", "Nobody signs in"),
    ],
)
def test_what_cannot_be_is_said(
    municipality: Municipality, name: str, arguments: tuple[str, ...], at: str, words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        run(name, *arguments, at=at)
    assert not User.objects.exists()


@pytest.fixture
def region(municipality: Municipality, other: Municipality) -> list[Municipality]:
    """Sliedrecht, Zwolle and a town that was merged, in one region."""
    region = Region.objects.create(name="Waddenkust", kind="GGD")
    gone = cast.municipality("GM0002", "Verdwenen", valid_until="2020-01-01")
    towns = [municipality, other, gone]
    Municipality.objects.filter(pk__in=[town.pk for town in towns]).update(region=region)
    return towns


def test_somebody_works_for_a_whole_region_until_that_ends(region: list[Municipality]) -> None:
    cast.member("cjg", at=region[0])
    apart = cast.municipality("GM0003", "Elders")

    def command(name: str, *arguments: str) -> str:
        out = io.StringIO()
        call_command(name, "--region", "waddenkust", *arguments, stdout=out)
        return out.getvalue()

    def live() -> set[tuple[str, str]]:
        rows = Membership.objects.filter(user__email=EMAIL, ended_at=None).select_related("municipality")
        return {(row.municipality.name, row.role) for row in rows}

    for _again in range(2):
        told = command("add_person", "--role", "cjg", EMAIL, "Regio Medewerker")
        assert told.startswith(f"{EMAIL} is cjg in Sliedrecht, Zwolle.")
    assert live() == {("Sliedrecht", "cjg"), ("Zwolle", "cjg")}
    for town in region[:2]:
        with use(town):
            assert AuditEntry.objects.filter(action="accounts.give_role").count() == 1
    Membership.objects.create(user=User.objects.get(email=EMAIL), municipality=apart, role="cjg")
    assert command("end_person", EMAIL) == "Ended in Sliedrecht, Zwolle: cjg.\n"
    assert live() == {("Elders", "cjg")}, "elsewhere nothing changes"
    assert User.objects.get(email=EMAIL).is_active
    assert command("end_person", EMAIL) == "Ended in Sliedrecht, Verdwenen, Zwolle: nothing.\n"


def test_an_administrator_sees_and_ends_only_what_is_theirs(region: list[Municipality]) -> None:
    call_command(
        "add_person", "--region", "Waddenkust", "--role", "cjg", EMAIL, "Regio Medewerker", stdout=io.StringIO()
    )
    person = User.objects.get(email=EMAIL)
    office = cast.sign_in(Client(), cast.member("administrator"))
    page = office.get(f"/sliedrecht/mensen/{person.public_id}/")
    assert "Zwolle" not in page.content.decode()
    assert office.get(f"/zwolle/mensen/{person.public_id}/").status_code == 404
    office.post(f"/sliedrecht/mensen/{person.public_id}/stoppen/", {"what": ALL})
    live = Membership.objects.filter(user=person, ended_at=None).values_list("municipality__name", flat=True)
    assert list(live) == ["Zwolle"]


def test_a_region_that_is_not_there_is_told_with_those_that_are(region: list[Municipality]) -> None:
    with pytest.raises(CommandError, match=r"There is no region Nergens\. There are: Waddenkust"):
        call_command("add_person", "--region", "Nergens", "--role", "cjg", EMAIL, "Iemand")
