"""The signed result for officials."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET

from hoaban.core import clock
from hoaban.core.files import serving
from hoaban.core.http.requests import ActingRequest
from hoaban.domains.documents import actions as documents
from hoaban.domains.documents import papers as printing
from hoaban.domains.documents import queries
from hoaban.domains.onestop.access.desk import decided_on, waiting
from hoaban.domains.onestop.copies import papers
from hoaban.domains.onestop.copies import queries as copies
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
    copy = printing.copy_to_give(document, document.signed)
    return serving.http_response(document.signed, inline=True, copy=copy)


@require_GET
def printed(request: ActingRequest, reference: str) -> HttpResponseBase:
    """The result and its copies in one file, for the printer; while one of them is being sealed, a
    page that says so.
    """
    dossier = decided_on(request, reference)
    result = dossiers.issued_result(dossier)
    if result is None:
        raise Http404
    whole = [one for one in (result, *copies.of(dossier)) if one.withdrawn_at is None]
    given = [queries.given_out(one) for one in whole]
    for one, file in zip(whole, given, strict=True):
        if file is None:
            documents.want(one.pk, by=request.actor, at=clock.now())
    if not whole:
        raise Http404
    if not all(given):
        return waiting(request)
    answer = HttpResponse(papers.together(filter(None, given)), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{dossier.code}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer
