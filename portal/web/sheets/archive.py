"""The zip around a workbook: checked before unpacking, and handed on only as far as it was measured."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable

from django.utils.translation import gettext as _

from portal.web.sheets.errors import SheetError
from portal.web.sheets.limits import Limits

# What zipfile raises for a broken or odd archive; NotImplementedError is its word for a packing it does not know.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(ValueError, OverflowError, NotImplementedError, RuntimeError),
)
_NESTED = (".zip", ".gz", ".7z", ".rar", ".bz2", ".xz", ".tar")
# Pictures, drawings and the like: nothing in them is read, so they are never unpacked.
_UNREAD = (
    "xl/media/",
    "xl/drawings/",
    "xl/embeddings/",
    "xl/charts/",
    "xl/pivot",
    "customxml/",
    "docprops/",
    "xl/theme",
)
_INDEX = (".rels", "xl/workbook.xml", "[content_types].xml")
_STEP = 64 * 1024
_DOCTYPES = [mark.encode(name) for mark in ("<!DOCTYPE", "<!ENTITY") for name in ("ascii", "utf-16-le", "utf-16-be")]


def parts(content: bytes, limits: Limits) -> dict[str, bytes]:
    """Give the XML parts of a workbook by name.

    Raises SheetError for a bomb, a broken zip, a declared entity, or another kind of document.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_directory(entries, limits)
            _check_kind({entry.filename.lower() for entry in entries})
            return _unpack(archive, entries, limits)
    except _BROKEN as error:
        raise SheetError(_("The file is not complete or damaged. Save it again and choose it once more.")) from error


def packed(kept: dict[str, bytes]) -> io.BytesIO:
    """Make a zip that holds these parts and nothing else; packed lightly, as the library holds it more than once."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in kept.items():
            archive.writestr(name, content)
    target.seek(0)
    return target


def _check_directory(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise SheetError(_("The file has a password. Save it without a password and choose it again."))
    if len(entries) > limits.entries or sum(entry.file_size for entry in entries) > limits.unpacked:
        raise _too_large(limits)
    if any(_is_odd(entry) for entry in entries):
        raise SheetError(_("This file is packed in an unusual way. Open it in Excel and save it as .xlsx."))


def _too_large(limits: Limits) -> SheetError:
    return SheetError(
        _("Unpacked, this file is too large. We read at most %(rows)s rows.")
        % {"rows": f"{limits.rows:,}".replace(",", ".")}
    )


def _is_odd(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename.replace("\\", "/")
    return (
        # The only two ways that the format allows; the others can ask for gigabytes.
        entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        or name.startswith("/")
        or ":" in name
        or ".." in name.split("/")
        or name.lower().endswith(_NESTED)
        or stat.S_ISLNK(entry.external_attr >> 16)
    )


def _check_kind(names: set[str]) -> None:
    if "xl/vbaproject.bin" in names:
        raise SheetError(_("The file has macros (.xlsm). Save it as .xlsx, without macros."))
    if "xl/workbook.bin" in names:
        raise SheetError(_("This is a binary Excel file (.xlsb). Open it in Excel and save it as .xlsx."))
    if "content.xml" in names:
        raise SheetError(_("This is an OpenDocument file (.ods). Save it as .xlsx or .csv."))
    if "xl/workbook.xml" not in names:
        raise SheetError(_("This is not a spreadsheet. Choose a file that ends in .xlsx or .csv."))


def _unpack(archive: zipfile.ZipFile, entries: Iterable[zipfile.ZipInfo], limits: Limits) -> dict[str, bytes]:
    kept: dict[str, bytes] = {}
    room = limits.unpacked
    for entry in entries:
        name = entry.filename.lower()
        if name.endswith((".xml", ".rels")) and not name.startswith(_UNREAD):
            most = min(room, limits.index) if name.endswith(_INDEX) else room
            kept[entry.filename] = part = _read(archive, entry, most, limits)
            room -= len(part)
    if any(b"macroEnabled" in part for name, part in kept.items() if name.lower() == "[content_types].xml"):
        raise SheetError(_("The file has macros (.xlsm). Save it as .xlsx, without macros."))
    return kept


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int, limits: Limits) -> bytes:
    # What this gives is its own memory, not a copy.
    target = io.BytesIO()
    with archive.open(entry) as source:
        while chunk := source.read(_STEP):
            target.write(chunk)
            if target.tell() > room:
                raise _too_large(limits)
    read = target.getvalue()
    if any(mark in read for mark in _DOCTYPES):
        raise SheetError(_("This file is packed in an unusual way. Open it in Excel and save it as .xlsx."))
    return read
