"""A task says for which municipality it works: @tenant_task or @system_task; one that says nothing refuses to run."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from celery import Task, shared_task

from portal.audit import trace
from portal.audit.actor import Actor, acting
from portal.municipalities import tenant
from portal.municipalities.tenant import NoMunicipality

# Only these work for all municipalities, one after the other.
SYSTEM_TASKS = frozenset({"portal.outbox.tasks.tick"})


class Undeclared(Exception):
    """A task that is neither a @tenant_task nor a listed @system_task was asked to run."""


class Declared(Task):  # type: ignore[type-arg]  # its parameters differ per task
    """The base of every task of the app: it runs declared tasks only."""

    scope: str = ""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if self.scope == "tenant" or (self.scope == "system" and self.name in SYSTEM_TASKS):
            return super().__call__(*args, **kwargs)
        raise Undeclared(f"{self.name} is neither a @tenant_task nor a listed @system_task")


def tenant_task(function: Callable[..., Any]) -> Any:
    """A task for one municipality, whose id is its first argument; raises NoMunicipality without one."""

    @wraps(function)
    def work(self: Declared, municipality_id: int, *args: Any, **kwargs: Any) -> Any:
        if type(municipality_id) is not int:
            raise NoMunicipality(f"{self.name} needs a municipality as its first argument")
        with tenant.use(municipality_id):
            return _as_system(self, function, municipality_id, *args, **kwargs)

    return _task(work, function, "tenant")


def system_task(function: Callable[..., Any]) -> Any:
    """A task for all municipalities, without one of its own; it must stand in SYSTEM_TASKS."""

    @wraps(function)
    def work(self: Declared, *args: Any, **kwargs: Any) -> Any:
        with tenant.use(None):
            return _as_system(self, function, *args, **kwargs)

    return _task(work, function, "system")


def _task(work: Callable[..., Any], function: Callable[..., Any], scope: str) -> Any:
    # The wrapper has one argument more than the function that `wraps` lets inspection see.
    del work.__wrapped__  # type: ignore[attr-defined]
    name = f"{function.__module__}.{function.__name__}"
    return shared_task(base=Declared, bind=True, name=name, scope=scope)(work)


def _as_system(task: Declared, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    token = trace.request_id.set(str(task.request.id or ""))
    try:
        with acting(Actor("system", origin="worker")):
            return function(*args, **kwargs)
    finally:
        trace.request_id.reset(token)


def each_municipality() -> Iterator[int]:
    """The ids of all municipalities in random order, each in use while it is yielded: no one is always last."""
    from portal.municipalities.models import Municipality

    found = list(Municipality.objects.values_list("pk", flat=True))
    random.shuffle(found)
    for municipality_id in found:
        with tenant.use(municipality_id):
            yield municipality_id
