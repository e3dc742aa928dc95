from __future__ import annotations

from portal.celery import app as celery_app  # so that web and commands ring the same bells as the workers

__all__ = ("celery_app",)
