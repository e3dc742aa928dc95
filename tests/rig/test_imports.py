"""Each import contract holds, and goes red on a deliberate bad import."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from rig.place import ROOT

PACKAGES = ("portal", "partners", "activities", "programmes", "rig")
CONFIGS = ("pyproject.toml", "rig/imports_inside.toml")
# Where the import is written, what it says, and the contract that must notice.
BAD_BETWEEN = {
    "storeys": ("partners/queries.py", "import activities.models"),
    "rooms": ("portal/audit/models.py", "import portal.web.pages"),
    "rig": ("partners/models.py", "import rig.place"),
    "product": ("rig/place.py", "import portal.settings"),
}
BAD_INSIDE = {
    "apps": ("activities/models.py", "import activities.queries"),
    "rooms": ("portal/accounts/rules.py", "import portal.accounts.models"),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The code alone, to be spoilt."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "*.csv"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder: Path, config: str) -> subprocess.CompletedProcess[str]:
    # Without site packages' path file, or the checkout itself would be found first.
    program = "import sys; sys.path[:0] = ['.']; from importlinter.cli import lint_imports_command as go; go()"
    command = [sys.executable, "-c", program, "--no-logo", "--no-cache", "--config", config]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def names(config: str) -> dict[str, str]:
    contracts = tomllib.loads((ROOT / config).read_text())["tool"]["importlinter"]["contracts"]
    return {contract["id"]: contract["name"] for contract in contracts}


@pytest.mark.parametrize("config", CONFIGS)
def test_contracts_hold(config: str, copy: Path) -> None:
    done = lint(copy, config)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("KEPT") == len(names(config))


@pytest.mark.parametrize(("config", "bad"), [*zip(CONFIGS, (BAD_BETWEEN, BAD_INSIDE), strict=True)], ids=CONFIGS)
def test_each_contract_notices_a_bad_import(config: str, bad: dict[str, tuple[str, str]], copy: Path) -> None:
    assert names(config).keys() == bad.keys(), "a contract without its bad import"
    for path, line in bad.values():
        with (copy / path).open("a") as file:
            file.write(f"\n{line}\n")
    done = lint(copy, config)
    assert done.returncode == 1
    for contract, name in names(config).items():
        assert f"{name} BROKEN" in done.stdout, f"{contract} stayed green"


def test_a_type_only_import_counts_between_storeys(copy: Path) -> None:
    with (copy / "partners/queries.py").open("a") as file:
        file.write("\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import activities.models\n")
    assert "A storey imports only what lies below it BROKEN" in lint(copy, CONFIGS[0]).stdout


def test_there_is_no_drawer_for_everything(copy: Path) -> None:
    (copy / "partners/helpers.py").write_text("")
    done = lint(copy, CONFIGS[1])
    assert done.returncode == 1
    assert "partners.helpers" in done.stdout
