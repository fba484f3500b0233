"""Addresses of the payment platform that stands in for a real one."""

from django.urls import path

from hoaban.gateways.payments import portal

app_name = "payments"
urlpatterns = [path("payments/<str:demand>/", portal.platform, name="portal_platform")]
