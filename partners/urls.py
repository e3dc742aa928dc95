from __future__ import annotations

from django.urls import path

from partners.views import importing, members, organisation, organisations, parent, parents, presence, stopping

app_name = "partners"
urlpatterns = [
    path("ouders/", parents.parents, name="parents"),
    path("ouders/nieuw/", parent.add, name="add_parent"),
    path("ouders/<uuid:public_id>/", parent.parent, name="parent"),
    path("ouders/<uuid:public_id>/wijzigen/", parent.change, name="change_parent"),
    path("ouders/inlezen/", importing.upload, name="import"),
    path("ouders/inlezen/<uuid:file>/", importing.preview, name="preview"),
    path("ouders/inlezen/<uuid:file>/reden/", importing.reason, name="reason"),
    path("ouders/ingelezen/<uuid:public_id>/", importing.imported, name="imported"),
    path("organisaties/", organisations.organisations, name="organisations"),
    path("organisaties/nieuw/", organisations.add, name="add_organisation"),
    path("organisaties/eigen/", organisation.own, name="own_organisation"),
    path("organisaties/<uuid:public_id>/", organisation.organisation, name="organisation"),
    path("organisaties/<uuid:public_id>/aanpassen/", organisation.change, name="change_organisation"),
    path("organisaties/<uuid:public_id>/zelf/", organisation.allow, name="allow_organisation"),
    path("organisaties/<uuid:public_id>/mensen/", members.members, name="members"),
    path("organisaties/<uuid:public_id>/mensen/<uuid:member>/weg/", members.end, name="end_member"),
    path("organisaties/<uuid:public_id>/aanwezig/nieuw/", presence.add, name="add_presence"),
    path("aanwezig/<uuid:public_id>/", presence.change, name="change_presence"),
    path("aanwezig/<uuid:public_id>/weg/", presence.remove, name="remove_presence"),
    path("wie-is-waar/", presence.where, name="where"),
    path("afmelden/<str:token>/", stopping.stop, name="stop"),
]
