from __future__ import annotations

from django.urls import path

from programmes.views import figure_lists, figures, programmes

app_name = "programmes"
urlpatterns = [
    path("programmas/", programmes.programmes, name="programmes"),
    path("programmas/aanpakken/", programmes.library, name="library"),
    path("programmas/aanpakken/<slug:slug>/", programmes.method, name="method"),
    path("programmas/aanpakken/<slug:slug>/starten/", programmes.start, name="start"),
    path("programmas/<uuid:public_id>/", programmes.programme, name="programme"),
    path("cijfers/", figures.figures, name="figures"),
    path("cijfers/inlezen/", figure_lists.upload, name="figures_upload"),
    path("cijfers/inlezen/<uuid:file>/", figure_lists.preview, name="figures_preview"),
    path("cijfers/inlezen/<uuid:file>/letters/", figure_lists.letters, name="figures_letters"),
    path("cijfers/inlezen/<uuid:file>/kolommen/", figure_lists.columns, name="figures_columns"),
    path("cijfers/ingelezen/<uuid:public_id>/", figure_lists.read, name="figures_read"),
    path("cijfers/ingelezen/<uuid:public_id>/terug/", figure_lists.undo, name="undo_figures"),
]
