"""One JSON line per event, whichever process: with who, from where and for which municipality, without secrets."""

from __future__ import annotations

import json
import logging
import re
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from portal.audit import trace
from portal.audit.actor import Actor, current
from portal.municipalities import tenant
from portal.web.redact import redact, redact_path

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

logger = logging.getLogger("portal.request")
GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
# The same for web, workers, beat and commands. RequestLog has a line of its own for a refused or missing page.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"redact": {"()": "portal.web.logging.Redact"}},
    "formatters": {"json": {"()": "portal.web.logging.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["redact"], "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.request": {"level": "ERROR"},
        # Anybody can send a made-up name of the site; that it was refused (400) stands in the line of the request.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        # It writes a task's arguments, and a line for each of the many small tasks.
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
    },
}


class Redact(logging.Filter):
    """Takes secrets and people out of every record, whoever wrote it and whatever writes it down."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; it is always kept."""
        record.msg, record.args = redact(_message(record)), None
        if record.exc_info:
            record.exc_text = redact(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        facts = getattr(record, "facts", None)
        if isinstance(facts, dict):
            record.facts = {key: redact(value) if isinstance(value, str) else value for key, value in facts.items()}
        return True


class JsonFormatter(logging.Formatter):
    """All on one line: newlines and control characters in a text are escaped, and so forge no second line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one JSON object."""
        actor = current()
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            "request_id": trace.request_id.get(),
            "actor": name_of(actor),
            "origin": actor.origin,
            "municipality": tenant.active_id(),
            **getattr(record, "facts", {}),
        }
        if record.exc_text:
            line["error"] = record.exc_text
        return json.dumps(line, ensure_ascii=True, default=str)


class RequestLog:
    """Gives each request a number and one line in the log, with the six fields of BIO2; stands first of all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-Id", "")
        number = given if GIVEN_ID.fullmatch(given) else uuid.uuid4().hex
        token = trace.request_id.set(number)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = number
            logger.info("request", extra={"facts": _facts(request, response, time.perf_counter() - started)})
        finally:
            trace.request_id.reset(token)
        return response


def name_of(actor: Actor) -> str:
    """How an actor is called in the log: a kind and a number, never a name."""
    return actor.kind if actor.id is None else f"{actor.kind}:{actor.id}"


def _facts(request: HttpRequest, response: HttpResponseBase, seconds: float) -> dict[str, Any]:
    # Not above: the settings import this module before there are settings.
    from portal.web.origin import client_address

    match = getattr(request, "resolver_match", None)
    municipality = getattr(request, "municipality", None)
    return {
        "action": f"{request.method} {match.view_name if match else ''}".strip()[:200],
        "object": redact_path(request.path[:500]),
        "result": response.status_code,
        "origin": client_address(request),
        "actor": _actor(request),
        "municipality": municipality.pk if municipality else None,
        "ms": round(seconds * 1000, 1),
    }


def _actor(request: HttpRequest) -> str:
    """Who it was: asked of the request, because the actor of the moment is forgotten when the view is over."""
    link = getattr(request, "link", None)
    if link:
        return f"link:{link.purpose}"
    session = getattr(request, "session", None)
    # Only a session that the request itself looked into: the log never costs a query.
    user_id = session.get("_auth_user_id") if session is not None and hasattr(session, "_session_cache") else None
    return f"user:{user_id}" if user_id else "nobody"


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return str(record.msg)
