"""The papers of a case and the files that were handed in, for officials."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from hoaban.casework.attachments import queries as attachments
from hoaban.casework.papers import actions as papers_actions
from hoaban.casework.papers import papers as printing
from hoaban.casework.papers import queries as papers
from hoaban.core import clock
from hoaban.core.files import serving
from hoaban.core.http.requests import ActingRequest
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.access.desk import decided_on, looked_at, waiting


@require_GET
def paper(request: ActingRequest, reference: str, public_id: str) -> HttpResponseBase:
    """A paper as PDF; drawn when first wanted, meanwhile a page that says so and looks again. One
    that holds no more says so on each page; `original` asks for the file as it is kept.
    """
    dossier = decided_on(request, reference)
    wanted = get_object_or_404(papers.of(dossier.pk), public_id=public_id)
    if wanted.file is None:
        papers_actions.want_paper(wanted.pk, by=request.actor, at=clock.now())
        return waiting(request)
    mark = None if "original" in request.GET else printing.mark_of(wanted)
    copy = printing.copy_to_give(wanted.file, mark)
    return serving.http_response(wanted.file, inline=True, copy=copy)


@require_GET
def file(request: ActingRequest, reference: str, public_id: str) -> HttpResponseBase:
    """A file that was handed in, whichever version."""
    dossier = looked_at(request, reference)
    if access.was_only_asked(dossier, request.actor):
        raise Http404
    found = get_object_or_404(attachments.of(dossier.pk), public_id=public_id)
    return serving.http_response(found.use, inline=True)
