"""The web server's own lines go through the portal's log too; addresses and sizes come from the command line."""

from __future__ import annotations

import logging.config
from typing import Any

from portal.web.logging import LOGGING


def on_starting(server: Any) -> None:
    """Before the first worker: gunicorn.error writes JSON; its access log stays off, RequestLog has that."""
    logging.config.dictConfig(LOGGING)
    server.log.error_log.handlers.clear()
    server.log.error_log.propagate = True
