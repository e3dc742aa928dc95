from __future__ import annotations

from collections.abc import Iterator

import pytest

from rig.sink_client import Control
from tests.browser.portal import Portal


@pytest.fixture
def portal(portal_environment: dict[str, str], sink: Control) -> Iterator[Portal]:
    """The whole portal as it runs in a demo, on the test's own database, queue and mail."""
    made = Portal(portal_environment, sink)
    try:
        made.start()
        yield made
    finally:
        made.stop()
