from __future__ import annotations

from portal.jobs.tenancy import system_task, tenant_task
from portal.outbox.domain.lane import work_lane
from portal.outbox.domain.tick import tick as do_tick


@tenant_task
def deliver(municipality_id: int, lane: int = 0) -> None:  # noqa: ARG001 - the decorator works for it
    """One turn of sending."""
    work_lane(lane)


@system_task
def tick() -> None:
    """Everything that is due; beat asks for it each minute."""
    do_tick()
