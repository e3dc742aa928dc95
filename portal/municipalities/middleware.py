from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from portal.municipalities import tenant
from portal.municipalities.queries import municipality_by_slug

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class MunicipalityFromAddress:
    """The address says the municipality, for this request only: nothing of it is kept in the session."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # A streamed body runs after this block, without a municipality: it fails closed.
        with tenant.use(None):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]) -> None:
        slug = kwargs.pop("municipality", None)
        if slug is None:
            return
        found = municipality_by_slug(slug)
        if found is None:
            raise Http404("no such municipality")
        request.municipality = found  # type: ignore[attr-defined]
        tenant.enter(found)
