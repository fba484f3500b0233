"""Every address of the house: each room's own paths, at the root."""

from django.urls import URLPattern, URLResolver, include, path

from hoaban.config import health

ROOMS = [
    "hoaban.core.http",
    "hoaban.ui",
    "hoaban.gateways.notify",
    "hoaban.gateways.payments",
    "hoaban.domains.office.jobs",
    "hoaban.domains.office.powers",  # before people: its addresses are the longer ones
    "hoaban.domains.office.people",
    "hoaban.domains.office.calendars",
    "hoaban.domains.office.shops",
    "hoaban.domains.documents",
    "hoaban.domains.procedures",
    "hoaban.domains.onestop",
    "hoaban.domains.reports",
    "hoaban.faces.portal",
    "hoaban.faces.desk",
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("hoaban.config.api")),  # first: machines ask most often
    *(path("", include(f"{room}.urls")) for room in ROOMS),
    path("account/", include("allauth.urls")),
    path("healthz", health.healthz, name="healthz"),
]

handler400 = "hoaban.core.http.pages.bad_request"
handler403 = "hoaban.core.http.pages.forbidden"
handler404 = "hoaban.core.http.pages.not_found"
handler429 = "hoaban.core.http.pages.too_many"
handler500 = "hoaban.core.http.pages.broken"
