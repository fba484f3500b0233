"""The dossier that a citizen's page is about, and what its pages share."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from hoaban.core.http import citing
from hoaban.core.http.requests import ActingRequest
from hoaban.domains.onestop.access import queries
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.queries import Dossier


def own(request: ActingRequest, reference: str) -> Dossier:
    """The case that a page is about: what is refused there cites the law of its day."""
    dossier = get_object_or_404(queries.visible_to(request.actor), case__reference=reference)
    citing.concerns(request, dossiers.governed_on(dossier))
    return dossier


def waiting(request: ActingRequest, dossier: Dossier) -> HttpResponse:
    """The file is being made; the browser asks again by itself, with or without a script."""
    context = {"dossier": dossier}
    answer = render(request, "access/portal/waiting.html", context, status=202)
    answer["Refresh"] = "2"
    return answer
