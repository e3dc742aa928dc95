from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from portal.web.errors import database_fails, unavailable

logger = logging.getLogger(__name__)


class DatabaseDown:
    """A database that is away gives a static 503. Below a view only; errors.server_error sees the rest."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """503 for a lost, refused, timed-out or full database; everything else goes its own way."""
        if not database_fails(exception):
            return None
        logger.error("database unavailable: %s", type(exception).__name__)
        return unavailable(request)
