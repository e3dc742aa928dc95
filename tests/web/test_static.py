"""The files of the design system, hashed: every reference in them must lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from portal.web.finders import FILES, PackageFinder

HASHED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture
def collected(settings: Any, tmp_path: Path) -> Path:
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": HASHED}}
    return tmp_path / "static"


def test_all_files_are_hashed_compressed_and_few(collected: Path) -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    names = {str(path.relative_to(collected)) for path in collected.rglob("*") if path.is_file()}
    hashed = {name for name in names if re.search(r"\.[0-9a-f]{12}\.", name)}
    assert any(re.fullmatch(r"nlds/utrecht\.[0-9a-f]{12}\.css\.gz", name) for name in hashed)
    assert set(FILES) <= names
    assert sum(path.stat().st_size for path in collected.rglob("*")) < 4_000_000
    font = (collected / "nlds/noto/noto.css").parent / "files"
    assert all((font / Path(name).name).exists() for name in FILES if name.endswith("woff2"))


def test_a_broken_reference_stops_the_build(collected: Path, settings: Any, tmp_path: Path) -> None:
    """Negative control: the check that makes the mapping necessary is on."""
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "broken.css").write_text("a { background: url(nowhere.png) }")
    settings.STATICFILES_DIRS = [*settings.STATICFILES_DIRS, tmp_path / "more"]
    with pytest.raises(Exception, match=r"nowhere\.png"):
        call_command("collectstatic", interactive=False, verbosity=0)


def test_only_the_named_files_of_a_package_are_there() -> None:
    finder = PackageFinder()
    assert finder.find("nlds/utrecht.css").endswith("component-library-css/dist/index.css")
    assert finder.find("nlds/package.json") == finder.find("../package.json") == []


def test_no_page_carries_style_or_script_of_its_own() -> None:
    inline = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
    # A mail and a file that somebody keeps stand alone.
    pages = [path for path in TEMPLATES.rglob("*.html") if "mail" not in path.parts and path.name != "own_file.html"]
    assert pages
    # What a tag of Django is called with is no attribute of the page.
    texts = {str(path): re.sub(r"{%.*?%}", "", path.read_text()) for path in pages}
    assert [path for path, text in texts.items() if inline.search(text)] == []
