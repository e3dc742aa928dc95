"""Publish the few files of the design system that the pages use, instead of whole npm packages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NOTO = "@fontsource-variable/noto-sans"
SUBSETS = ("cyrillic", "cyrillic-ext", "devanagari", "greek", "greek-ext", "latin", "latin-ext", "vietnamese")
FILES = {
    "nlds/utrecht.css": "@utrecht/component-library-css/dist/index.css",
    "nlds/voorbeeld.css": "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css",
    "nlds/noto/noto.css": f"{NOTO}/wght.css",
    **{
        f"nlds/noto/files/noto-sans-{subset}-wght-normal.woff2": f"{NOTO}/files/noto-sans-{subset}-wght-normal.woff2"
        for subset in SUBSETS
    },
}


class PackageStorage(FileSystemStorage):
    """node_modules, seen under the names that pages use."""

    def path(self, name: str) -> str:
        """Where the file with this public name lies on disk."""
        return super().path(FILES[name])


class PackageFinder(BaseFinder):
    """A staticfiles finder over FILES only: the hashed storage refuses a package with one broken reference."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Look in node_modules of the checkout."""
        super().__init__(*args, **kwargs)
        self.storage = PackageStorage(location=str(Path(settings.BASE_DIR) / "node_modules"))

    def check(self, **_: Any) -> list[Any]:
        """Nothing to configure, so nothing to check; a missing package shows itself in collectstatic."""
        return []

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """The absolute path of a published file; an empty list when the name is not ours."""
        if path not in FILES:
            return []
        found = self.storage.path(path)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, PackageStorage]]:  # noqa: ARG002 - Django's signature
        """Every published file, for collectstatic."""
        for name in FILES:
            yield name, self.storage
