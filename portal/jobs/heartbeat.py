"""Signs of life of the workers: one time per worker and queue in Redis, by the clock of Redis."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from celery import bootsteps

from portal.jobs.broker import client

if TYPE_CHECKING:
    from redis import Redis

KEY = "portal:workers:"
EVERY = 15.0
FRESH = 120


class SignOfLife(bootsteps.StartStopStep):
    """A step of each worker: it signs from the loop that takes in work, and stands still when that does."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, parent: Any, **kwargs: Any) -> None:
        self._timer: Any = None
        super().__init__(parent, **kwargs)

    def start(self, parent: Any) -> None:
        """Sign now and from now on; also after a lost connection came back."""
        self._sign(parent)
        self._timer = parent.timer.call_repeatedly(EVERY, self._sign, (parent,))

    def stop(self, parent: Any) -> None:
        """Sign no more."""
        if self._timer:
            parent.timer.cancel(self._timer)
            self._timer = None

    def shutdown(self, parent: Any) -> None:
        """Say goodbye, so that nobody waits two minutes to see that this worker left."""
        self.stop(parent)
        _try(leave, parent.hostname, tuple(parent.app.amqp.queues.consume_from))

    def _sign(self, parent: Any) -> None:
        _try(sign, parent.hostname, tuple(parent.app.amqp.queues.consume_from))


def sign(worker: str, queues: Iterable[str]) -> None:
    """Keep that this worker lives and serves these queues; raises redis.RedisError."""
    redis = client()
    now = _now(redis)
    with redis.pipeline(transaction=False) as pipe:
        for queue in queues:
            pipe.zadd(KEY + queue, {worker: now})
            pipe.zremrangebyscore(KEY + queue, 0, now - 24 * 60 * 60)
        pipe.execute()


def leave(worker: str, queues: Iterable[str]) -> None:
    """Forget this worker; raises redis.RedisError."""
    for queue in queues:
        client().zrem(KEY + queue, worker)


def living(queue: str = "default") -> int:
    """How many workers of this queue gave a sign in the last FRESH seconds; raises redis.RedisError."""
    redis = client()
    return int(redis.zcount(KEY + queue, _now(redis) - FRESH, "+inf"))


def _try(act: Any, worker: str, queues: tuple[str, ...]) -> None:
    from redis import RedisError

    try:
        act(worker, queues)
    except (RedisError, OSError):
        return  # a worker that lost Redis says so itself, in its log


def _now(redis: Redis) -> int:
    return int(redis.time()[0])
