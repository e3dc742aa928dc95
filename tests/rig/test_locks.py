"""The locks pin everything by hash and name no package index."""

from __future__ import annotations

import json
import re

import pytest

from rig.place import ROOT

ADDRESS = re.compile(r"https?://|file:|--(extra-)?index-url|--find-links|--trusted-host")


@pytest.mark.parametrize("name", ["uv", "base", "dev"])
def test_python_lock_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / f"requirements/{name}.txt").read_text()
    pinned = re.findall(r"^[a-z0-9][^ ]*==[^ ]+", text, re.MULTILINE)
    assert pinned
    assert text.count("--hash=sha256:") >= len(pinned)
    assert not ADDRESS.search(text)


def test_npm_lock_has_hashes_and_no_address() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert installed
    assert all(package["integrity"].startswith("sha512-") for package in installed.values())
    assert not any("resolved" in package for package in installed.values())


def test_what_production_needs_is_pinned_the_same_for_development() -> None:
    base, dev = ((ROOT / f"requirements/{name}.txt").read_text().splitlines() for name in ("base", "dev"))
    pinned = [line.rstrip(" \\") for line in base if "==" in line]
    assert set(pinned) <= {line.rstrip(" \\") for line in dev}
