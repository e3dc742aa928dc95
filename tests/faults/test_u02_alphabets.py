# ruff: noqa: RUF001 - letters that look like others are what this is about
"""U2: text files of every alphabet give the right letters or a question with a preview, never wrong letters."""

from __future__ import annotations

import pytest

from partners.spec.parents import ParentSheet, read_parents
from portal.web.sheets import Question, delimited, letters
from tests.partners.cases_text import QUESTIONS
from tests.partners.sheet_files import text

NAMES = {
    "utf-8": ["Zoë Çelik", "Eşref Yılmaz", "Łukasz Dębiński", "Олена Коваль", "Åse Nuñez"],
    "utf-8-sig": ["Zoë Çelik", "Eşref Yılmaz"],
    "utf-16": ["Zoë Çelik", "Eşref Yılmaz"],
    "utf-16-le": ["Zoë Çelik", "Eşref Yılmaz"],
    "utf-16-be": ["Zoë Çelik", "Eşref Yılmaz"],
    "latin-1": ["Zoë Çelik", "Åse Brøndum", "Renée Gündüz", "Íñigo Nuñez"],
    "cp1252": ["Zoë Çelik", "Åse Brøndum", "Renée d’Hondt", "Chloë “Clo” Grömminger"],
    "cp1254": ["Zoë Çelik", "Eşref Yılmaz", "Gülşen Doğan", "İnce"],
    "cp1250": ["Łukasz Dębiński", "Wojciech Żak", "Zofia Wałęsa"],
    "cp850": ["Zoë Çelik", "Renée Gündüz", "André Peña"],
    "mac_roman": ["Zoë Çelik", "Renée Gündüz", "Ümit Grömminger"],
    "cp1251": ["Олена Коваль", "Дмитро Бойко"],
}
FILES = [
    (encoding, delimiter, newline)
    for encoding in NAMES
    for delimiter, newline in ((";", "\r\n"), (",", "\n"), ("\t", "\r"))
]


def listed(encoding: str, delimiter: str, newline: str) -> bytes:
    rows = [
        ["Naam", "E-mail", "Plaats"],
        *([name, f"p{i}@school.example", "x"] for i, name in enumerate(NAMES[encoding])),
    ]
    return text(rows, delimiter=delimiter, encoding=encoding, newline=newline)


def never_wrong(content: bytes, names: list[str]) -> bool:
    """Give whether it had to ask; fails when wrong letters came through or no choice is right."""
    found = read_parents(content)
    if isinstance(found, ParentSheet):
        assert [row.name for row in found.rows] == names
        return False
    assert all(choice.sample for choice in found.choices)
    answers = [read_parents(content, encoding=choice.encoding) for choice in found.choices]
    assert names in [[row.name for row in answer.rows] for answer in answers if isinstance(answer, ParentSheet)]
    return True


@pytest.mark.parametrize(("encoding", "delimiter", "newline"), FILES)
def test_right_letters_or_a_question(encoding: str, delimiter: str, newline: str) -> None:
    asked = never_wrong(listed(encoding, delimiter, newline), NAMES[encoding])
    # It does not ask where it can know, nor where the usual western alphabet is plain.
    assert asked == (encoding in {"cp1254", "cp1250", "cp850", "mac_roman", "cp1251"})


def test_two_files_put_together_are_a_question() -> None:
    content = text([["Naam", "E-mail"], ["Zoë Blij", "zoe@school.example"]]) + text(
        [["Çelik", "celik@school.example"]], encoding="cp1252"
    )
    assert never_wrong(content, ["Zoë Blij", "Çelik"])


def test_letters_converted_twice_are_a_question() -> None:
    once = text([["Naam", "E-mail"], ["Zoë Çelik", "zoe@school.example"], ["Eşref Gündüz", "e@school.example"]])
    content = once.decode("cp1252").encode()
    assert never_wrong(content, ["Zoë Çelik", "Eşref Gündüz"])


def test_a_quote_left_open_swallows_nobody() -> None:
    assert swallowed() == []


def swallowed() -> list[str]:
    rows = [f"Ouder {word};{word.lower()}@school.example;x" for word in ("Een", "Twee", "Drie", "Vier", "Vijf")]
    rows[1] = '"' + rows[1]
    found = read_parents(("Naam;E-mail;Plaats\n" + "\n".join(rows) + "\n").encode())
    assert isinstance(found, ParentSheet)
    addresses = {row.email for row in found.rows}
    return [row for row in rows if row.split(";")[1] not in addresses]


@pytest.fixture
def _no_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the protection away: any bytes that western letters can explain are western letters."""
    for name in ("strange", "rare_in_western", "confirmed"):
        monkeypatch.setattr(letters, name, lambda _text: 0)
    monkeypatch.setattr(letters, "mend", lambda text: text)


@pytest.mark.usefixtures("_no_doubt")
@pytest.mark.parametrize("name", [name for name in QUESTIONS if name != "DOS"])
def test_control_without_doubt_wrong_letters_come_through(name: str) -> None:
    encoding, rows = QUESTIONS[name]
    with pytest.raises(AssertionError):
        never_wrong(text(rows, encoding=encoding), [rows[1][0]])


@pytest.mark.usefixtures("_no_doubt")
def test_control_without_mending_letters_converted_twice_come_through() -> None:
    with pytest.raises(AssertionError):
        test_letters_converted_twice_are_a_question()


def test_control_without_the_watch_on_quotes_parents_are_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited._Records, "_swallows", lambda _self, _start: False)  # noqa: SLF001 - the switch
    assert len(swallowed()) == 4


def test_control_the_question_shows_lines_that_differ() -> None:
    encoding, rows = QUESTIONS["Turkish"]
    question = read_parents(text(rows, encoding=encoding))
    assert isinstance(question, Question)
    assert len({choice.sample for choice in question.choices}) == len(question.choices)
