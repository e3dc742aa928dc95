"""The pages of the ground inside a municipality."""

from __future__ import annotations

from django.urls import path

from portal.desk.views import areas, audit, exports, home, house_style, inviting, jobs, joining, outbox, people, quiet

app_name = "ground"
urlpatterns = [
    path("", home.home, name="home"),
    path("vandaag/", home.today, name="today"),
    path("taken/", jobs.jobs, name="jobs"),
    path("taken/<uuid:public_id>/", jobs.job, name="job"),
    path("taken/<uuid:public_id>/stop/", jobs.stop_job, name="stop_job"),
    path("berichten/", outbox.outbox, name="outbox"),
    path("berichten/vrijgeven/", outbox.release, name="release_messages"),
    path("berichten/<uuid:public_id>/opnieuw/", outbox.send_again, name="send_again"),
    path("berichten/<uuid:public_id>/opgeven/", outbox.give_up, name="give_up"),
    path("berichten/rusttijden/", quiet.quiet, name="quiet"),
    path("berichten/rusttijden/dag/", quiet.add_day, name="add_feast_day"),
    path("berichten/rusttijden/<uuid:public_id>/weghalen/", quiet.remove_day, name="remove_feast_day"),
    path("logboek/", audit.log, name="audit"),
    path("bewaren/<slug:which>/", exports.save, name="export"),
    path("bewaard/<uuid:public_id>/", exports.saved, name="saved_list"),
    path("mensen/", people.people, name="people"),
    path("mensen/uitnodigen/", inviting.invite, name="invite_colleague"),
    path("mensen/uitnodigingen/<uuid:public_id>/opnieuw/", inviting.again, name="invite_again"),
    path("mensen/uitnodigingen/<uuid:public_id>/intrekken/", inviting.take_back, name="take_back_invitation"),
    path("meedoen/<str:token>/", joining.join, name="join"),
    path("mensen/<uuid:public_id>/", people.person, name="person"),
    path("mensen/<uuid:public_id>/stoppen/", people.stop, name="stop_person"),
    path("huisstijl/", house_style.house_style, name="house_style"),
    path("huisstijl/voorbeeld/", house_style.preview, name="style_preview"),
    path("huisstijl/terug/", house_style.reset, name="reset_style"),
    path("huisstijl/gegevens/", house_style.contact, name="contact"),
    path("wijken/", areas.areas, name="areas"),
    path("wijken/inlezen/", areas.upload, name="load_areas"),
    path("wijken/nakijken/<str:token>/", areas.check, name="check_areas"),
]
