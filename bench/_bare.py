"""The limit for the agenda: Django with nothing around it, one query with a join, one simple template."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

from django.conf import settings

ROWS = 20


def _database() -> dict[str, Any]:
    """The same database with Django's own backend, as the owner: the portal's role sees nothing without a tenant."""
    parts = urlsplit(os.environ["DATABASE_OWNER_URL"])
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


settings.configure(
    SECRET_KEY="not-a-secret",  # noqa: S106 - nothing is signed here
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=[],
    MIDDLEWARE=[],
    DATABASES={"default": _database()},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [Path(__file__).parent]}],
    LANGUAGE_CODE="nl",
    TIME_ZONE="Europe/Amsterdam",
    USE_TZ=True,
)

import django  # noqa: E402 - the settings come first

django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - idem
from django.db import models  # noqa: E402 - idem
from django.db.models.functions import Now  # noqa: E402 - idem
from django.http import HttpRequest, HttpResponse  # noqa: E402 - idem
from django.shortcuts import render  # noqa: E402 - idem
from django.urls import path  # noqa: E402 - idem


class Neighbourhood(models.Model):
    name = models.CharField(max_length=80)

    class Meta:
        app_label, managed, db_table = "bare", False, "municipalities_neighbourhood"

    def __str__(self) -> str:
        return self.name


class Series(models.Model):
    title = models.CharField(max_length=120)
    location = models.CharField(max_length=160)
    neighbourhood = models.ForeignKey(Neighbourhood, on_delete=models.PROTECT, null=True)
    walk_in = models.BooleanField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        app_label, managed, db_table = "bare", False, "activities_series"

    def __str__(self) -> str:
        return self.title


class Session(models.Model):
    municipality_id = models.BigIntegerField()
    public_id = models.UUIDField()
    series = models.ForeignKey(Series, on_delete=models.PROTECT)
    local_date = models.DateField()
    local_start = models.TimeField()
    local_end = models.TimeField()
    starts_at = models.DateTimeField()
    theme = models.CharField(max_length=120)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        app_label, managed, db_table = "bare", False, "activities_session"

    def __str__(self) -> str:
        return self.theme


class Capacity(models.Model):
    session = models.ForeignKey(Session, on_delete=models.PROTECT)
    what = models.CharField(max_length=20)
    total = models.PositiveIntegerField()
    taken = models.PositiveIntegerField()

    objects: ClassVar[models.Manager[Capacity]] = models.Manager()

    class Meta:
        app_label, managed, db_table = "bare", False, "activities_capacity"

    def __str__(self) -> str:
        return self.what


def agenda(request: HttpRequest, municipality: int) -> HttpResponse:
    """As many rows with the same facts as the portal's agenda, and nothing more."""
    soon = Capacity.objects.filter(
        what="places",
        session__municipality_id=municipality,
        session__starts_at__gt=Now(),
        session__cancelled_at=None,
        session__series__cancelled_at=None,
    )
    rows = soon.select_related("session__series__neighbourhood").order_by("session__starts_at", "session__pk")[:ROWS]
    return render(request, "_bare.html", {"rows": rows})


urlpatterns = [path("<int:municipality>/", agenda)]
application = get_wsgi_application()
