"""The address of the directory."""

from django.urls import path

from hoaban.domains.office.shops import portal

app_name = "shops"
urlpatterns = [path("contact/", portal.contact, name="portal_contact")]
