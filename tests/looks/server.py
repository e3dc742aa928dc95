"""Serves the pages of the look from the real WSGI application, without a database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from django.test.testcases import LiveServerThread, QuietWSGIRequestHandler
from django.urls import set_urlconf


class Quiet(LiveServerThread):
    """Say nothing on the terminal."""

    request_handler = QuietWSGIRequestHandler


class OnlyDjango(WSGIHandler):
    """WhiteNoise in the middleware serves the files, as in production."""

    def __init__(self, _around: WSGIHandler) -> None:
        super().__init__()


@contextmanager
def serving() -> Iterator[str]:
    """The address of a server whose URLconf is tests.looks.urls."""
    with override_settings(ROOT_URLCONF="tests.looks.urls"):
        set_urlconf(None)
        thread = Quiet("127.0.0.1", OnlyDjango)
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
        if thread.error:
            raise thread.error
        yield f"http://127.0.0.1:{thread.port}"
        thread.terminate()
