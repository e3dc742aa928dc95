"""Pytest plugin: browser tests with the system's own chromium."""

from __future__ import annotations

import os
import shutil
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
QUIET = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
left_out = pytest.StashKey[int]()


def chromium() -> str | None:
    """Return the path of a chromium: CHROMIUM, else the first on the path."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def pytest_configure(config: pytest.Config) -> None:
    config.stash[left_out] = 0
    # Playwright's synchronous door leaves a loop in the test's thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a browser; without one leave it out loudly, or fail where CI requires it."""
    browsing = [item for item in items if "browser" in getattr(item, "fixturenames", ())]
    for item in browsing:
        item.add_marker("browser")
    if not browsing or chromium():
        return
    if os.environ.get("BROWSER_REQUIRED") == "1":
        raise pytest.UsageError(f"{len(browsing)} browser tests and no chromium, but BROWSER_REQUIRED=1")
    config.hook.pytest_deselected(items=browsing)
    items[:] = [item for item in items if item not in browsing]
    config.stash[left_out] = len(browsing)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if count := config.stash[left_out]:
        terminalreporter.section("NO CHROMIUM", red=True, bold=True)
        terminalreporter.line(
            f"{count} browser tests did NOT run. On Debian: apt-get install chromium fonts-liberation"
        )


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the chromium that is there; as root it has no sandbox of its own."""
    rights = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium(), "args": [*QUIET, *rights]}
