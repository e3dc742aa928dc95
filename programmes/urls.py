from __future__ import annotations

from django.urls import path

from programmes.views import programmes

app_name = "programmes"
urlpatterns = [
    path("programmas/", programmes.programmes, name="programmes"),
    path("programmas/aanpakken/", programmes.library, name="library"),
    path("programmas/aanpakken/<slug:slug>/", programmes.method, name="method"),
    path("programmas/aanpakken/<slug:slug>/starten/", programmes.start, name="start"),
    path("programmas/<uuid:public_id>/", programmes.programme, name="programme"),
]
