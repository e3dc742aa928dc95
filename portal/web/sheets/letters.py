"""Signs that text was read in the wrong alphabet, and that it was read in the right one."""

from __future__ import annotations

import re

from portal.web.sheets.words import fold

# Signs that stand for letters in another alphabet; beside a letter they show that the alphabet is wrong.
_SIGNS = (
    "\u00a1\u00a2\u00a3\u00a4\u00a5\u00a6\u00a7\u00a8\u00a9\u00aa\u00ac\u00ae\u00af\u00b1\u00b2\u00b3\u00b5\u00b6"
    "\u00b8\u00b9\u00ba\u00bc\u00bd\u00be\u00bf\u00d7\u00f7\u20ac\u201a\u0192\u2020\u2021\u02c6\u2030\u2039\u203a"
    "\u2022\u02dc\u2122\u2122\u221e\u2248\u2260\u2264\u2265\u2202\u2211\u220f\u03c0\u222b\u03a9\u221a\u25ca"
    "\u2500-\u259f\ufffd\u02d8\u02d9\u02da\u02db\u02dd\u02c7\u0081\u008d\u008f\u0090\u009d"
)
_LETTER = r"[^\W\d_]"
_STRANGE = re.compile(
    "|".join(
        (
            f"(?<={_LETTER})[{_SIGNS}]",
            f"[{_SIGNS}](?={_LETTER})",
            # A quotation mark or dash between two small letters, or one that opens at the end of a word.
            "(?<=[a-z])[\u201c\u201d\u201e\u00ab\u00bb\u2013\u2014\u2026\u00b0](?=[a-z])",
            f"(?<={_LETTER})[\u2018\u00ab\u201e]",
            f"[\u00bb\u201d](?={_LETTER})",
            # A capital with a mark inside a word of small letters.
            "(?<=[a-z])[\u00c0-\u00de\u0178\u0160\u017d\u0152](?=[a-z]|\\b)",
            # A whole word of marked letters is Cyrillic, or worse.
            "[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]{3}",
            # Two alphabets within one word.
            "[a-zA-Z][\u0400-\u04ff]|[\u0400-\u04ff][a-zA-Z]",
        )
    )
)
# These bytes are common in Turkish, Polish or Mac files, and rare in western lists of Dutch parents.
_RARE = re.compile(
    "[\u00d0\u00dd\u00de\u00f0\u00fd\u00fe\u0160\u0161\u017d\u017e\u0178\u0152\u0153]"
    "|\u00f1(?![aeiouy\u00e0-\u00fc])|\u00d1(?![AEIOUYaeiouy\u00c0-\u00fc])|\u00e6\\b"
    "|(?<=[a-z])\u00a0(?=[a-z])(?<!van\u00a0)(?<!de\u00a0)(?<!der\u00a0)(?<!den\u00a0)(?<!ten\u00a0)(?<!ter\u00a0)"
)
_TWICE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+"
)
# Each begins where a word begins: from the middle of one it would try again and again.
_MARKED = re.compile(rf"(?<!{_LETTER}){_LETTER}*[^\x00-\x7f\W\d_]{_LETTER}*")
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@")
_SHORT = 3
_PIECE = re.compile(rb"[A-Za-z]?[\x80-\xff]+[A-Za-z]?")
_ENOUGH, _MOST, _LONGEST = 200_000, 400_000, 2_000
_MARKS = bytes(range(0x80, 0x100))


def telling(content: bytes) -> bytes:
    """Give the lines that say which alphabet it is: the first with marked letters, and each with marks not seen yet.

    Bounded, however large the file; the signs of `strange`, `rare_in_western` and `confirmed` stand in such lines only.
    """
    kept: list[bytes] = []
    seen: set[bytes] = set()
    length = 0
    for line in content.splitlines():
        if length >= _MOST:
            break
        new = set() if line.isascii() else set(_PIECE.findall(line))
        if new and (length < _ENOUGH or not new <= seen):
            seen |= new
            # A letter of more than one byte is not cut in two.
            short = line if len(line) <= _MOST - length else line[: _MOST - length].rstrip(_MARKS)
            kept.append(short)
            length += len(short) + 1
    return b"\n".join(kept)


def strange(text: str) -> int:
    """Count what no alphabet has within words."""
    return len(_STRANGE.findall(text))


def rare_in_western(text: str) -> int:
    """Count letters that make the western alphabet doubtful."""
    return len(_RARE.findall(text))


def confirmed(text: str) -> int:
    """Count marked words that the e-mail address on the same line spells without marks."""
    return sum(_confirmed_in(line) for line in text.splitlines() if not line.isascii() and "@" in line)


def _confirmed_in(line: str) -> int:
    short = line[:_LONGEST]
    addresses = fold(" ".join(_ADDRESS.findall(short)))
    words = {fold(word) for word in _MARKED.findall(short)}
    return sum(len(word) >= _SHORT and word in addresses for word in words)


def mend(text: str) -> str:
    """Undo a second conversion to UTF-8 where it shows; text without one comes back as it was."""
    return _TWICE.sub(lambda found: _undo(found[0]), text)


def _undo(sequence: str) -> str:
    try:
        return sequence.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return sequence
