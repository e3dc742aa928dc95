"""The pages of the ground inside a municipality."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "ground"
urlpatterns: list[URLPattern] = []
