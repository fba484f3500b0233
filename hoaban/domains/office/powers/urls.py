from django.urls import path

from hoaban.domains.office.powers import desk

app_name = "powers"
urlpatterns = [
    path("desk/people/waiting/", desk.waiting, name="desk_waiting"),
    path("desk/people/waiting/<slug:public_id>/confirm/", desk.confirm, name="desk_confirm"),
    path("desk/people/waiting/<slug:public_id>/decline/", desk.decline, name="desk_decline"),
    path("desk/people/<slug:public_id>/factor/", desk.take_factor, name="desk_take_factor"),
    path("desk/people/<slug:public_id>/password/confirm/", desk.vouch, name="desk_vouch"),
]
