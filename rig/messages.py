"""Translations without system gettext: `python -m rig.messages [check] [app ...]`.

Without `check` it renews each app's .po from the code and compiles it; new texts wait there for their Dutch.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

from rig.place import ROOT

LANGUAGE = "nl"
PACKAGES = ("portal", "partners", "activities", "programmes")
SINGLE, PLURAL, CONTEXT = None, (1, 2), ((1, "c"), 2)
KEYWORDS = {
    "_": SINGLE, "gettext": SINGLE, "gettext_lazy": SINGLE, "gettext_noop": SINGLE,
    "ngettext": PLURAL, "ngettext_lazy": PLURAL, "pgettext": CONTEXT, "pgettext_lazy": CONTEXT,
    "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
PLACE = re.compile(r"%\([a-z_0-9]+\)[sd]|%[sd]|\{[a-z_0-9]*\}")
METADATA = {
    "Language": LANGUAGE,
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


@dataclass(frozen=True, order=True)
class Text:
    """One text of the code that a person may read."""

    msgid: str
    context: str = ""
    plural: str = ""

    @classmethod
    def of(cls, entry: polib.POEntry) -> Text:
        return cls(entry.msgid, entry.msgctxt or "", entry.msgid_plural or "")


def home(path: Path) -> Path:
    """Say in whose locale/ the texts of a file belong: its app's, its method's, else the top one."""
    parts = path.relative_to(ROOT).parts
    if parts[0] == "templates":
        return _named(parts[1])
    if parts[:2] == ("programmes", "methods") and len(parts) > 3:  # noqa: PLR2004 - a file inside a method's folder
        return ROOT.joinpath(*parts[:3])
    if parts[0] == "portal":
        return ROOT / "portal" / parts[1] if len(parts) > 2 else ROOT  # noqa: PLR2004 - a file inside a room
    return ROOT / parts[0]


def _named(label: str) -> Path:
    for candidate in (ROOT / label, ROOT / "portal" / label):
        if label not in PACKAGES[:1] and (candidate / "apps.py").exists():
            return candidate
    return ROOT


def sources() -> Iterator[Path]:
    """Every file that may hold texts."""
    for package in (*PACKAGES, "templates"):
        for path in sorted((ROOT / package).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and not {"migrations", "tests"} & set(path.parts):
                yield path


def texts_of(path: Path) -> Iterator[Text]:
    content = path.read_text()
    if path.suffix != ".py":
        if "{%" not in content and "{{" not in content:
            return
        # What is left is no program: without its indents it can still be cut into tokens.
        content = "\n".join(line.lstrip() for line in templatize(content, origin=str(path)).splitlines())
    for _line, found, _comments, context in extract("python", io.BytesIO(content.encode()), keywords=KEYWORDS):
        msgid, plural = found if isinstance(found, tuple) else (found, "")
        if msgid:
            yield Text(msgid, context or "", plural)


def gather() -> dict[Path, dict[Text, list[str]]]:
    """Return per home its texts, each with the files where it stands."""
    homes: dict[Path, dict[Text, list[str]]] = defaultdict(dict)
    for path in sources():
        for text in texts_of(path):
            places = homes[home(path)].setdefault(text, [])
            name = str(path.relative_to(ROOT))
            if name not in places:
                places.append(name)
    return homes


def hidden(path: Path) -> Iterator[str]:
    """Texts inside an f-string, which the extractor does not see."""
    if path.suffix == ".py":
        strings = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.JoinedStr))
        for call in (inner for string in strings for inner in ast.walk(string) if isinstance(inner, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id in KEYWORDS:
                yield f"{path.relative_to(ROOT)}:{call.lineno} hides a text in an f-string: nobody can translate it"


def catalogue(folder: Path) -> Path:
    return folder / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def existing() -> list[Path]:
    found = [catalogue(ROOT), *(path for package in PACKAGES for path in (ROOT / package).rglob("django.po"))]
    return [path for path in found if path.exists()]


def update(homes: dict[Path, dict[Text, list[str]]]) -> int:
    """Renew the catalogues; a text that moved takes its translation along. Return how many lack one."""
    memory = {Text.of(entry): entry for path in existing() for entry in polib.pofile(str(path)) if entry.translated()}
    missing = 0
    for folder, texts in homes.items():
        own = catalogue(folder)
        known = {Text.of(entry): entry for entry in polib.pofile(str(own))} if own.exists() else {}
        file = polib.POFile(wrapwidth=110)
        file.metadata = dict(METADATA)
        for text, places in sorted(texts.items()):
            file.append(_entry(text, places, known.get(text) or memory.get(text)))
        missing += len(file.untranslated_entries()) + len(file.fuzzy_entries())
        own.parent.mkdir(parents=True, exist_ok=True)
        file.save(str(own))
        own.with_suffix(".mo").write_bytes(file.to_binary())
    return missing


def _entry(text: Text, places: Iterable[str], old: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=text.msgid,
        msgctxt=text.context or None,
        msgid_plural=text.plural,
        occurrences=[(name, "") for name in places],
        msgstr=old.msgstr if old else "",
        msgstr_plural=_plurals(text, old),
        tcomment=old.tcomment if old else "",
    )
    if "%(" in text.msgid or "%s" in text.msgid or "%d" in text.msgid:
        entry.flags.append("python-format")
    if old and old.fuzzy:
        entry.flags.append("fuzzy")
    return entry


def _plurals(text: Text, old: polib.POEntry | None) -> dict[int, str]:
    if not text.plural:
        return {}
    return dict(old.msgstr_plural) if old and old.msgstr_plural else {0: "", 1: ""}


def problems(homes: dict[Path, dict[Text, list[str]]]) -> Iterator[str]:
    """Name everything that keeps the translation from being whole, right and compiled."""
    for folder, texts in homes.items():
        path = catalogue(folder)
        name = path.relative_to(ROOT)
        if not path.exists():
            yield f"{name} is missing: run python -m rig.messages"
            continue
        file = polib.pofile(str(path), wrapwidth=110)
        entries = {Text.of(entry): entry for entry in file if not entry.obsolete}
        yield from (
            f"{name} lacks {text.msgid!r} ({places[0]})" for text, places in texts.items() if text not in entries
        )
        yield from (f"{name} has {text.msgid!r}, which the code has no more" for text in entries.keys() - texts.keys())
        yield from (f"{name}: {reason} {text.msgid!r}" for text, entry in entries.items() for reason in _faults(entry))
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.read_bytes() != file.to_binary():
            yield f"{compiled.relative_to(ROOT)} is not what its .po says: run python -m rig.messages"


def _faults(entry: polib.POEntry) -> Iterator[str]:
    if entry.fuzzy:
        yield "fuzzy"
    if not entry.translated() and not entry.fuzzy:
        yield "no Dutch for"
        return
    for translation in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
        # In the singular a text may leave out its number.
        allowed = set(PLACE.findall(entry.msgid)) | set(PLACE.findall(entry.msgid_plural or ""))
        used = set(PLACE.findall(translation))
        if used - allowed or (not entry.msgid_plural and used != allowed):
            yield "other placeholders in the Dutch of"


def main(arguments: list[str]) -> int:
    checking = arguments[:1] == ["check"]
    wanted = arguments[1:] if checking else arguments
    homes = {folder: texts for folder, texts in gather().items() if not wanted or folder.name in wanted}
    if checking:
        found = [*(reason for path in sources() for reason in hidden(path)), *problems(homes)]
        print("\n".join(found) or f"translations: {sum(map(len, homes.values()))} texts, all in Dutch")
        return 1 if found else 0
    missing = update(homes)
    print(f"{sum(map(len, homes.values()))} texts in {len(homes)} catalogues, {missing} still without Dutch")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
