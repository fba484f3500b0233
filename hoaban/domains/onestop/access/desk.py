"""The dossier that an official's page is about; that it was looked at is noted."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from hoaban.core import clock
from hoaban.core.http import citing
from hoaban.core.http.requests import ActingRequest
from hoaban.domains.onestop.access import queries
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.queries import Dossier


def asked_for(request: ActingRequest, reference: str) -> Dossier:
    """The case that a page is about: what is refused there cites the law of its day.

    Refuses SilenceRecorded, QuestionTakenBack to an agency whose question was ended without it.
    """
    dossier = queries.visible_to(request.actor).filter(case__reference=reference).first()
    if dossier is None:
        ended = queries.ended_without(request.actor, reference)
        if ended is None:
            raise Http404
        citing.concerns(request, dossiers.governed_on(ended.dossier))
        raise ended.refusal
    citing.concerns(request, dossiers.governed_on(dossier))
    return dossier


def looked_at(request: ActingRequest, reference: str) -> Dossier:
    """The case that is asked for; that it was, by its page or by one of its files, is noted."""
    dossier = asked_for(request, reference)
    dossiers_actions.view(dossier.pk, by=request.actor, at=clock.now())
    return dossier


def decided_on(request: ActingRequest, reference: str) -> Dossier:
    """The same for what was issued: it does not concern an agency that is only asked."""
    dossier = looked_at(request, reference)
    if queries.is_only_asked(dossier, request.actor):
        raise Http404
    return dossier


def waiting(request: ActingRequest) -> HttpResponse:
    """The file is being made; the browser asks again by itself, with or without a script."""
    answer = render(request, "access/desk/waiting.html", status=202)
    answer["Refresh"] = "2"
    return answer
