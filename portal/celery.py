"""The queue: Redis only rings bells, everything that must not be lost stands in PostgreSQL."""

from __future__ import annotations

import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging
from kombu import Queue

from portal.jobs.heartbeat import SignOfLife

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

CONFIG: dict[str, Any] = {
    "task_serializer": "json",
    "accept_content": ["json"],
    "result_backend": None,
    "task_ignore_result": True,
    "task_queues": (Queue("default"), Queue("heavy")),
    "task_default_queue": "default",
    "task_create_missing_queues": False,
    # A message that comes twice finds its work claimed or done; one that is lost is found by the tick.
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "worker_prefetch_multiplier": 1,
    "worker_cancel_long_running_tasks_on_connection_loss": False,
    "task_time_limit": 60 * 60,
    "broker_connection_retry": True,
    "broker_connection_retry_on_startup": True,
    "broker_connection_max_retries": None,
    "broker_transport_options": {
        "visibility_timeout": 10 * 60,
        "socket_connect_timeout": 2,
        "socket_timeout": 10,
        "socket_keepalive": True,
        "health_check_interval": 25,
    },
    "worker_enable_remote_control": False,
    "worker_send_task_events": False,
    "worker_redirect_stdouts": False,
    "timezone": "UTC",
    # No crontab: it goes wrong when the clock changes. No expiry: a worker's clock may be off.
    "beat_schedule": {"tick": {"task": "portal.outbox.tasks.tick", "schedule": 60.0, "options": {"queue": "default"}}},
}

app = Celery("portal", task_cls="portal.jobs.tenancy:Declared", changes=CONFIG)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["consumer"].add(SignOfLife)


@setup_logging.connect
def log_as_the_portal_does(**_: Any) -> None:
    """Keep Celery from making its own handlers: every process logs alike."""
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)
