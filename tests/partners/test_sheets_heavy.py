"""Files within the limits cost little: much in a small zip is refused, a long text is weighed in part."""

from __future__ import annotations

import time

import pytest
from django.utils.translation import override

from portal.web.sheets import LIMITS, Book, Limits, Question, SheetError, letters, open_sheets
from tests.partners.sheet_files import ANNA, BEN, HEAD, sheet, text
from tests.partners.test_sheets_refused import repacked, with_sheet

TURKISH = [["Naam", "E-mail"], *[["E\u015fref Y\u0131lmaz", "esref@school.example"]] * 60_000]


def refused(content: bytes, limits: Limits = LIMITS) -> str:
    with override("nl"), pytest.raises(SheetError) as caught:
        open_sheets(content, limits=limits)
    return str(caught.value)


@pytest.mark.parametrize("part", ["xl/_rels/workbook.xml.rels", "xl/workbook.xml", "[Content_Types].xml"])
def test_a_part_that_only_points_may_not_be_long(part: str) -> None:
    assert "te groot" in refused(repacked({part: b"<a>" + b"<b/>" * 300_000 + b"</a>"}))


def test_empty_marks_are_counted() -> None:
    few = Limits(elements=1_000)
    assert "te veel tekst" in refused(with_sheet('<row r="1">' + "<c/>" * 1_000 + "</row>"), few)
    assert "te veel tekst" in refused(repacked({"xl/sharedStrings.xml": b"<sst>" + b"<si/>" * 1_000 + b"</sst>"}), few)
    assert isinstance(open_sheets(sheet([HEAD, ANNA, BEN]), limits=few), Book)


def test_shared_texts_and_merged_cells_are_counted() -> None:
    few = Limits(cells=50, rows=20)
    assert "te veel tekst" in refused(repacked({"xl/sharedStrings.xml": b"<sst>" + b"<si/>" * 51 + b"</sst>"}), few)
    merged = "</row>" + '<mergeCell ref="A1:B2"/>' * 21 + "<row>"
    assert "te veel tekst" in refused(with_sheet("<row>" + merged + "</row>"), few)


def test_a_mark_that_never_ends_is_not_read_whole() -> None:
    endless = "<row " + " ".join(f'a{number}=""' for number in range(200_000)) + "/>"
    assert "ongewone" in refused(with_sheet(endless))


def test_rows_are_counted_before_letters_are_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "confirmed", lambda _text: pytest.fail("weighed"))
    assert "50.000" in refused(text(TURKISH, encoding="cp1254"))


def test_only_a_part_of_a_long_text_is_weighed() -> None:
    content = text([[f'"{name}', address] for name, address in TURKISH], encoding="cp1254")
    started = time.process_time()
    assert isinstance(open_sheets(content), Question)
    assert time.process_time() - started < 8
    assert len(letters.telling(content)) < 500_000 < len(content)


def test_a_letter_that_comes_late_is_weighed_all_the_same() -> None:
    rows = [["Naam", "E-mail"], *[["Zo\u00eb", "zoe@school.example"]] * 12_000, ["E\u015fref", "esref@school.example"]]
    assert isinstance(open_sheets(text(rows, encoding="cp1254")), Question)
    assert not isinstance(open_sheets(text(rows[:-1], encoding="cp1252")), Question)


def test_one_long_word_is_weighed_once() -> None:
    started = time.process_time()
    letters.confirmed("\n".join(["a" * 40_000 + " \u00e7 @"] * 20))
    assert time.process_time() - started < 1
