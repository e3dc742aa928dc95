"""Pages at the foot of every page of a municipality, and its own look."""

from __future__ import annotations

from django.urls import path

from portal.web import views

app_name = "web"
urlpatterns = [
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("huisstijl/<slug:digest>.css", views.style, name="style"),
]
