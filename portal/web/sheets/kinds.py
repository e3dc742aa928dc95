"""Which kind of file it really is, told by its content and never by its name."""

from __future__ import annotations

import codecs
from typing import NoReturn

from django.utils.translation import gettext as _

from portal.web.sheets.errors import SheetError
from portal.web.sheets.limits import Limits

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"MZ")
_PAGE = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta")


def refuse_unreadable(content: bytes, limits: Limits) -> None:
    """Raise SheetError when this cannot be a workbook or a text file."""
    if not content.strip(b"\x00 \t\r\n"):
        raise SheetError(_("The file is empty."))
    if len(content) > limits.size:
        raise SheetError(_("The file is larger than %(size)s MB.") % {"size": limits.size // 1024**2})
    if content.startswith(OLE):
        _refuse_old(content)
    if content.startswith(_OTHERS):
        raise SheetError(_("This is not a spreadsheet. Choose a file that ends in .xlsx or .csv."))
    if not content.startswith(ZIP):
        _refuse_long(content, limits)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:9].lower().startswith(_PAGE):
        raise SheetError(
            _("This is a web page, even when its name ends in .xls. Open it in Excel and save it as .xlsx.")
        )


def _refuse_long(content: bytes, limits: Limits) -> None:
    """Count rows before anything looks at letters, where each line end is one: no quotes, and one byte a letter."""
    if b'"' in content or b"\x00" in content or content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return
    # A line may name the delimiter.
    if max(content.count(b"\n"), content.count(b"\r")) > limits.rows + 1:
        raise SheetError(_("The file has more than %(rows)s rows.") % {"rows": f"{limits.rows:,}".replace(",", ".")})


def _refuse_old(content: bytes) -> NoReturn:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise SheetError(_("The file has a password. Save it without a password and choose it again."))
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        raise SheetError(_("This is an old Excel file (.xls). Open it in Excel and save it as .xlsx."))
    raise SheetError(_("This is not a spreadsheet. Choose a file that ends in .xlsx or .csv."))
