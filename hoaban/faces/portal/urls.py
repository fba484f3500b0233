"""Addresses of the portal's home and help."""

from django.urls import path

from hoaban.faces.portal import own_name, pages

app_name = "portal"
urlpatterns = [
    path("", pages.home, name="home"),
    path("account/name/", own_name.name, name="name"),
    path("help/", pages.help_page, name="help"),
    path("help/about/", pages.about, name="about"),
    path("help/accessibility/", pages.accessibility, name="accessibility"),
    path("help/privacy/", pages.privacy, name="privacy"),
]
