"""From a cell's value to plain text, without the characters that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from portal.web.sheets.grid import Value

# Full-width letters of East Asian keyboards and every kind of space become their plain form.
_WIDE = {0xFF01 + index: 0x21 + index for index in range(0x5E)}
_SPACES = dict.fromkeys((0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_UNSEEN = dict.fromkeys(
    (0x00AD, 0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF), None
)
PLAIN = {**_WIDE, **_SPACES, **_UNSEEN}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
# Our own exports put an apostrophe before what a spreadsheet would take for a formula.
_APOSTROPHE = re.compile("^['\u2018\u2019](?=[=+\\-@|%])")


def text(value: Value) -> str:
    """Give the cell as one line of text; whole numbers carry no decimals, dates are ISO."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(int(value.total_seconds())) if isinstance(value, timedelta) else str(value)


def plain(value: str) -> str:
    """Give text with one kind of space and composed letters, without unseen characters."""
    if value.isascii() and value.isprintable() and "  " not in value:
        return _APOSTROPHE.sub("", value.strip())
    shown = _CONTROL.sub("", value.translate(PLAIN))
    return _APOSTROPHE.sub("", unicodedata.normalize("NFC", _SPACE.sub(" ", shown).strip()))
