from __future__ import annotations

from django.urls import path

from activities.views import links, public, staff

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
    path("bijeenkomsten/<uuid:public_id>/", staff.session, name="staff_session"),
    path("bijeenkomsten/<uuid:public_id>/uitnodigen/", staff.invite, name="invite"),
    path("bijeenkomsten/<uuid:public_id>/wie-kwam/", staff.attendance, name="attendance"),
    path("bijeenkomsten/<uuid:public_id>/verzetten/", staff.move, name="move"),
    path("bijeenkomsten/<uuid:public_id>/afzeggen/", staff.cancel, name="cancel"),
]
