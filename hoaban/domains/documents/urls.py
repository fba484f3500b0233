"""Addresses of the outgoing register, of a document, and of the public validation page."""

from django.urls import path

from hoaban.domains.documents import desk, portal

app_name = "documents"
urlpatterns = [
    path("desk/documents/", desk.register, name="desk_register"),
    path("desk/documents/to-seal/", desk.seal, name="desk_seal"),
    path("desk/documents/<str:public_id>/", desk.detail, name="desk_detail"),
    path("desk/documents/<str:public_id>/file/", desk.file, name="desk_file"),
    path("desk/documents/<str:public_id>/want/", desk.want, name="desk_want"),
    path("desk/documents/<str:public_id>/withdraw/", desk.withdraw, name="desk_withdraw"),
    path("verify/", portal.verify, name="portal_verify"),
    path("verify/<str:public_id>/", portal.verify_one, name="portal_verify_one"),
]
