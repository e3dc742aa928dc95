from __future__ import annotations

from django.urls import path

from activities.views import links, lists, public, staff

app_name = "activities"
urlpatterns = [
    path("agenda/", public.agenda, name="agenda"),
    path("agenda/<uuid:public_id>/", public.session, name="session"),
    path("agenda/<uuid:public_id>/aangemeld/", public.signed_up, name="signed_up"),
    path("agenda/<uuid:public_id>/agenda.ics", public.session_calendar, name="calendar"),
    path("uitnodiging/<str:token>/", links.invited, name="invited"),
    path("aanmelding/<str:token>/", links.registration, name="registration"),
    path("nieuwe-link/", links.new_link, name="new_link"),
    path("nieuwe-link/onderweg/", links.new_link_sent, name="new_link_sent"),
    path("bijeenkomsten/", staff.sessions, name="sessions"),
    path("bijeenkomsten/inlezen/", lists.upload, name="list_upload"),
    path("bijeenkomsten/wie-kwam/inlezen/", lists.upload_came, name="came_upload"),
    path("bijeenkomsten/inlezen/<uuid:file>/", lists.preview, name="list_preview"),
    path("bijeenkomsten/inlezen/<uuid:file>/letters/", lists.letters, name="list_letters"),
    path("bijeenkomsten/inlezen/<uuid:file>/kolommen/", lists.columns, name="list_columns"),
    path("bijeenkomsten/ingelezen/<uuid:public_id>/", lists.read, name="list_read"),
    path("bijeenkomsten/ingelezen/<uuid:public_id>/terug/", lists.undo, name="undo_list"),
    path("bijeenkomsten/<uuid:public_id>/", staff.session, name="staff_session"),
    path("bijeenkomsten/<uuid:public_id>/uitnodigen/", staff.invite, name="invite"),
    path("bijeenkomsten/<uuid:public_id>/wie-kwam/", staff.attendance, name="attendance"),
    path("bijeenkomsten/<uuid:public_id>/verzetten/", staff.move, name="move"),
    path("bijeenkomsten/<uuid:public_id>/afzeggen/", staff.cancel, name="cancel"),
]
