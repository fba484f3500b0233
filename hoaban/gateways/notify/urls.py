"""Addresses of sent messages."""

from django.urls import path

from hoaban.gateways.notify import desk, portal

app_name = "notify"
urlpatterns = [
    path("desk/messages/", desk.outbox, name="desk_outbox"),
    path("messages/", portal.outbox, name="portal_outbox"),
]
