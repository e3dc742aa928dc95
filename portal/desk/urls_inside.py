"""The pages of the ground inside a municipality."""

from __future__ import annotations

from django.urls import path

from portal.desk.views import home

app_name = "ground"
urlpatterns = [
    path("", home.home, name="home"),
    path("vandaag/", home.today, name="today"),
]
