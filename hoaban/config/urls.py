"""Every address of the house: each room's own paths, at the root."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

ROOMS = [
    "hoaban.core.http",
    "hoaban.core.jobs",
    "hoaban.core.people",
    "hoaban.core.calendars",
    "hoaban.core.journal",
    "hoaban.core.files",
    "hoaban.ui",
    "hoaban.gateways.signing",
    "hoaban.gateways.notify",
    "hoaban.domains.documents",
    "hoaban.domains.procedures",
    "hoaban.domains.dossiers",
    "hoaban.domains.reports",
    "hoaban.faces.portal",
    "hoaban.faces.desk",
]

urlpatterns: list[URLPattern | URLResolver] = [
    *(path("", include(f"{room}.urls")) for room in ROOMS if find_spec(f"{room}.urls")),
    path("account/", include("allauth.urls")),
    path("api/v1/", include("hoaban.config.api")),
]
if find_spec("hoaban.core.jobs.queries"):
    from hoaban.config import health

    urlpatterns += [path("healthz", health.healthz, name="healthz")]

handler400 = "hoaban.core.http.pages.bad_request"
handler403 = "hoaban.core.http.pages.forbidden"
handler404 = "hoaban.core.http.pages.not_found"
handler500 = "hoaban.core.http.pages.broken"
