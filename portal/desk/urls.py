"""The few pages outside a municipality: the front page, health. Sign-in stands in urls_account."""

from __future__ import annotations

from django.urls import path

from portal.desk.views import front, health

app_name = "desk"
urlpatterns = [
    path("", front.front, name="front"),
    path("gezond/", health.health, name="health"),
]
