"""The circle: a programme is adopted, parents are read in, invited, sign up, are reminded, come, and are counted.

Real PostgreSQL, Valkey, workers and SMTP; screenshots of each step in var/screenshots/circle/.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db.models.functions import Now

from activities.models import Reminder, Session
from partners.queries import invitable
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from rig.place import ROOT
from tests.browser.axe import violations
from tests.browser.portal import PHONE, Album, Portal, link_in, press, text_of
from tests.cast import day_comes
from tests.partners.sheet_files import book

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SHARED = Path(os.environ.get("SHARED", ROOT.parent / "shared")) / "data" / "spreadsheets"
NARROW = 320
GIVEN = SHARED / "ouderlijst_basisschool.xlsx"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """The school's own list where it is given, else one of the same kind that we made."""
    if GIVEN.exists():
        return GIVEN
    made = tmp_path / "ouderlijst.xlsx"
    made.write_bytes(_school_list())
    return made


def _school_list() -> bytes:
    head = ["Naam ouder/verzorger", "E-mail", "Mobiel", "Postcode", "Groep", "Thuistaal", "Opmerking"]
    rows = [[f"Ouder Voorbeeld {n}", f"ouder{n}@school.example", "", "3361", "4", "Turks", ""] for n in range(1, 41)]
    total = ["Totaal", "", "", "", "", "", "40 ouders"]
    return book({"Toelichting": [["Niet doorsturen"]], "Ouders": [["Basisschool"], [], head, *rows, total]})


def test_the_circle_turns(browser: Browser, portal: Portal, sheet: Path) -> None:
    album = Album("circle")
    policy_officer, cjg = portal.page(browser), portal.page(browser)
    _adopt(portal, policy_officer, album)
    _read_in(portal, cjg, album, sheet)
    invited = _invite(portal, cjg, album)
    parent = portal.page(browser, PHONE, scripts=False)
    address = _sign_up(portal, parent, album)
    for number, says_yes in enumerate((True, False)):
        _come_along(portal.page(browser, NARROW), album, f"buur{number}@school.example", says_yes=says_yes)
    _remind(portal, address)
    _log(portal, portal.page(browser, PHONE), album)
    _see(policy_officer, album, invited)


def _look(page: Page, album: Album, name: str) -> None:
    assert violations(page) == [], name
    album.take(page, name)


def _adopt(portal: Portal, page: Page, album: Album) -> None:
    portal.sign_in(page, "beleid")
    _look(page, album, "beleid-vandaag")
    press(page, "main >> text=Kies een aanpak")
    _look(page, album, "aanpakken")
    press(page, "text=Kids & Koffie")
    _look(page, album, "aanpak")
    press(page, "text=Hiermee starten")
    page.fill("[name=location]", "Kinderboerderij Het Voorbeeld, Weidelaan 1")
    _look(page, album, "starten")
    press(page, "text=Programma starten")
    assert page.locator("h1").inner_text() == "Kids & Koffie"
    assert page.locator("main table tbody tr").count() == 6
    assert page.locator("main table tbody tr").first.inner_text().startswith("maandag")
    _look(page, album, "programma-nieuw")


def _read_in(portal: Portal, page: Page, album: Album, sheet: Path) -> None:
    portal.sign_in(page, "cjg")
    _look(page, album, "cjg-vandaag")
    page.goto("/sliedrecht/ouders/")
    _look(page, album, "ouders-leeg")
    press(page, "main >> text=Lijst inlezen")
    page.set_input_files("[name=file]", sheet)
    page.fill("[name=origin]", "Administratie van de school, november 2026")
    page.check("[name=basis][value=list]")
    _look(page, album, "lijst-kiezen")
    press(page, "main button[type=submit]")
    _look(page, album, "lijst-bekijken")
    press(page, "main form button[type=submit]")
    portal.wait(lambda: _again(page) and page.locator("text=nieuwe ouders").count())
    _look(page, album, "lijst-ingelezen")
    page.goto("/sliedrecht/ouders/")
    _look(page, album, "ouders")


def _again(page: Page) -> bool:
    page.reload()
    return True


def _invite(portal: Portal, page: Page, album: Album) -> int:
    page.goto("/sliedrecht/bijeenkomsten/")
    _look(page, album, "bijeenkomsten")
    press(page, "main table a >> nth=0")
    _look(page, album, "bijeenkomst")
    press(page, "text=Ouders uitnodigen")
    _look(page, album, "uitnodigen")
    invited = int(page.locator("main [role=status]").inner_text().split()[0])
    press(page, "text=Uitnodigingen versturen")
    portal.wait(lambda: _again(page) and page.locator("text=Klaar").count())
    _look(page, album, "uitgenodigd")
    portal.wait(lambda: portal.sink.count() >= invited)
    assert portal.sink.count() == portal.sink.distinct() == invited
    return invited


def _sign_up(portal: Portal, page: Page, album: Album) -> str:
    address = portal.sink.records()[0]["recipients"][0]
    (invitation,) = portal.mails(address, "Kids & Koffie")
    assert invitation["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    page.goto(link_in(invitation, "uitnodiging"))
    album.take(page, "uitnodiging")
    page.fill("[name=adults]", "2")
    page.fill("[name=children]", "1")
    press(page, "text=Ja, ik kom")
    assert "U bent aangemeld" in page.locator("main").inner_text()
    album.take(page, "aangemeld")
    confirmation = portal.wait(lambda: portal.mails(address, "U bent welkom"))[0]
    (calendar,) = confirmation.iter_attachments()
    assert calendar.get_content_type() == "text/calendar"
    assert "BEGIN:VEVENT" in str(calendar.get_content())
    return str(address)


def _come_along(page: Page, album: Album, address: str, *, says_yes: bool) -> None:
    """A neighbour who was not invited finds it in the agenda; invited another time is only who says so."""
    page.goto("/sliedrecht/agenda/")
    press(page, "main .house-agenda a >> nth=1")
    assert not page.is_checked("[name=invite]")
    _look(page, album, "buur")
    page.fill("[name=name]", "Buur Voorbeeld")
    page.fill("[name=email]", address)
    page.set_checked("[name=invite]", says_yes)
    press(page, "main form button[type=submit]")
    assert "/aangemeld/" in page.url
    _look(page, album, "buur-aangemeld")
    with tenant.use(Municipality.objects.get(slug="sliedrecht")):
        assert invitable().filter(email_key=address).exists() == says_yes


def _remind(portal: Portal, address: str) -> None:
    """Let the database think that it is the day before; nobody else is reminded."""
    with tenant.use(Municipality.objects.get(slug="sliedrecht")):
        first = Reminder.objects.order_by("due_at")[:1]
        Reminder.objects.filter(pk__in=first).update(due_at=Now() - timedelta(minutes=1))
    portal.tick()
    (reminder,) = portal.wait(lambda: portal.mails(address, "Morgen"))
    assert "Het Voorbeeld" in text_of(reminder)
    assert len([record for record in portal.sink.records() if address in record["recipients"]]) == 3


def _log(portal: Portal, page: Page, album: Album) -> None:
    portal.sign_in(page, "cjg")
    page.goto("/sliedrecht/bijeenkomsten/")
    press(page, "main table a >> nth=0")
    assert not page.locator("text=Wie kwam?").count()
    page.goto(f"{page.url}wie-kwam/")
    assert "kunt u hier invullen wie er was" in page.locator("main").inner_text()
    _look(page, album, "wie-kwam-later")
    with tenant.use(Municipality.objects.get(slug="sliedrecht")):
        day_comes(Session.objects.earliest("starts_at"))
    press(page, "text=Terug naar de bijeenkomst")
    press(page, "text=Wie kwam?")
    _look(page, album, "wie-kwam")
    page.check("[name=came] >> nth=0")
    page.fill("[name=adults]", "7")
    page.fill("[name=children]", "9")
    press(page, "main form button[type=submit]")
    assert "Het is opgeslagen" in page.locator("main").inner_text()
    _look(page, album, "opgeslagen")


def _see(page: Page, album: Album, invited: int) -> None:
    page.reload()
    figures = [row.split("\t")[-1].strip() for row in page.locator(".house-chart tbody tr").all_inner_texts()]
    assert figures == [str(invited), "1", "1"]
    assert "2 ouders meldden zich aan zonder uitnodiging. Daarvan kwamen er 0." in page.locator("main").inner_text()
    assert "7 bezoekers zonder naam" in page.locator("main").inner_text()
    _look(page, album, "programma")
