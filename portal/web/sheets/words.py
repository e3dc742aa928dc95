"""Comparing words without accents, case and punctuation."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart into a plain letter and a mark.
_WHOLE = str.maketrans(
    {
        "\u00f8": "o",
        "\u0142": "l",
        "\u0131": "i",
        "\u0111": "d",
        "\u00f0": "d",
        "\u00fe": "th",
        "\u00e6": "ae",
        "\u0153": "oe",
        "\u00df": "ss",
    }
)
_TOKEN = re.compile(r"[^\W\d_]+|\d+")


def fold(value: str) -> str:
    """Give lower case letters without their marks: the Ç of Çelik becomes a c."""
    if value.isascii():
        return value.lower()
    apart = unicodedata.normalize("NFKD", value.casefold()).translate(_WHOLE)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def tokens(value: str) -> tuple[str, ...]:
    """Give the folded words and numbers of a heading: `E-mail1` gives e, mail and 1.

    Not remembered: cells of people's lists pass here, and a worker lives longer than a list is kept.
    """
    return tuple(_TOKEN.findall(fold(value)))


def listed(words: str) -> frozenset[str]:
    """Give the words of a text as a set: how lists of synonyms are kept."""
    return frozenset(words.split())
