"""Which alphabet the bytes of a text file are written in, or a question when more than one explains them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.web.sheets import letters
from portal.web.sheets.errors import SheetError
from portal.web.sheets.grid import Choice, Question

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MIXED, TWICE = "mixed", "utf-8-twice"
_SAMPLE_LINES = 5
_LINE = re.compile(r"\r\n|\r|\n")
_MOST_CHOICES = 5
_BINARY = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str


def decode(content: bytes, chosen: str | None = None) -> Decoded | Question:
    """Give the text and its encoding, or a question with samples.

    Raises SheetError when this is no text, or when `chosen` does not fit.
    """
    if chosen:
        return Decoded(_read(content, chosen), chosen)
    for mark, name in _MARKS:
        if content.startswith(mark):
            return Decoded(_read(content[len(mark) :], name), name)
    wide = _wide(content)
    if wide:
        return Decoded(_read(content, wide), wide)
    if b"\x00" in content or len(_BINARY.findall(content)) > len(content) // 100:
        raise _not_text()
    return _narrow(content)


def _not_text() -> SheetError:
    return SheetError(_("We cannot read the letters in this file. Save it as .xlsx and choose it again."))


def _wide(content: bytes) -> str | None:
    """Find UTF-16 without a mark: every second byte of common letters is zero."""
    sample = content[:4000]
    half = max(1, len(sample) // 2)
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.3 and even < 0.05:  # noqa: PLR2004 - shares of zero bytes
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 and odd < 0.05 else None  # noqa: PLR2004 - the same shares


def _narrow(content: bytes) -> Decoded | Question:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _western(content)
    if letters.mend(text) != text:
        return _ask(content, (TWICE, "utf-8"))
    return Decoded(text, "utf-8")


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well an encoding that fits explains the bytes: words that addresses confirm, and letters out of place."""

    name: str
    confirmed: int
    doubtful: int


def _western(content: bytes) -> Decoded | Question:
    """Take the usual western alphabet only when nothing in it is strange and no other explains more."""
    fits = {fit.name: fit for fit in _candidates(content)}
    western = fits.get("cp1252")
    if western is None or western.doubtful:
        return _ask(content, tuple(fits))
    others = (fit for name, fit in fits.items() if name not in {"cp1252", MIXED})
    if any(fit.confirmed > western.confirmed for fit in others):
        return _ask(content, tuple(fits))
    return Decoded(_read(content, "cp1252"), "cp1252")


def _candidates(content: bytes) -> list[_Fit]:
    """Give the encodings that fit, the most likely one first: confirmed by e-mail addresses, least strange."""
    fitting, seen = [], letters.telling(content)
    for name in ("cp1252", MIXED, "cp1254", "cp1250", "cp850", "mac_roman", "cp1251"):
        try:
            _read(content, name)
        except SheetError:
            continue
        text = _read(seen, name)
        rare = letters.rare_in_western(text) if name in {"cp1252", MIXED} else 0
        fitting.append(_Fit(name, letters.confirmed(text), letters.strange(text) + rare))
    return sorted(fitting, key=lambda fit: (-fit.confirmed, fit.doubtful))


def _ask(content: bytes, names: tuple[str, ...]) -> Question:
    texts: dict[str, str] = {}
    seen = letters.telling(content)
    for name in names:
        texts.setdefault(_read(seen, name), name)
    if not texts:
        raise _not_text()
    likely = dict(list(texts.items())[:_MOST_CHOICES])
    columns = zip(*(_LINE.split(text) for text in likely), strict=False)
    lines = [column for column in columns if len(set(column)) > 1][:_SAMPLE_LINES]
    samples = zip(*lines, strict=True) if lines else [()] * len(likely)
    pairs = zip(likely.values(), samples, strict=True)
    return Question(tuple(Choice(name, _labels()[name], tuple(sample)) for name, sample in pairs))


def _labels() -> dict[str, str]:
    return {
        "cp1252": _("Western European"),
        "cp1254": _("Turkish"),
        "cp1250": _("Polish, Czech or Hungarian"),
        "cp1251": _("Ukrainian, Russian or Bulgarian"),
        "cp850": _("old DOS programme"),
        "mac_roman": _("old Mac"),
        "utf-8": _("as it stands in the file"),
        TWICE: _("repaired: the letters were converted twice"),
        MIXED: _("two files put together"),
    }


def _read(content: bytes, name: str) -> str:
    reader = _OWN.get(name)
    if reader is None and name not in {*_labels(), "utf-16-le", "utf-16-be"}:
        raise _not_text()
    try:
        return reader(content) if reader else content.decode(name)
    except UnicodeDecodeError as error:
        raise _not_text() from error


def _read_mixed(content: bytes) -> str:
    """Read each line as UTF-8 where that fits, else as western."""
    lines = re.split(rb"(\r\n|\r|\n)", content)
    return "".join(_read_line(line) for line in lines)


def _read_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252")


def _read_twice(content: bytes) -> str:
    return letters.mend(content.decode("utf-8"))


_OWN: dict[str, Callable[[bytes], str]] = {MIXED: _read_mixed, TWICE: _read_twice}
