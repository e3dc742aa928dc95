from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.desk.queries import health as look
from portal.web.access import service


@service
@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """200 while database, its disk, broker and a worker are there, else 503; says which part is not."""
    found = look()
    told = {"status": "ok" if found.good else "down", "database": found.database, "storage": found.storage}
    return JsonResponse({**told, "broker": found.broker, "workers": found.workers}, status=200 if found.good else 503)
