from __future__ import annotations

from collections.abc import Iterator

import pytest

from rig.sink_client import Control
from tests.faults.crew import Crew


@pytest.fixture
def crew(portal_environment: dict[str, str], sink: Control) -> Iterator[Crew]:
    """Room for worker processes; they are gone after the test."""
    made = Crew(portal_environment)
    yield made
    made.stop()
