"""A parent's own page: what it shows, what it changes, and that only the link's owner gets there."""

from __future__ import annotations

import base64
import io
import json
import re
import time
import zipfile

import pytest
from django.test import Client

from partners.domain.take_address import take_address
from partners.messages.own_page import NEW_ADDRESS, OWN_PAGE, AddressChanged, NewAddress, OwnPage, own_path
from partners.models import Consent, Parent
from partners.queries import invitable, own_stamp
from partners.spec.consent import LIST_TEXT, SIGN_UP_TEXT, STOP_TEXT, text_of
from portal.audit.models import AuditEntry
from portal.municipalities.models import Municipality
from portal.outbox.models import Message
from portal.web import links
from portal.web.addresses import murl
from tests import cast
from tests.counting import FEW, MANY, queries_of

ASK = "/sliedrecht/mijn/"
HREF = re.compile(r"https?://\S+/mijn/\S+")


@pytest.fixture
def parent(municipality: Municipality) -> Parent:
    return cast.parent("Anna Vrolijk", email="anna@example.org", phone="+31612345678")


# The link


def test_asking_sends_one_mail_with_a_link_that_works(client: Client, parent: Parent) -> None:
    assert client.post(ASK, {"email": " Anna@Example.org "}).status_code == 302
    message = Message.objects.get(kind=OwnPage.name)
    kind = OwnPage()
    assert kind.wanted(message)
    mail = kind.build(message)
    (link,) = HREF.findall(mail.text)
    page = client.get(re.sub(r"https?://[^/]+", "", link))
    assert page.status_code == 200
    assert "Anna Vrolijk" in page.content.decode()
    assert "Wat we van u weten" in mail.subject


def test_unknown_and_known_addresses_get_the_same_answer(client: Client, parent: Parent) -> None:
    known = client.post(ASK, {"email": "anna@example.org"}, follow=True)
    unknown = client.post(ASK, {"email": "niemand@example.org"}, follow=True)
    assert known.content == unknown.content
    assert Message.objects.count() == 1


def test_a_link_dies_with_the_address(client: Client, parent: Parent) -> None:
    path = own_path(parent)
    take_address(parent=parent, email="nieuw@example.org")
    assert client.get(path).status_code == 410


def test_links_on_the_page_end_with_the_link_that_led_there(client: Client, parent: Parent) -> None:
    soon = int(time.time()) + 60
    path = own_path(parent, until=soon)
    page = client.get(path)
    pages = [
        page.context[name] for name in ("own_page", "own_change", "own_answer", "own_stay", "own_file", "own_remove")
    ]
    said = client.post(page.context["own_answer"], {"purpose": "invitations", "answer": "no"})
    fields = {"name": "Anna", "email": "", "phone": "0612345678"}
    changed = client.post(page.context["own_change"], fields)
    for one in (*pages, said.headers["Location"], changed.headers["Location"]):
        found = links.read(OWN_PAGE, one.split("/mijn/")[1].split("/")[0])
        assert found
        assert found.until == soon
    assert client.get(changed.headers["Location"]).status_code == 200


def test_a_link_that_is_over_leads_nowhere(client: Client, parent: Parent) -> None:
    assert client.get(own_path(parent, until=int(time.time()) - 1)).status_code == 410


def test_control_a_link_of_the_address_of_today_lives(client: Client, parent: Parent) -> None:
    assert client.get(own_path(parent)).status_code == 200


def test_a_mail_to_an_address_of_before_is_not_sent(client: Client, parent: Parent) -> None:
    client.post(ASK, {"email": "anna@example.org"})
    take_address(parent=parent, email="nieuw@example.org")
    assert not OwnPage().wanted(Message.objects.get(kind=OwnPage.name))


def test_staff_can_send_it(cjg: Client) -> None:
    parent = cast.parent(email="anna@example.org")
    page = cjg.post(f"/sliedrecht/ouders/{parent.public_id}/link/", follow=True)
    assert "onderweg" in page.content.decode()
    assert Message.objects.filter(kind=OwnPage.name).count() == 1
    assert AuditEntry.objects.filter(action="parent.link_sent").count() == 1


# What it shows


@pytest.mark.parametrize(
    ("basis", "version", "reads"),
    [
        ("parent", "sign-up-1", ("U zei ja op", str(text_of("sign-up-1")))),
        ("list", LIST_TEXT, ("U hebt dit niet zelf", str(text_of(LIST_TEXT)))),
        ("public_task", LIST_TEXT, ("U hebt dit niet zelf", "onze taak")),
    ],
)
def test_it_tells_what_was_said_by_whom_and_to_which_words(
    client: Client, parent: Parent, basis: str, version: str, reads: tuple[str, ...]
) -> None:
    said = {"purpose": "invitations", "given": True, "basis": basis, "text_version": version, "source": "De Boom"}
    Consent.objects.create(parent=parent, **said)
    page = client.get(own_path(parent)).content.decode()
    for words in reads:
        assert words in page
    assert ("U zei ja op" in page) is (basis == "parent")
    assert str(text_of(SIGN_UP_TEXT)) not in page
    asked = str(text_of(LIST_TEXT))
    assert (asked in page) is (basis == "list")


def test_after_a_no_both_the_no_and_what_a_yes_would_be_stand_there(client: Client, parent: Parent) -> None:
    said = {"purpose": "invitations", "given": False, "basis": "parent", "source": "own_page"}
    Consent.objects.create(parent=parent, text_version=STOP_TEXT, **said)
    page = client.get(own_path(parent)).content.decode()
    for version in (STOP_TEXT, SIGN_UP_TEXT):
        assert str(text_of(version)) in page


def test_it_tells_what_why_and_until_when(client: Client, parent: Parent) -> None:
    page = client.get(own_path(parent)).content.decode()
    for words in (
        "06 12345678",
        "om ouders uit te nodigen",
        "12 maanden na het laatste teken van leven",
        "U zei ja op",
    ):
        assert words in page
    assert "Aanmelding" not in page


def test_what_higher_storeys_keep_is_told_too(client: Client, parent: Parent) -> None:
    cast.registration(cast.session(title="Koffie"), parent)
    page = client.get(own_path(parent)).content.decode()
    assert "Bijeenkomsten waarvoor u zich aanmeldde" in page


def test_it_tells_who_looked_by_role_and_not_by_name(cjg: Client, parent: Parent) -> None:
    from portal.accounts.models import User

    cjg.get(f"/sliedrecht/ouders/{parent.public_id}/")
    page = Client().get(own_path(parent)).content.decode()
    assert "CJG-medewerker" in page
    assert User.objects.get().name not in page


@pytest.mark.parametrize("total", [FEW, MANY])
def test_query_count(client: Client, parent: Parent, total: int) -> None:
    Consent.objects.bulk_create(
        Consent(parent=parent, purpose="invitations", given=True, basis="parent", text_version="x", source="x")
        for _ in range(total)
    )
    assert queries_of(client, own_path(parent)) == 19


# Looking changes nothing (row A3), saying does


def test_a03_get_and_head_change_nothing_behind_any_own_link(client: Client, parent: Parent) -> None:
    """Row A3."""
    before = list(Parent.objects.values())
    for page in ("own_page", "own_change", "own_answer", "own_stay", "own_file", "own_remove"):
        for ask in (client.get, client.head):
            assert ask(own_path(parent, page)).status_code in {200, 405}
    assert list(Parent.objects.values()) == before
    assert Consent.objects.count() == 1


def test_yes_and_no_are_one_button_each(client: Client, parent: Parent) -> None:
    path = own_path(parent, "own_answer")
    client.post(path, {"purpose": "invitations", "answer": "no"})
    assert not invitable().exists()
    client.post(path, {"purpose": "invitations", "answer": "yes"})
    assert list(invitable()) == [parent]
    assert list(Consent.objects.order_by("pk").values_list("source", flat=True)) == ["cast", "own_page", "own_page"]


@pytest.mark.parametrize("fields", [{}, {"purpose": "alles", "answer": "yes"}, {"purpose": "invitations"}])
def test_rubbish_says_nothing(client: Client, parent: Parent, fields: dict[str, str]) -> None:
    client.post(own_path(parent, "own_answer"), fields)
    assert Consent.objects.count() == 1


def test_changing_ones_own_details(client: Client, parent: Parent) -> None:
    fields = {
        "name": "Anna de Vrolijke",
        "email": "anna@example.org",
        "phone": "",
        "stages": ["2-4"],
        "prefers": "mail",
    }
    page = client.post(own_path(parent, "own_change"), fields, follow=True)
    assert page.status_code == 200
    parent.refresh_from_db()
    assert (parent.name, parent.phone, parent.stages, parent.prefers) == ("Anna de Vrolijke", "", ["2-4"], "mail")
    assert AuditEntry.objects.get(action="parent.changed").actor_kind == "parent"


def readable(path: str, words: str) -> bool:
    """Whether the words can be read in the address of a page, also by who undoes its base64."""
    parts = [part for part in re.split(r"[/:.]", path) if re.fullmatch(r"[\w-]+", part) and len(part) % 4 != 1]
    plain = [base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in parts]
    return any(words.encode() in one for one in (path.encode(), *plain))


def test_control_an_address_in_plain_can_be_read(parent: Parent) -> None:
    assert readable(f"/mijn/{links.make(NEW_ADDRESS, {'email': 'nieuw@example.org'}, days=1)}/", "nieuw@example.org")


def test_a_new_address_that_nobody_can_read_is_refused(client: Client, parent: Parent) -> None:
    data = {"parent": parent.public_id.hex, "stamp": own_stamp(parent), "email": "nieuw@example.org"}
    path = murl("partners:new_address", token=links.make(NEW_ADDRESS, data, days=2))
    assert client.post(path).status_code == 410
    parent.refresh_from_db()
    assert parent.email == "anna@example.org"


def test_a_new_address_counts_once_it_was_confirmed(client: Client, parent: Parent) -> None:
    client.post(own_path(parent, "own_change"), {"name": "Anna", "email": "nieuw@example.org"})
    parent.refresh_from_db()
    assert parent.email == "anna@example.org"
    message = Message.objects.get(kind=NewAddress.name)
    assert message.address == "nieuw@example.org"
    kind = NewAddress()
    assert kind.wanted(message)
    (link,) = HREF.findall(kind.build(message).text)
    path = re.sub(r"https?://[^/]+", "", link)
    assert not readable(path, "nieuw@example.org")
    assert client.get(path).context["email"] == "nieuw@example.org"
    parent.refresh_from_db()
    assert parent.email == "anna@example.org"
    assert client.post(path, follow=True).status_code == 200
    parent.refresh_from_db()
    assert parent.email == "nieuw@example.org"
    assert client.post(path).status_code == 410


def test_the_address_of_before_hears_that_it_was_changed(parent: Parent) -> None:
    assert take_address(parent=parent, email="nieuw@example.org")
    assert take_address(parent=Parent.objects.get(pk=parent.pk), email="nieuw@example.org")
    message = Message.objects.get(kind=AddressChanged.name)
    assert message.address == "anna@example.org"
    assert AddressChanged().wanted(message)
    text = AddressChanged().build(message).text
    assert "een ander e-mailadres" in text
    assert murl("web:privacy") in text
    assert "nieuw@example.org" not in text


def test_anothers_address_gets_no_mail_and_the_same_answer(client: Client, parent: Parent) -> None:
    """Row A5."""
    cast.parent(email="ben@example.org")
    taken = client.post(own_path(parent, "own_change"), {"name": "Anna", "email": "ben@example.org"}, follow=True)
    assert not Message.objects.filter(kind=NewAddress.name).exists()
    parent.refresh_from_db()
    free = client.post(own_path(parent, "own_change"), {"name": "Anna", "email": "vrij@example.org"}, follow=True)
    assert Message.objects.filter(kind=NewAddress.name).count() == 1
    assert "We stuurden een mail naar het nieuwe adres" in taken.content.decode()
    assert "We stuurden een mail naar het nieuwe adres" in free.content.decode()


# Take it along (row P3)


def test_p03_the_file_holds_every_row_and_nothing_of_others(client: Client, parent: Parent) -> None:
    """Row P3."""
    session = cast.session(title="Koffie")
    other = cast.parent("Ben de Groen", email="ben@example.org")
    for one in (parent, other):
        cast.registration(session, one)
    answer = client.post(own_path(parent, "own_file"))
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        page, told = (packed.read(f"mijn-gegevens.{kind}").decode() for kind in ("html", "json"))
    for text in (page, told):
        assert "anna@example.org" in text
        assert "Ben" not in text
        assert "ben@example.org" not in text
    tables = {row["table"] for part in json.loads(told) for row in part["rows"]}
    assert {"partners_parent", "partners_consent", "activities_registration", "outbox_message"} <= tables
    assert AuditEntry.objects.filter(action="parent.file_given").count() == 1
