"""The web server's own lines go through the portal's log too; addresses and sizes come from the command line."""

from __future__ import annotations

import logging.config
from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]  # it carries no types

from portal.web.logging import LOGGING


class PortalLogger(Logger):  # type: ignore[misc]  # as above
    """Writes what gunicorn has to say as JSON; its access log stays off, RequestLog has that."""

    def setup(self, cfg: Any) -> None:
        """Called before its first word."""
        super().setup(cfg)
        logging.config.dictConfig(LOGGING)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


logger_class = PortalLogger
