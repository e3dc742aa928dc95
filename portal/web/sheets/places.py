"""The names of cells: XFD1048576 is row 1048576, column 16384."""

from __future__ import annotations

_LETTERS = 26


def column_number(letters: str) -> int:
    """Give 1 for A, 27 for AA."""
    total = 0
    for letter in letters.upper():
        total = total * _LETTERS + ord(letter) - ord("A") + 1
    return total


def column_letters(number: int) -> str:
    """Give A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
