"""What somebody sees when it goes wrong: words, what to do next, never a trace. Named in portal/urls.py."""

from __future__ import annotations

import logging
import sys
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string

from portal.web.secret_fields import is_secret

logger = logging.getLogger(__name__)
RETRY_AFTER = "15"
BARE = "<!doctype html><html lang='nl'><title>{0}</title><h1>{0}</h1><p>Probeer het over een paar minuten opnieuw.</p>"
# The visitor went away, it is too big or too many, or no form at all.
UNREADABLE = (UnreadablePostError, SuspiciousOperation, MultiPartParserError, BadRequest)
DATABASE_DOWN = (OperationalError, InterfaceError)
STORAGE_BROKEN = "XX000"  # what PostgreSQL says of a file that it cannot write, where it is not just full
MOST = 100_000  # of what was typed; a list or a file does not fit in a page


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 for a request that is too big."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return _page(request, status)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403: a member with another role."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """404: there is nothing here, or not for this person."""
    return _page(request, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403 with the words for a form that stood open for too long."""
    return _page(request, 403, form_expired=True)


def too_many(request: HttpRequest, *, retry_after: int = 900) -> HttpResponse:
    """429, with the number of seconds to wait in its header."""
    response = _page(request, 429)
    response["Retry-After"] = str(retry_after)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500 without database; 503 when the database is what failed."""
    if database_fails(sys.exc_info()[1]):
        return unavailable(request)
    return _kept_nowhere(HttpResponse(static_page(500), status=500))


def database_fails(error: BaseException | None) -> bool:
    """Is this an error of the database itself: lost, refused, timed out, or unable to write?"""
    broken = getattr(getattr(error, "__cause__", None), "pgcode", "") == STORAGE_BROKEN
    return isinstance(error, DATABASE_DOWN) or (isinstance(error, InternalError) and broken)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503 without database, asking to come back; what was typed stands ready behind a button."""
    typed = _typed(request)
    response = HttpResponse(_standing(typed, request.get_full_path()) if typed else static_page(503), status=503)
    response["Retry-After"] = RETRY_AFTER
    return _kept_nowhere(response)


def _standing(typed: list[tuple[str, str]], path: str) -> str:
    try:
        return render_to_string("not_kept.html", {"portal_name": settings.PORTAL_NAME, "typed": typed, "path": path})
    except Exception:
        logger.exception("what was typed could not be shown")
        return static_page(503)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields that somebody sent; nothing where a file or a secret was among them, or it is too much or odd."""
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
    except UNREADABLE:
        return []
    names = {name for name, _value in fields}
    size = sum(map(len, names)) + sum(len(value) for _name, value in fields)
    if request.FILES or any(map(is_secret, names)) or size > MOST:
        return []
    return fields


@lru_cache
def static_page(status: int) -> str:
    """A page that needs no request, no session and no database; bare words when even its template fails."""
    try:
        return render_to_string(f"{status}.html", {"portal_name": settings.PORTAL_NAME})
    except Exception:
        logger.exception("error page %s could not be made", status)
        return BARE.format("Het lukt nu even niet")


def _page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    return _kept_nowhere(render(request, f"{status}.html", context, status=status))


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
