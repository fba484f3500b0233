"""A case on one page: facts, papers, timeline, what may be done now and why the rest may not."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from hoaban.core import clock
from hoaban.core.files import serving
from hoaban.core.http import ActingRequest
from hoaban.domains.documents import actions as documents
from hoaban.domains.dossiers import actions, queries
from hoaban.domains.dossiers.desk import acts


def _looked_at(request: ActingRequest, reference: str) -> queries.Dossier:
    """The case that is asked for; that it was, by its page or by one of its files, is noted."""
    dossier = get_object_or_404(queries.visible_to(request.actor), reference=reference)
    actions.view(dossier.pk, by=request.actor, at=clock.now())
    return dossier


@require_GET
def detail(request: ActingRequest, reference: str) -> HttpResponse:
    """The whole case without a click."""
    dossier = _looked_at(request, reference)
    now, language = clock.now(), get_language() or "vi"
    previous, following = queries.beside(request.actor, dossier, now)
    context = queries.case(dossier, now=now, language=language) | {
        "draft": queries.draft_shown(dossier),
        "previous": previous,
        "following": following,
        "acts": acts.possible(dossier, by=request.actor, at=now),
    }
    return render(request, "dossiers/desk/detail.html", context)


@require_GET
def paper(request: ActingRequest, reference: str, public_id: str) -> HttpResponseBase:
    """A paper as PDF; drawn when first wanted, meanwhile a page that says so and looks again."""
    dossier = _looked_at(request, reference)
    wanted = get_object_or_404(queries.papers_of(dossier), public_id=public_id)
    if wanted.use is None:
        actions.want_paper(wanted.pk, by=request.actor, at=clock.now())
        return waiting(request)
    return serving.http_response(wanted.use, inline=True)


@require_GET
def file(request: ActingRequest, reference: str, public_id: str) -> HttpResponseBase:
    """A file that was handed in, whichever version."""
    dossier = _looked_at(request, reference)
    found = get_object_or_404(queries.attachments_of(dossier), public_id=public_id)
    return serving.http_response(found.use, inline=True)


@require_GET
def result(request: ActingRequest, reference: str) -> HttpResponseBase:
    """The signed result; while the job seals it, a page that says so."""
    dossier = _looked_at(request, reference)
    document = queries.issued_result(dossier)
    if document is None:
        raise Http404
    if document.signed is None:
        documents.want(document.pk, by=request.actor, at=clock.now())
        return waiting(request)
    return serving.http_response(document.signed, inline=True)


def waiting(request: ActingRequest) -> HttpResponse:
    """The file is being made; the browser asks again by itself, with or without a script."""
    answer = render(request, "dossiers/desk/waiting.html", status=202)
    answer["Refresh"] = "2"
    return answer
