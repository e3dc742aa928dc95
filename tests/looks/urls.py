"""Every component in every state, as pages that need no data. A URLconf for tests only."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from django.utils import translation

from portal.web import errors
from portal.web.charts import Bar, BarChart
from portal.web.context import House, Link
from portal.web.pages import Page
from portal.web.registry import Tile
from tests.looks.forms import LONG, Choose, EveryField

HERE = Path(__file__).parent
STAFF = ("Overzicht", "Agenda", "Ouders", "Organisaties", "Programma's", "Berichten")
CHART = BarChart(
    "Van uitgenodigd tot gekomen", "Stap", "Ouders", [Bar("Uitgenodigd", 1480), Bar("Aangemeld", 312), Bar("Kwam", 187)]
)
TILES = [
    Tile("Wie komt er maandag?", "Kids & Koffie, 9.30 uur in De Werf", "#", 14),
    Tile("Nog niet uitgenodigd", "Ouders uit de lijst van de Oranje-school", "#", 86),
    Tile("Programma's", "Kies een aanpak en plan de eerste bijeenkomst", "#"),
]
CHOICES = {"municipality": "Sliedrecht", "style": "zee", "language": "nl", "roles": "cjg"}


def dress(request: HttpRequest) -> None:
    """Put on what the middleware of a real page would have put on."""
    asked = {name: request.GET.get(name, default) for name, default in CHOICES.items()}
    request.municipality = SimpleNamespace(  # type: ignore[attr-defined]
        pk=1,
        name=asked["municipality"],
        slug="sliedrecht",
        house_style=asked["style"],
        contact_phone="0184 000 000",
        contact_email="cjg@sliedrecht.example",
        own_texts={},
        languages=[],
    )
    request.roles = frozenset(asked["roles"].split())  # type: ignore[attr-defined]
    translation.activate(asked["language"])


def page(request: HttpRequest, name: str) -> HttpResponse:
    """One page of the look: staff, form, lists."""
    dress(request)
    form = EveryField(request.POST) if request.method == "POST" else EveryField()
    context: dict[str, Any] = {
        "form": form,
        "filter": Choose(request.GET or None),
        "chart": CHART,
        "tiles": TILES,
        "long": LONG,
        "page": Page([], 2, "?pagina=1", "?pagina=3"),
    }
    body = engines["django"].from_string((HERE / f"{name}.html").read_text())
    return HttpResponse(body.render(context, request))


def with_navigation(monkeypatch: Any) -> None:
    """Give pages the navigation of staff, or of parents, without registering anything."""

    def links(house: House, place: str) -> list[Link]:
        names = ("Toegankelijkheid", "Privacy") if place == "footer" else STAFF if house.roles else ("Agenda",)
        return [Link(name, f"#{name}", "page" if name == "Ouders" else "") for name in names]

    monkeypatch.setattr(House, "_links", links)


def failing(request: HttpRequest, status: int) -> HttpResponse:
    """Fail in the way that leads to this status."""
    if status == 429:
        return errors.too_many(request)
    causes: dict[int, Exception] = {
        400: SuspiciousOperation("odd"),
        403: PermissionDenied(),
        404: Http404(),
        413: RequestDataTooBig("big"),
        500: ValueError("broken"),
        503: OperationalError("gone"),
    }
    raise causes[status]


urlpatterns = [
    path("", include("portal.desk.urls_account")),  # every page leads to signing in or out
    path("looks/<slug:name>/", page),
    path("fails/<int:status>/", failing),
]
handler400 = "portal.web.errors.bad_request"
handler403 = "portal.web.errors.forbidden"
handler404 = "portal.web.errors.not_found"
handler500 = "portal.web.errors.server_error"
