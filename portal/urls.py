"""Mounts the apps by name; everything of a municipality stands under its slug."""

from __future__ import annotations

from django.urls import include, path

inside = [
    path("", include("portal.web.urls")),
    path("", include("portal.desk.urls_inside")),
    path("", include("partners.urls")),
    path("", include("activities.urls")),
    path("", include("programmes.urls")),
]

urlpatterns = [
    path("", include("portal.desk.urls")),
    path("", include("portal.desk.urls_account")),
    path("<slug:municipality>/", include(inside)),
]
handler400 = "portal.web.errors.bad_request"
handler403 = "portal.web.errors.forbidden"
handler404 = "portal.web.errors.not_found"
handler500 = "portal.web.errors.server_error"
