from __future__ import annotations

import time

from portal.municipalities import tenant
from portal.outbox.domain import bell
from portal.outbox.domain.claim import BATCH
from portal.outbox.domain.deliver import deliver_due, hang_up

TURN = 5.0  # seconds before other municipalities get a turn


def work_lane(lane: int) -> None:
    """Deliver for the municipality in use until nothing is due or its turn is over; then ask for another turn.

    A full batch wakes the next lane, so that a large round is shared by several workers.
    """
    municipality_id = tenant.require()
    bell.answered(municipality_id, lane=lane)
    until = time.monotonic() + TURN
    woke_next = lane + 1 >= bell.LANES
    while True:
        done = deliver_due()
        if done.halted or done.claimed < BATCH:
            hang_up()
            return
        woke_next = woke_next or bell.ring(municipality_id, lane=lane + 1)
        # With Redis down nobody else can be asked, and going on is right.
        if time.monotonic() > until and bell.ring(municipality_id, lane=lane):
            return
