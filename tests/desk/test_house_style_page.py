"""A municipality makes its own house style; what cannot be read is refused, and no page carries style of its own."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.test import Client

from portal.audit.models import AuditEntry
from portal.desk.domain import save_style as saving
from portal.desk.domain.save_style import Unreadable, save_style
from portal.desk.forms import StyleForm
from portal.municipalities.models import Municipality, OwnStyle
from portal.municipalities.tenant import use
from portal.web.access import FOREVER
from portal.web.fields import Line
from portal.web.house_style import KLEI, ZEE, HouseStyle
from tests import cast

PAGE = "/sliedrecht/huisstijl/"
SENT = {**dict(zip(StyleForm.NAMES, KLEI.values, strict=True)), "font": "serif", "round": "16px"}
FILE = re.compile(r'href="(/sliedrecht/huisstijl/[0-9a-f]{12}\.css)"')


@pytest.fixture
def office(municipality: Municipality) -> Client:
    return cast.sign_in(Client(), cast.member("administrator"))


def text(answer: Any) -> str:
    return str(answer.content.decode())


def file_of(client: Client, path: str = "/sliedrecht/privacy/") -> str:
    """The address of the municipality's own style on a page; empty when it has none."""
    found = FILE.search(text(client.get(path)))
    return found[1] if found else ""


def test_what_is_saved_every_page_looks_like(office: Client) -> None:
    assert file_of(Client()) == ""
    assert office.post(PAGE, SENT)["Location"] == PAGE
    address = file_of(Client())
    style = Client().get(address)
    assert style["Content-Type"].startswith("text/css")
    assert f"{KLEI.values[0]};" in text(style)
    assert "16px" in text(style)
    assert "Georgia" in text(style)
    assert f'class="utrecht-root voorbeeld-theme house-own-{address[-16:-4]}"' in text(
        Client().get("/sliedrecht/privacy/")
    )
    assert AuditEntry.objects.filter(action="style.saved").count() == 1


def test_the_file_may_be_kept_by_everyone_and_gets_another_address_when_it_changes(office: Client) -> None:
    office.post(PAGE, SENT)
    before = file_of(Client())
    for client in (Client(), office):
        assert client.get(before)["Cache-Control"] == FOREVER
    office.post(PAGE, {**SENT, "round": "0px"})
    assert file_of(office) != before
    assert Client().get(before).status_code == 404


def test_the_same_again_changes_nothing(office: Client) -> None:
    for _ in range(2):
        office.post(PAGE, SENT)
    assert AuditEntry.objects.filter(action="style.saved").count() == 1


def test_a_style_stays_with_its_municipality(office: Client, other: Municipality) -> None:
    office.post(PAGE, SENT)
    address = file_of(Client())
    assert Client().get(address.replace("sliedrecht", "zwolle")).status_code == 404
    assert file_of(Client(), "/zwolle/privacy/") == ""
    with use(other):
        assert not OwnStyle.objects.exists()


@pytest.mark.parametrize(
    ("name", "colour", "words"),
    [
        ("ink", "#c9c9c9", "“Tekst” (#c9c9c9) op"),
        ("link", "#cccccc", "“Links en koppen” (#cccccc) op"),
        ("button", "#dddddd", "Wit (#ffffff) op “Knoppen en de rand bovenaan” (#dddddd)"),
        ("ground_hover", "#777777", "(#777777)"),
        ("line", "#eeeeee", "3,0"),
    ],
)
def test_what_cannot_be_read_is_refused_with_both_colours_and_the_ratio(
    office: Client, name: str, colour: str, words: str
) -> None:
    page = office.post(PAGE, {**SENT, name: colour})
    assert page.status_code == 200
    assert words in text(page)
    assert re.search(r"contrast is \d+,\d\d en moet", text(page))
    assert f'value="{colour}"' in text(page)
    assert not OwnStyle.objects.exists()


def test_the_ratio_is_the_one_of_the_standard(office: Client) -> None:
    """#8a8a8a on white is 3.45 by WCAG's own formula."""
    assert "3,45" in text(office.post(PAGE, {**SENT, "button": "#8a8a8a"}))


def test_the_verb_refuses_it_too(municipality: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    pale = HouseStyle("x", ("#ffffff", *ZEE.values[1:]))
    with pytest.raises(Unreadable):
        save_style(municipality=municipality, style=pale)
    monkeypatch.setattr(saving, "unreadable", lambda _style: [])  # negative control
    save_style(municipality=municipality, style=pale)
    assert OwnStyle.objects.exists()


@pytest.mark.parametrize("bad", ["", "rood", "#12345", "#ffffff;}body{display:none", "url(//evil.example)", "\x00"])
def test_no_value_but_a_colour_gets_into_the_file(office: Client, bad: str) -> None:
    page = office.post(PAGE, {**SENT, "ink": bad})
    assert page.status_code == 200
    assert "utrecht-form-field--invalid" in text(page)
    assert not OwnStyle.objects.exists()
    assert bad not in text(office.get(f"{PAGE}voorbeeld/", {**SENT, "ink": bad})) or not bad


def test_an_example_is_shown_without_scripts_and_before_saving(office: Client) -> None:
    page = text(office.post(PAGE, {**SENT, "preview": "1"}))
    found = re.search(r'href="(/sliedrecht/huisstijl/voorbeeld/\?[^"]+)"', page)
    assert found
    assert "csrf" not in found[1]
    example = text(office.get(found[1].replace("&amp;", "&")))
    assert example.startswith(".house-preview {")
    assert KLEI.values[0] in example
    assert "nog niet opgeslagen" in page
    assert not OwnStyle.objects.exists()


def test_back_to_the_look_of_the_beginning(office: Client, municipality: Municipality) -> None:
    Municipality.objects.filter(pk=municipality.pk).update(house_style="klei")
    office.post(PAGE, SENT)
    office.post(PAGE, {**SENT, "round": "0px"})
    for _ in range(2):
        assert office.post(f"{PAGE}terug/")["Location"] == PAGE
    assert "huisstijl-klei" in text(office.get("/sliedrecht/privacy/"))
    assert AuditEntry.objects.filter(action="style.reset").count() == 1


def test_parents_see_the_name_and_number_that_were_given(office: Client) -> None:
    told = {"public_name": "CJG Sliedrecht", "contact_phone": "0184 00 00 00", "contact_email": "cjg@voorbeeld.example"}
    office.post(f"{PAGE}gegevens/", told)
    page = text(Client().get("/sliedrecht/privacy/"))
    assert all(value in page for value in told.values())
    (entry,) = AuditEntry.objects.filter(action="municipality.contact_changed")
    assert sorted(entry.fields) == sorted(told)
    refused = office.post(f"{PAGE}gegevens/", {**told, "contact_phone": "bel <b>mij</b>"})
    assert "Typ een telefoonnummer" in text(refused)
    assert "bel &lt;b&gt;mij&lt;/b&gt;" in text(refused)


ODD = "CJG\r\nBcc: iedereen@example.org\u202e\u2028 Sliedrecht\x85\u200b"


def test_i06_a_name_is_one_line_that_reads_as_it_stands(office: Client, municipality: Municipality) -> None:
    """Row I6."""
    office.post(f"{PAGE}gegevens/", {"public_name": ODD})
    municipality.refresh_from_db()
    assert municipality.public_name == "CJG Bcc: iedereen@example.org Sliedrecht"
    office.post(f"{PAGE}gegevens/", {"public_name": "\u200b\u202e"})
    municipality.refresh_from_db()
    assert municipality.public_name == ""


def test_i06_control_a_plain_field_of_a_form_keeps_all_of_it() -> None:
    assert "\u202e" in forms.CharField().clean(ODD)
    with pytest.raises(forms.ValidationError):
        Line().clean("\u200b")


def test_only_the_administrator_changes_it(municipality: Municipality) -> None:
    for role in ("cjg", "privacy_officer", "policy_officer", "partner"):
        client = cast.sign_in(Client(), cast.member(role))
        for path in ("", "gegevens/", "terug/"):
            assert client.post(f"{PAGE}{path}", SENT).status_code == 403


def test_the_script_is_a_file_of_our_own(office: Client) -> None:
    assert '<script src="/static/js/house_style.js" defer></script>' in text(office.get(PAGE))
    assert finders.find("js/house_style.js")
