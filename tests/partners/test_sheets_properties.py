"""Whatever the order, headings, alphabet and delimiter: every parent is read and every filled row accounted for."""

from __future__ import annotations

import io

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from partners.spec.parents import ParentSheet, read_parents
from partners.spec.parents.emails import read_email
from partners.spec.parents.names import calm
from partners.spec.parents.phones import read_phone
from portal.web.sheets import Book, SheetError, open_sheets
from tests.partners.sheet_files import Parent, text
from tests.partners.sheet_strategies import Listed, lists

SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

# A quoted cell whose lines look like rows is taken for an open quote on purpose: no delimiter and line end together.
CELLS = st.one_of(st.text('aç",\t\n x', max_size=8), st.text('aç",\t; x', max_size=8))


def outcome(content: bytes) -> str:
    """Read anything, and give what came of it: a kind of answer, or a sentence."""
    try:
        return type(read_parents(content)).__name__
    except SheetError as error:
        return str(error)


@SLOW
@given(lists())
def test_a_list_reads_back(listed: Listed) -> None:
    found = read_parents(listed.content)
    assert isinstance(found, ParentSheet)
    read = [
        Parent(row.place.row, row.name, row.email, row.phone, row.postcode, row.language, row.consent)
        for row in found.rows
    ]
    assert read == listed.parents
    named = {problem.place.row for problem in found.problems if problem.field == "email" and not problem.used}
    assert named == set(listed.broken)
    assert [place.row for place in found.skipped] == listed.skipped


@SLOW
@given(st.binary(max_size=3000))
def test_any_bytes_end_in_a_sheet_a_question_or_a_sentence(content: bytes) -> None:
    assert outcome(content)


@SLOW
@given(st.lists(st.lists(st.text(max_size=30), min_size=1, max_size=4), max_size=12))
def test_any_text_below_a_header_ends_well(rows: list[list[str]]) -> None:
    try:
        content = text([["Naam", "E-mail", "Telefoon"], *rows])
    except UnicodeEncodeError:
        assume(False)  # noqa: FBT003 - hypothesis takes it by place
    assert outcome(content)


@SLOW
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=10))
@example([["", "", ""], ["", "", ""], ["", "", ""], [";", "\n", ";"]])
def test_well_quoted_text_keeps_its_cells(rows: list[list[str]]) -> None:
    book = open_sheets(text([["Naam", "E-mail", "Telefoon"], *rows], delimiter=";"))
    assert isinstance(book, Book)
    if book.delimiter == ";":
        filled = [tuple(row) for row in book.grids[0].rows if any(row)]
        assert filled[1:] == [tuple(row) for row in rows if any(row)]


@given(st.text(max_size=80))
def test_cells_of_any_text_end_well(cell: str) -> None:
    number = read_phone(cell).value
    assert number is None or (number.startswith("+") and number[1:].isdigit())
    address = read_email(cell).value
    assert address is None or ("@" in address and address == address.lower())
    assert calm(calm(cell)) == calm(cell)


def test_control_a_reader_that_ignores_the_header_fails_the_round_trip() -> None:
    # The property has teeth: shuffle two headings and the truth no longer fits.
    content = text([["E-mail", "Naam"], ["Anna Vrolijk", "anna@school.example"]])
    found = read_parents(content)
    assert isinstance(found, ParentSheet)
    assert found.rows[0].email is None
    assert io.BytesIO(content).read(1) == b"E"


def test_a_quotation_mark_is_no_delimiter_that_a_file_can_name() -> None:
    book = open_sheets(b'sep="\nNaam;E-mail;Telefoon\nAnna;anna@canary.example;0612345678\n')
    assert isinstance(book, Book)
    assert book.delimiter == ";"
