"""The signed result for officials."""

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_GET

from hoaban.core import clock
from hoaban.core.files import serving
from hoaban.core.http.requests import ActingRequest
from hoaban.domains.documents import actions as documents
from hoaban.domains.onestop.access.desk import decided_on, waiting
from hoaban.domains.onestop.dossiers import queries as dossiers


@require_GET
def result(request: ActingRequest, reference: str) -> HttpResponseBase:
    """The signed result; while the job seals it, a page that says so."""
    dossier = decided_on(request, reference)
    document = dossiers.issued_result(dossier)
    if document is None:
        raise Http404
    if document.signed is None:
        documents.want(document.pk, by=request.actor, at=clock.now())
        return waiting(request)
    return serving.http_response(document.signed, inline=True)
