"""Lists of parents by chance: first the truth, then how somebody may have written it down."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from tests.partners.sheet_files import Parent, sheet, text

FIRST = ["Anna", "Zoë", "Åse", "Renée", "Ümit", "Çiğdem", "Łukasz", "Олена", "Chloë", "Íñigo", "Mehmet"]
PREFIX = ["", "", "van", "van der", "de", "el", "ten"]
LAST = ["Vrolijk", "Çelik", "Grömminger", "Brøndum", "Nuñez", "Yıldız", "Şahin", "Коваль", "O’Brien", "Blij-Zon"]  # noqa: RUF001 - Turkish letters are the point
LANGUAGES = {
    "nl": ["Nederlands", "NL", "nederlands "],
    "tr": ["Turks", "nl / tr"],
    "uk": ["Oekraïens"],
    None: ["", "onbekend"],
}
CONSENTS = {True: ["J", "ja", "x", "Ja"], False: ["N", "nee"], None: [""]}
HEADINGS = {
    "name": ["Naam", "Naam ouder/verzorger", "Volledige naam", "Ouder(s)", "NAAM OUDER"],
    "email": ["E-mail", "Emailadres", "e-mailadres ouder", "E-mail adres", "Mail"],
    "phone": ["Telefoon", "Mobiel", "Tel.nr.", "06-nummer", "Telefoonnummer"],
    "postcode": ["Postcode", "PC", "postcode "],
    "language": ["Thuistaal", "Taal", "Moedertaal"],
    "consent": ["Toestemming (J/N)", "Akkoord?", "AVG-toestemming"],
    "group": ["Groep", "Klas"],
}
BROKEN = ["{0}@school", "{0}.school.example", "{0}@@school.example", "{0}@school,example", "@school.example"]


@dataclass
class Listed:
    """A file, what it must read as, and which rows have a broken address."""

    content: bytes
    parents: list[Parent]
    broken: list[int]
    skipped: list[int]
    shown: dict[str, Any] = field(default_factory=dict)


@st.composite
def phones(draw: st.DrawFn) -> tuple[str | None, Any]:
    """Give a number and one way to write it."""
    digits = draw(st.text("0123456789", min_size=8, max_size=8))
    ways = [
        f"06-{digits}", f"06{digits}", f"6{digits}", f"+316{digits}", f"00316{digits}", float(f"6{digits}"),
        f"06 {digits[:2]} {digits[2:4]} {digits[4:6]} {digits[6:]}", f"+31 (0)6 {digits}",
    ]  # fmt: skip
    return draw(st.sampled_from([(f"+316{digits}", way) for way in ways] + [(None, "")]))


@st.composite
def lists(draw: st.DrawFn) -> Listed:
    """Draw a list: the truth row by row, then columns in any order with any heading, titles above, a total below."""
    columns = draw(st.permutations(list(HEADINGS)))
    headings = {name: draw(st.sampled_from(HEADINGS[name])) for name in columns}
    above = draw(st.lists(st.sampled_from([[], ["Ouderlijst 2026"], ["bijgewerkt: 12-11-2026"]]), max_size=6))
    rows: list[list[Any]] = [*above, [headings[name] for name in columns]]
    listed = Listed(b"", [], [], [index for index, row in enumerate(above, start=1) if row])
    for number in range(draw(st.integers(1, 8))):
        if draw(st.booleans()) and number:
            rows.append([])
        rows.append(_parent(draw, columns, number, len(rows) + 1, listed))
    if draw(st.booleans()):
        rows += [[], ["Totaal", *[""] * (len(columns) - 2), f"{len(listed.parents)} ouders"]]
        listed.skipped.append(len(rows))
    listed.content = draw(_written(rows))
    return listed


def _parent(draw: st.DrawFn, columns: list[str], number: int, row: int, listed: Listed) -> list[Any]:
    name = " ".join(part for part in map(draw, map(st.sampled_from, (FIRST, PREFIX, LAST))) if part)
    phone, written = draw(phones())
    language = draw(st.sampled_from(list(LANGUAGES)))
    consent = draw(st.sampled_from(list(CONSENTS)))
    postcode = draw(st.sampled_from([None, "3361", "3361 AB"]))
    email: str | None = f"ouder{number}@school.example"
    cell = email or ""
    if draw(st.integers(0, 4)) == 0:
        cell, email = draw(st.sampled_from(BROKEN)).format(f"ouder{number}"), None
        listed.broken.append(row)
    cells = {
        "name": draw(st.sampled_from([name, f" {name} "])),
        "email": draw(st.sampled_from([cell, cell.upper(), f" {cell}"])),
        "phone": written,
        "postcode": draw(st.sampled_from([postcode, postcode.lower().replace(" ", "")])) if postcode else "",
        "language": draw(st.sampled_from(LANGUAGES[language])),
        "consent": draw(st.sampled_from(CONSENTS[consent])),
        "group": draw(st.sampled_from(["4", "groep 8", "1/2", ""])),
    }
    listed.parents.append(Parent(row, name, email, phone, postcode, language, consent))
    return [cells[column] for column in columns]


def _written(rows: list[list[Any]]) -> st.SearchStrategy[bytes]:
    as_text = [
        ["" if value is None else f"{value:.1f}" if isinstance(value, float) else value for value in row]
        for row in rows
    ]
    texts = st.builds(
        lambda encoding, delimiter, newline: text(as_text, encoding=encoding, delimiter=delimiter, newline=newline),
        st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be"]),
        st.sampled_from([";", ",", "\t", "|"]),
        st.sampled_from(["\r\n", "\n", "\r"]),
    )
    return st.one_of(st.builds(lambda: sheet(rows)), texts)
