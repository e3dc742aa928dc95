"""X5, with R5's error: no connection can be made, and every page is the same static 503."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client

if TYPE_CHECKING:
    from portal.municipalities.models import Municipality


@pytest.fixture
def gone(transactional_db: None, municipality: Municipality) -> Iterator[None]:
    """The database answers on another address than the one we know."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        wrong = {"HOST": "127.0.0.1", "PORT": str(taken.getsockname()[1])}  # bound, but nobody listens
        right = {name: connection.settings_dict[name] for name in wrong}
        connection.close()
        connection.settings_dict.update(wrong)
        yield
        connection.close()
        connection.settings_dict.update(right)


@pytest.mark.parametrize("path", ["/sliedrecht/privacy/", "/sliedrecht/agenda/", "/", "/inloggen/"])
def test_every_page_asks_to_come_back(gone: None, path: str, settings: Any) -> None:
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    answer = client.get(path)
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert "We zijn zo terug" in answer.content.decode()


def test_with_the_database_there_is_a_page(municipality: Municipality) -> None:
    """Negative control."""
    assert Client().get("/sliedrecht/privacy/").status_code == 200
