"""Addresses of dossiers. They carry the random reference: it never changes and says nothing."""

from django.urls import path

from hoaban.domains.dossiers import desk

app_name = "dossiers"
urlpatterns = [
    path("desk/", desk.work, name="desk_work"),
    path("desk/overview/", desk.overview, name="desk_overview"),
    path("desk/intake/", desk.choose, name="desk_intake"),
    path("desk/intake/<str:code>/", desk.intake, name="desk_intake_form"),
    path("desk/dossiers/<str:reference>/", desk.detail, name="desk_detail"),
    path("desk/dossiers/<str:reference>/act/<str:action>/", desk.act, name="desk_act"),
    path("desk/dossiers/<str:reference>/papers/<str:public_id>/", desk.paper, name="desk_paper"),
    path("desk/dossiers/<str:reference>/files/<str:public_id>/", desk.file, name="desk_file"),
    path("desk/dossiers/<str:reference>/result/", desk.result, name="desk_result"),
]
