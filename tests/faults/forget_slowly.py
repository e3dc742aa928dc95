"""Removes what is over, one row a time and slowly, to be killed in the middle of it."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from portal.municipalities.spec import Term


def slowly(term: Term) -> Term:
    """The same term, in batches of one that take their time after the row is gone, before the transaction is over."""

    def remove(before: date, most: int) -> int:
        gone = term.remove(before, most)
        time.sleep(0.05)
        return gone

    return replace(term, batch=1, remove=remove)


def main(municipality_id: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from portal.desk.domain.forget_over import forget_over
    from portal.municipalities import registry, tenant

    registry.keeps_until(slowly(_taken_out("contacts")))
    with tenant.use(municipality_id):
        while forget_over():
            pass


def _taken_out(kind: str) -> Term:
    from portal.municipalities import registry

    return registry._terms.pop(kind)  # noqa: SLF001 - a test's own program


if __name__ == "__main__":
    main(int(sys.argv[1]))
