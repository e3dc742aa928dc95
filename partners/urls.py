from __future__ import annotations

from django.urls import path

from partners.views import importing, members, organisation, organisations, own, parent, parents, presence, stopping

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
    path("organisaties/wijken/", organisations.areas, name="areas"),
    path("organisaties/eigen/", organisation.own, name="own_organisation"),
    path("organisaties/<uuid:public_id>/", organisation.organisation, name="organisation"),
    path("organisaties/<uuid:public_id>/aanpassen/", organisation.change, name="change_organisation"),
    path("organisaties/<uuid:public_id>/zelf/", organisation.allow, name="allow_organisation"),
    path("organisaties/<uuid:public_id>/mensen/", members.members, name="members"),
    path("organisaties/<uuid:public_id>/mensen/<uuid:member>/weg/", members.end, name="end_member"),
    path("ouders/<uuid:public_id>/link/", parent.send_link, name="send_own_link"),
    path("ouders/<uuid:public_id>/gegevens/", parent.file, name="parent_file"),
    path("ouders/<uuid:public_id>/verwijderen/", parent.remove, name="remove_parent"),
    path("mijn/", own.ask, name="own_page_ask"),
    path("mijn/onderweg/", own.asked, name="own_page_asked"),
    path("mijn/verwijderd/", own.removed, name="own_removed"),
    path("mijn/adres/<str:token>/", own.new_address, name="new_address"),
    path("mijn/<str:token>/", own.own_page, name="own_page"),
    path("mijn/<str:token>/wijzigen/", own.change, name="own_change"),
    path("mijn/<str:token>/toestemming/", own.answer, name="own_answer"),
    path("mijn/<str:token>/gegevens/", own.file, name="own_file"),
    path("mijn/<str:token>/verwijderen/", own.remove, name="own_remove"),
    path("organisaties/<uuid:public_id>/aanwezig/nieuw/", presence.add, name="add_presence"),
    path("aanwezig/<uuid:public_id>/", presence.change, name="change_presence"),
    path("aanwezig/<uuid:public_id>/weg/", presence.remove, name="remove_presence"),
    path("wie-is-waar/", presence.where, name="where"),
    path("afmelden/<str:token>/", stopping.stop, name="stop"),
]
