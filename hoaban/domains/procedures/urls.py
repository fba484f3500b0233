"""Addresses of the procedures: public pages."""

from django.urls import path

from hoaban.domains.procedures import portal

app_name = "procedures"
urlpatterns = [
    path("procedures/", portal.find, name="portal_list"),
    path("procedures/<str:code>/", portal.detail, name="portal_detail"),
]
