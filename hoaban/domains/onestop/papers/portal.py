"""The papers that an applicant got and the files that were handed in."""

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from hoaban.casework.attachments import queries as attachments
from hoaban.casework.papers import actions as papers
from hoaban.casework.papers import papers as printing
from hoaban.core import clock
from hoaban.core.files import serving
from hoaban.core.http.requests import ActingRequest
from hoaban.domains.onestop.access.portal import own, waiting
from hoaban.domains.onestop.papers import queries


@require_safe
def paper(request: ActingRequest, reference: str, public_id: str) -> HttpResponseBase:
    """A paper as PDF; drawn when first wanted, meanwhile a page that says so and looks again. One
    that holds no more says so on each page.
    """
    dossier = own(request, reference)
    wanted = get_object_or_404(queries.papers_given(dossier), public_id=public_id)
    if wanted.file is None:
        papers.want_paper(wanted.pk, by=request.actor, at=clock.now())
        return waiting(request, dossier)
    copy = printing.copy_to_give(wanted.file, printing.mark_of(wanted))
    return serving.http_response(wanted.file, inline=True, copy=copy)


@require_safe
def file(request: ActingRequest, reference: str, public_id: str) -> HttpResponseBase:
    """A file I handed in, whichever version."""
    dossier = own(request, reference)
    found = get_object_or_404(attachments.of(dossier.pk), public_id=public_id)
    return serving.http_response(found.use, inline=True)
