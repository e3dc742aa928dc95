"""Everything that is stored locked under the first key, while web and workers go on: before an old key is dropped."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models, transaction

from portal.jobs.tenancy import each_municipality
from portal.municipalities import tenant
from portal.municipalities.catalogue import is_tenant
from portal.outbox.crypto import NoKey, relock
from portal.outbox.registry import Locked, locked_fields

logger = logging.getLogger(__name__)
BATCH = 200
ROUNDS = 5
PAUSE = 1.0


@dataclass
class Found:
    """What was done about one field: rows looked at, locked anew, in use, and those that nothing opens."""

    where: Locked
    looked: int = 0
    done: int = 0
    busy: int = 0
    closed: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.where.model}.{self.where.field}: {self.looked} looked at, {self.done} locked anew"


def relock_all(tell: Callable[[Found], object] = lambda _found: None) -> list[Found]:
    """Lock all that is stored locked with the first key, a small transaction per batch; `tell` hears of each batch.

    Nobody waits for it: a row that a worker holds is passed over and looked at again. Killed, it goes on where it was
    when it is started again, for what is under the first key is left as it is.
    """
    return [_of(where, tell) for where in locked_fields()]


def _of(where: Locked, tell: Callable[[Found], object]) -> Found:
    found, done = Found(where), 0
    for number in range(ROUNDS):
        if number:
            time.sleep(PAUSE)
        found = Found(where, done=done)
        for municipality_id in _places(where):
            with tenant.use(municipality_id):
                _all(found, tell)
        done = found.done
        if not found.busy:
            break
    logger.info("locked anew", extra={"facts": {"object": where.model, "rows": found.done}})
    return found


def _model(where: Locked) -> type[models.Model]:
    return apps.get_model(where.model)


def _places(where: Locked) -> Iterator[int | None]:
    if is_tenant(_model(where)):
        yield from each_municipality()
    else:
        yield None


def _all(found: Found, tell: Callable[[Found], object]) -> None:
    last = 0
    while numbers := list(_filled(found.where).filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        _batch(found, numbers)
        last = numbers[-1]
        tell(found)


def _filled(where: Locked) -> models.QuerySet[Any]:
    rows: models.QuerySet[Any] = models.QuerySet(_model(where)).exclude(**{where.field: None}).order_by("pk")
    here = tenant.active_id()
    return rows.filter(municipality=here) if here else rows


@transaction.atomic
def _batch(found: Found, numbers: list[int]) -> None:
    name = found.where.field
    held = _filled(found.where).filter(pk__in=numbers).select_for_update(skip_locked=True, no_key=True)
    rows = list(held.values_list("pk", name))
    found.looked += len(rows)
    found.busy += len(numbers) - len(rows)
    for pk, kept in rows:
        old = bytes(kept) if isinstance(kept, memoryview) else kept
        try:
            new = _anew(old, found.where.inside)
        except NoKey:
            found.closed.append(str(pk))
            continue
        if new != old:
            found.done += models.QuerySet(_model(found.where)).filter(pk=pk).update(**{name: new})


def _anew(old: Any, inside: tuple[str, ...]) -> Any:
    if isinstance(old, dict):
        return old | {name: _anew(old[name], ()) for name in inside if name in old}
    if isinstance(old, list):
        return [_anew(one, ()) for one in old]
    return relock(old.encode()).decode() if isinstance(old, str) else relock(old)
