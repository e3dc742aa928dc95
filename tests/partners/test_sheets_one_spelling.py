"""An address of a list and the same address of a form are one parent, however its domain is spelled."""

from __future__ import annotations

import pytest

from partners.spec.parents import ParentSheet, read_parents
from partners.spec.parents.emails import read_email
from portal.outbox.mime import one_spelling
from tests.partners.sheet_files import text

ONE = "piet@m\u00fcnchen.example"


@pytest.mark.parametrize("cell", ["piet@xn--mnchen-3ya.example", "Piet@M\u00dcNCHEN.example", ONE])
def test_a_domain_has_one_spelling(cell: str) -> None:
    assert read_email(cell).value == one_spelling(ONE) == ONE


def test_two_spellings_in_one_cell_are_one_address() -> None:
    found = read_email(f"piet@xn--mnchen-3ya.example; {ONE}")
    assert (found.value, found.text) == (ONE, "")


def test_an_address_with_the_at_in_words_has_it_too() -> None:
    assert read_email("piet (at) xn--mnchen-3ya.example").value == ONE


def test_two_spellings_in_a_list_are_a_double() -> None:
    rows = [["Naam", "E-mail"], ["Piet Blij", "piet@xn--mnchen-3ya.example"], ["Piet Blij", ONE]]
    found = read_parents(text(rows))
    assert isinstance(found, ParentSheet)
    assert [(row.email, bool(row.double_of)) for row in found.rows] == [(ONE, False), (ONE, True)]


def test_an_address_that_has_no_other_spelling_stays_as_it_is() -> None:
    assert read_email("anna@school.example").value == "anna@school.example"
