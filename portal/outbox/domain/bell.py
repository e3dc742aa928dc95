"""Wakes workers through Redis. A bell that does not ring loses nothing: the minute tick finds what is due."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from portal.jobs import broker

if TYPE_CHECKING:
    from redis import Redis

TASK = "portal.outbox.tasks.deliver"
LANES = 4
REMEMBER = 60


def for_municipality(municipality_id: int) -> Callable[[], object]:
    """The bell to ring when a transaction commits."""
    return partial(ring, municipality_id)


def ring(municipality_id: int, *, lane: int = 0, anyway: bool = False) -> bool:
    """Ask a worker to deliver in one lane, unless that was asked already; False when Redis cannot be reached.

    The tick asks `anyway`: the one who was asked may have died. Never raises.
    """

    def first(redis: Redis) -> object:
        return redis.set(_name(municipality_id, lane), 1, nx=not anyway, ex=REMEMBER)

    return broker.ring(TASK, arguments=[municipality_id, lane], queue="default", asked=first)


def answered(municipality_id: int, *, lane: int) -> None:
    """A worker came for this lane: from now on a new ring is a new question."""
    from redis import RedisError

    try:
        broker.client().delete(_name(municipality_id, lane))
    except (RedisError, OSError):
        return


def _name(municipality_id: int, lane: int) -> str:
    return f"bell:{municipality_id}:{lane}"
