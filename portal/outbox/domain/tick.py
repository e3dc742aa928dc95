from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError

from portal.audit.domain.seal import seal
from portal.audit.domain.verify import verify_daily
from portal.files.domain.sweep import sweep as sweep_files
from portal.jobs.domain.requeue import forget, requeue_lost
from portal.jobs.tenancy import each_municipality
from portal.municipalities import tenant
from portal.outbox import registry
from portal.outbox.domain import bell
from portal.outbox.domain.claim import BATCH, take_back
from portal.outbox.domain.deliver import deliver_due, hang_up
from portal.outbox.domain.settle import settle_unclear
from portal.outbox.domain.sweep import sweep

logger = logging.getLogger(__name__)


def tick(only: int | None = None) -> None:
    """Do everything that is due, in one municipality or all in random order; what fails waits for the next tick.

    At most 50 messages each; where more are due, workers are called. Two ticks at once are harmless.
    """
    try:
        if not only:
            _tick_together()
        for municipality_id in [only] if only else each_municipality():
            with tenant.use(municipality_id):
                _tick_here(municipality_id)
    finally:
        hang_up()


def _tick_together() -> None:
    with tenant.use(None):
        for name, work in registry.tick_hooks().items():
            _safely(name, work)


def _tick_here(municipality_id: int) -> None:
    for name, work in registry.due_hooks().items():
        _safely(name, work)
    _safely("outbox.take_back", take_back)
    _safely("outbox.settle", settle_unclear)
    _safely("outbox.deliver", lambda: _deliver(municipality_id))
    _safely("outbox.sweep", sweep)
    _safely("jobs.requeue", requeue_lost)
    _safely("jobs.forget", forget)
    _safely("files.sweep", sweep_files)
    _safely("audit.seal", seal)
    _safely("audit.verify", verify_daily)


def _deliver(municipality_id: int) -> None:
    done = deliver_due()
    if done.claimed == BATCH and not done.halted:
        bell.ring(municipality_id, anyway=True)


def _safely(name: str, work: Callable[[], object]) -> None:
    """One part that fails must not keep the others from their minute; a lost database ends the tick."""
    try:
        work()
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("part of the tick failed", extra={"facts": {"action": name}})
