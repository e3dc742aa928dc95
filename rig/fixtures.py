"""Fixtures of the rig, loaded by conftest.py so that they come before those of the plugins they replace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from rig.sink_client import Control
from rig.testdatabase import environment, flush_by_owner, made_by_owner, worker_suffix
from rig.testing import sinks


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """Give each xdist worker a database of its own name."""
    worker_suffix(request)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, django_db_modify_db_settings: None
) -> Iterator[None]:
    """Let the owner make and migrate the test database; from then on only the app role works in it."""
    with django_db_blocker.unblock(), made_by_owner(), pytest.MonkeyPatch.context() as patch:
        flush_by_owner(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def patient_bells() -> Iterator[None]:
    """Wait longer for Redis than a page may: a bell that was lost because the machine is busy tells nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("portal.jobs.broker.PATIENCE", 30.0)
        yield


@pytest.fixture
def sink() -> Iterator[Control]:
    """The SMTP sink that EMAIL_URL names, empty and well-behaved before and after."""
    control = sinks[0].control
    control.reset()
    yield control
    control.reset()


@pytest.fixture
def portal_environment(transactional_db: None) -> dict[str, str]:
    """What a web server or worker of the test's own needs to work on the test database."""
    return environment()
