"""CPU of the full public agenda against a bare Django page with as many rows, PostgreSQL apart."""

from __future__ import annotations

import os

import django

from bench._measure import PAIRS, alternate, finish, say
from bench._serve import Server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from portal.municipalities.queries import municipality_by_slug  # noqa: E402 - Django is set up first

TOWN = "sliedrecht"
ROWS = 20
REQUESTS = 600
WARM_UP = 60
LIMIT = 2.0


def main() -> None:
    """Measure, print, and exit with 1 when the limit is missed."""
    town = municipality_by_slug(TOWN)
    assert town, "demo_data comes first"
    portal = Server("agenda", "portal.wsgi:application", f"/{TOWN}/agenda/")
    bare = Server("bare", "bench._bare:application", f"/{town.pk}/")
    try:
        for server, item in ((portal, b'class="house-agenda__item"'), (bare, b"<li>")):
            server.start()
            found = server.page().count(item)
            assert found == ROWS, f"{server.program.name} shows {found} rows"
            server.cpu_per_request(WARM_UP)
        pairs = alternate(lambda: portal.cpu_per_request(REQUESTS), lambda: bare.cpu_per_request(REQUESTS))
    finally:
        portal.stop()
        bare.stop()
    figures = {
        "limit": LIMIT, "pairs": PAIRS, "spread": pairs.spread, "rows": ROWS,
        "ours_ms": [round(one, 2) for one in pairs.ours], "bare_ms": [round(one, 2) for one in pairs.limit],
    }  # fmt: skip
    say("agenda.cpu_ratio", pairs.ratio, "times the bare page", **figures)
    finish({"agenda.cpu_ratio": pairs.ratio <= LIMIT})


if __name__ == "__main__":
    main()
