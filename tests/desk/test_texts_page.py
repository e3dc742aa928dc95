"""A municipality says it in its own words, as plain text, in Dutch and in the languages that it offers."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from portal.audit.models import AuditEntry
from portal.desk.domain.save_texts import reset_text, save_languages, save_text
from portal.desk.forms.texts import PlainText, names_a_page
from portal.municipalities.models import Municipality
from portal.municipalities.words import TEXTS, own_text, said_to
from tests import cast
from tests.counting import queries_of

PAGE = "/sliedrecht/teksten/"
WELCOME = f"{PAGE}welcome/"
HELLO = "Fijn dat u er bent. Loop gerust binnen."
SELAM = "Hoş geldiniz. Buyurun."
SENT = {"csrfmiddlewaretoken": "x"}


@pytest.fixture
def office(municipality: Municipality) -> Client:
    return cast.sign_in(Client(), cast.member("administrator"))


def text(answer: Any) -> str:
    return str(answer.content.decode())


def seen(path: str = "agenda/") -> str:
    """What somebody sees who is not signed in."""
    return text(Client().get(f"/sliedrecht/{path}"))


def test_own_words_stand_on_the_page_of_parents_until_they_go(office: Client) -> None:
    assert "Ontmoet andere ouders" in seen()
    for _again in range(2):
        assert office.post(WELCOME, {**SENT, "nl": HELLO})["Location"] == PAGE
    assert HELLO in seen()
    assert "Ontmoet andere ouders" not in seen()
    assert HELLO in text(office.get(PAGE))
    assert AuditEntry.objects.filter(action="texts.saved").get().fields == ["welcome", "nl"]
    office.post(f"{WELCOME}terug/")
    assert HELLO not in seen()
    assert "Ontmoet andere ouders" in seen()


@pytest.mark.parametrize(
    ("key", "words", "path"),
    [
        ("team", "Team Opgroeien", "agenda/"),
        ("visit", "Voorbeeldplein 1", "agenda/"),
        ("hours", "Ma t/m vr, 9.00 - 12.00 uur", "agenda/"),
        ("privacy_contact", "Bel met het team Gegevens.", "privacy/"),
        ("privacy_link", "https://www.gemeente.example/privacy", "privacy/"),
    ],
)
def test_each_stands_in_its_own_place(office: Client, key: str, words: str, path: str) -> None:
    assert words not in seen(path)
    office.post(f"{PAGE}{key}/", {**SENT, "nl": words})
    assert words in seen(path)


def test_the_example_shows_it_and_keeps_nothing(office: Client, municipality: Municipality) -> None:
    shown = text(office.post(WELCOME, {**SENT, "nl": HELLO, "preview": "1"}))
    assert "Voorbeeld: nog niet opgeslagen" in shown
    assert shown.count(HELLO) == 2, "in the field and in the example"
    municipality.refresh_from_db()
    assert municipality.own_texts == {}


@pytest.mark.parametrize(
    ("key", "wrong", "words"),
    [
        ("welcome", "<b>Welkom</b>", "Hier passen alleen gewone woorden"),
        ("welcome", "Tom &amp; Jerry", "Hier passen alleen gewone woorden"),
        ("welcome", "Kijk op www.voorbeeld.example", "Zeg het in woorden"),
        ("welcome", "x" * 301, "300"),
        ("welcome", "een\r\ntwee\r\ndrie\r\nvier", "te veel regels"),
        ("welcome", "nul\x00", "house-summary"),
        ("team", "twee\nregels", "te veel regels"),
        ("privacy_link", "javascript:alert(1)", "begint met https://"),
        ("privacy_link", "http://gemeente.example/", "begint met https://"),
        ("privacy_link", "https://gemeente.example@evil.example/", "zonder naam en @ ervoor"),
        ("privacy_link", "https://[", "begint met https://"),
        ("mail_foot", "mailto:a@voorbeeld.example", "Zeg het in woorden"),
        ("mail_foot", "Kijk op //voorbeeld.example", "Zeg het in woorden"),
        ("mail_foot", "Kijk op evil.nl/login", "Zeg het in woorden"),
        ("mail_foot", "Kijk op Evil.Nl", "Zeg het in woorden"),
        ("mail_foot", "Kijk op evil.example.", "Zeg het in woorden"),
        ("mail_foot", "Kijk op evil\uff0enl", "Zeg het in woorden"),
        ("mail_foot", "Kijk op evil\u200d.nl", "Zeg het in woorden"),
        ("mail_foot", "cjg@voorbeeld.example/login", "Zeg het in woorden"),
        ("mail_foot", "Tot\u200f gauw", "Hier passen alleen gewone woorden"),
        ("mail_foot", "Tot\u061c gauw", "Hier passen alleen gewone woorden"),
        ("mail_foot", "Tot\ufeff gauw", "Hier passen alleen gewone woorden"),
    ],
)
def test_what_does_not_fit_is_said_at_the_field_and_stays(office: Client, key: str, wrong: str, words: str) -> None:
    answer = office.post(f"{PAGE}{key}/", {**SENT, "nl": wrong})
    assert answer.status_code == 200
    assert words in text(answer)
    assert answer.context["form"]["nl"].value() == wrong
    assert own_text(Municipality.objects.get(slug="sliedrecht"), key) == ""


@pytest.mark.parametrize(
    "words",
    ["Tot gauw.De koffie staat klaar.", "Bel m.b.t. vragen, o.a. over 9.30 uur/11.00 uur, mevr. J.Jansen",
     "Schrijf naar cjg@voorbeeld.example.", "Ouders en/of opa\u2019s", "أهلا.وسهلا", "👨\u200d👩\u200d👧"],
)  # fmt: skip
def test_ordinary_words_fit(words: str) -> None:
    assert not names_a_page(words)
    assert PlainText(lines=1).clean(words) == words


def test_other_languages_stand_below_with_their_own_name(office: Client, municipality: Municipality) -> None:
    assert 'name="tr"' not in text(office.get(WELCOME))
    save_languages(municipality=municipality, languages=["tr", "ar"])
    page = text(office.get(WELCOME))
    assert 'name="ar"' in page
    assert 'dir="rtl"' in page
    alone = office.post(WELCOME, {**SENT, "nl": "", "tr": SELAM})
    assert "ook in het Nederlands" in text(alone)
    office.post(WELCOME, {**SENT, "nl": HELLO, "tr": SELAM})
    assert SELAM in seen()
    assert '<details class="house-more" lang="tr" dir="ltr"><summary>Türkçe</summary>' in seen()
    save_languages(municipality=municipality, languages=["ar"])
    assert SELAM not in seen(), "offered no more"
    save_languages(municipality=municipality, languages=["tr"])
    assert SELAM in seen(), "and kept meanwhile"


def test_a_parent_reads_dutch_and_their_own_language(municipality: Municipality) -> None:
    save_languages(municipality=municipality, languages=["tr"])
    save_text(
        municipality=municipality, key="mail_foot", said={"nl": "Tot gauw", "tr": "Görüşürüz", "pl": "Do zobaczenia"}
    )
    municipality.refresh_from_db()

    def read(language: str) -> list[str]:
        return [words for _language, words in said_to(municipality, "mail_foot", language)]

    assert read("tr") == ["Tot gauw", "Görüşürüz"]
    assert read("pl") == ["Tot gauw"], "written, and not offered"
    assert read("nl") == read("") == ["Tot gauw"]
    reset_text(municipality=municipality, key="mail_foot")
    municipality.refresh_from_db()
    assert read("tr") == []


def test_who_may_read_and_who_may_write(municipality: Municipality, other: Municipality) -> None:
    for role, reads, writes in (
        ("administrator", 200, 302), ("privacy_officer", 200, 403),
        ("cjg", 403, 403), ("policy_officer", 403, 403), ("partner", 403, 403),
    ):  # fmt: skip
        client = cast.sign_in(Client(), cast.member(role))
        assert [client.get(PAGE).status_code, client.get(f"{PAGE}talen/").status_code] == [reads, reads], role
        assert client.post(WELCOME, {**SENT, "nl": HELLO}).status_code == writes
        assert client.post(f"{WELCOME}terug/").status_code == writes
    stranger = cast.sign_in(Client(), cast.member("administrator", at=other))
    assert stranger.post(WELCOME, {**SENT, "nl": HELLO}).status_code == 404
    assert cast.sign_in(Client(), cast.member("administrator")).get(f"{PAGE}bestaat-niet/").status_code == 404


def test_the_pages_ask_the_same_with_and_without_words(office: Client, municipality: Municipality) -> None:
    before = [queries_of(office, PAGE), queries_of(Client(), "/sliedrecht/agenda/")]
    save_languages(municipality=municipality, languages=["tr", "ar", "pl"])
    for key in TEXTS:
        save_text(municipality=municipality, key=key, said={"nl": HELLO, "tr": SELAM, "ar": "مرحبا"})
    assert [queries_of(office, PAGE), queries_of(Client(), "/sliedrecht/agenda/")] == before


def test_languages_are_chosen_and_it_says_what_works(office: Client, municipality: Municipality) -> None:
    page = f"{PAGE}talen/"
    assert "Alleen Nederlands" in text(office.get(page))
    for _again in range(2):
        assert office.post(f"{page}kiezen/", {**SENT, "languages": ["ar", "tr"]})["Location"] == page
    shown = text(office.get(page))
    assert '<bdi lang="ar" dir="rtl">العربية</bdi>' in shown
    assert shown.count("Nog in het Nederlands") == 2
    assert AuditEntry.objects.filter(action="languages.saved").count() == 1
    wrong = office.post(f"{page}kiezen/", {**SENT, "languages": ["xx"]})
    assert wrong.status_code == 200
    municipality.refresh_from_db()
    assert municipality.languages == ["ar", "tr"]
    office.post(f"{page}kiezen/", SENT)
    assert "Alleen Nederlands" in text(office.get(page))


def test_an_unknown_language_or_text_is_refused(municipality: Municipality) -> None:
    with pytest.raises(ValueError, match="no such language"):
        save_languages(municipality=municipality, languages=["xx"])
    with pytest.raises(KeyError):
        save_text(municipality=municipality, key="bestaat niet", said={"nl": "x"})
