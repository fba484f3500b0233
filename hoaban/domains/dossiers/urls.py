"""Addresses of dossiers. They carry the random reference: it never changes and says nothing."""

from django.urls import path

from hoaban.domains.dossiers import desk, portal

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
    path("track/", portal.track, name="portal_track"),
    path("my/", portal.my, name="portal_my"),
    path("my/<str:reference>/", portal.detail, name="portal_my_detail"),
    path("my/<str:reference>/sent/", portal.sent, name="portal_sent"),
    path("my/<str:reference>/supply/", portal.supply, name="portal_supply"),
    path("my/<str:reference>/withdraw/", portal.withdraw, name="portal_withdraw"),
    path("my/<str:reference>/confirm/", portal.confirm, name="portal_confirm"),
    path("my/<str:reference>/result/", portal.result, name="portal_result"),
    path("my/<str:reference>/papers/<str:public_id>/", portal.paper, name="portal_paper"),
    path("my/<str:reference>/files/<str:public_id>/", portal.file, name="portal_file"),
    path("apply/<str:code>/", portal.start, name="portal_apply"),
    path("apply/<str:code>/<str:draft>/", portal.resume, name="portal_apply_resume"),
    path("apply/<str:code>/<str:draft>/drop/", portal.drop, name="portal_apply_drop"),
    path(
        "apply/<str:code>/<str:draft>/files/<str:public_id>/",
        portal.draft_file,
        name="portal_apply_file",
    ),
    path("apply/<str:code>/<str:draft>/<str:step>/", portal.step, name="portal_apply_step"),
]
