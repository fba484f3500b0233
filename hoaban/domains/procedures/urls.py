"""Addresses of the procedures: public pages."""

from django.urls import path

from hoaban.domains.procedures.leaflets import portal as leaflets

app_name = "procedures"
urlpatterns = [
    path("procedures/", leaflets.find, name="portal_list"),
    path("procedures/<str:code>/", leaflets.detail, name="portal_detail"),
]
