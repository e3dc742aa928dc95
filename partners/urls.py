from __future__ import annotations

from django.urls import path

from partners.views import importing, organisations, parents, stopping

app_name = "partners"
urlpatterns = [
    path("ouders/", parents.parents, name="parents"),
    path("ouders/inlezen/", importing.upload, name="import"),
    path("ouders/inlezen/<uuid:file>/", importing.preview, name="preview"),
    path("ouders/inlezen/<uuid:file>/reden/", importing.reason, name="reason"),
    path("ouders/ingelezen/<uuid:public_id>/", importing.imported, name="imported"),
    path("organisaties/", organisations.organisations, name="organisations"),
    path("organisaties/nieuw/", organisations.add, name="add_organisation"),
    path("afmelden/<str:token>/", stopping.stop, name="stop"),
]
