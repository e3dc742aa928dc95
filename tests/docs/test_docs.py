"""What is written for people stays true: links lead somewhere, pages and buttons are called what they are called."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

from tests.web.test_dutch import catalogues, harsh

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
IMAGES = sorted((ROOT / "docs" / "images").glob("*"))
LARGEST = 150_000
LINK = re.compile(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def links(page: Path) -> list[str]:
    """The addresses of a page that lie in this checkout."""
    found = [first or second for first, second in LINK.findall(page.read_text())]
    return [link for link in found if not link.startswith(("https://", "#"))]


def anchors(page: Path) -> set[str]:
    """The names under which the headings of a page can be reached."""
    heads = re.findall(r"^#+ (.*)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).lower().replace(" ", "-") for head in heads}


def on_screen() -> set[str]:
    """Every text that the portal can show in Dutch."""
    entries = [entry for path in catalogues() for entry in polib.pofile(str(path))]
    return {text.strip(" :.") for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values())}


def called(text: str) -> list[str]:
    """What a guide prints in bold: the names of pages, buttons and states."""
    return [found.strip(" :.") for found in re.findall(r"\*\*(.+?)\*\*", text)]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = page.parent / path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", GUIDES, ids=name)
def test_pages_and_buttons_have_these_names(page: Path) -> None:
    known = on_screen()
    assert [found for found in called(page.read_text()) if found not in known] == []


@pytest.mark.parametrize("page", GUIDES, ids=name)
def test_a_guide_is_plain_dutch(page: Path) -> None:
    text = re.sub(r"`[^`]*`|\]\([^)]*\)|<img[^>]*>", " ", page.read_text())
    paragraphs = re.sub(r"\n(?![\n#|0-9-])", " ", text)
    assert harsh(paragraphs.replace("**", "")) == []


def test_pictures_are_small_and_each_is_looked_at() -> None:
    shown = {(page.parent / link).resolve() for page in PAGES for link in links(page)}
    assert IMAGES
    assert [name(image) for image in IMAGES if image.resolve() not in shown] == []
    assert [name(image) for image in IMAGES if image.stat().st_size > LARGEST] == []


def test_every_variable_of_the_settings_is_described() -> None:
    settings = (ROOT / "portal" / "settings.py").read_text()
    names = set(re.findall(r'environ(?:\.get)?[(\[]\s*"([A-Z_]+)"|_flag\("([A-Z_]+)"\)', settings))
    wanted = {first or second for first, second in names} | {"DATABASE_OWNER_URL", "FAILPOINT", "PORTAL_TEST_SWITCH"}
    told = (ROOT / "docs" / "operations.md").read_text()
    assert len(wanted) > 15
    assert [variable for variable in sorted(wanted) if f"`{variable}`" not in told] == []


def test_the_checks_find_what_is_wrong(tmp_path: Path) -> None:
    """Negative control."""
    page = tmp_path / "page.md"
    page.write_text('# Een titel: hier\n**Druk hier** [weg](nergens.md#x) <img src="geen.png">')
    assert links(page) == ["nergens.md#x", "geen.png"]
    assert anchors(page) == {"een-titel-hier"}
    assert called(page.read_text()) == ["Druk hier"]
    assert "Druk hier" not in on_screen()
    assert "Uitnodigingen versturen" in on_screen()
