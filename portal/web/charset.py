"""A request may say in which alphabet it is written. What cannot be read with every byte is refused.

Django reads the address with that alphabet while it makes the request, before any middleware: rot13 or idna
there was an error of ours. So it is looked at on the way in, and refused where all headers are added.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import BadRequest
from django.utils.http import parse_header_parameters

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

READABLE = {"utf-8", "ascii", "iso8859-1"}
MARK = "portal.unreadable"


class KnownCharset:
    """Around the WSGI application: takes an alphabet that nobody can read out, and marks the request."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not readable(environ.get("CONTENT_TYPE", "")):
            environ |= {"CONTENT_TYPE": "", MARK: True}
        return self.application(environ, start_response)


class RefuseUnreadable:
    """400 for what was marked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if MARK in request.META:
            raise BadRequest("a charset that cannot be read")
        return self.get_response(request)


def readable(content_type: str) -> bool:
    """Whether this header names no charset, one that Django ignores, or one that reads any bytes."""
    try:
        charset = parse_header_parameters(content_type)[1].get("charset", "")
        return codecs.lookup(charset).name in READABLE if charset else True
    except LookupError:
        return True  # nobody knows it: Django reads UTF-8
    except ValueError:
        return False
