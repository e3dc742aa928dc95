"""The same work several times at the same moment, each on a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import IntegrityError, connection

from portal.municipalities.tenant import require, use


def at_once(work: Callable[[], int], times: int) -> list[int]:
    """What each gave; the ones that met an IntegrityError are left out."""
    start, found = threading.Barrier(times), list[int]()
    municipality_id = require()

    def one() -> None:
        with use(municipality_id):
            start.wait()
            try:
                found.append(work())
            except IntegrityError:
                return
            finally:
                connection.close()

    threads = [threading.Thread(target=one) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
