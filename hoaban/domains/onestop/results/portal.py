"""The signed result for the applicant: to be had, and confirmed as received."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hoaban.casework.acts.acts import once_key
from hoaban.core import clock
from hoaban.core.files import serving
from hoaban.core.http import answers
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people.actors import Actor
from hoaban.core.refusals import why_not
from hoaban.domains.documents import actions as documents
from hoaban.domains.documents import queries
from hoaban.domains.documents.queries import Document
from hoaban.domains.onestop.access.portal import own, waiting
from hoaban.domains.onestop.copies import queries as copies
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.queries import Dossier
from hoaban.domains.onestop.filing import queries as filing
from hoaban.domains.onestop.results import actions, rules


@require_POST
def confirm(request: ActingRequest, reference: str) -> HttpResponse:
    """Confirm that the signed result has come into my hands electronically."""
    dossier = own(request, reference)
    person = filing.account(request.actor)
    actions.hand_over(
        dossier.pk,
        receiver=person.full_name if person else str(dossier.owner.get("full_name", "")),
        method="portal",
        by=request.actor,
        at=clock.now(),
        key=once_key(request, dossier.reference),
    )
    messages.success(request, _("Đã ghi nhận: bạn đã nhận kết quả bản điện tử."))
    return redirect("dossiers:portal_my_detail", reference)


def result_refused(dossier: Dossier, *, by: Actor, at: datetime) -> str:
    """Why a signed result is not to be had yet, in words; empty where it is, or there is none."""
    if dossiers.issued_result(dossier) is None:
        return ""
    facts = dossiers.facts(dossier, by=by, at=at)
    refused = why_not(rules.check_fetch_result, facts)
    return answers.sentence(refused) if refused else ""


@require_safe
def result(request: ActingRequest, reference: str) -> HttpResponseBase:
    """The signed result once released [ND61/2018 Đ20] and the fee is settled [ND61/2018 Đ22]."""
    dossier = own(request, reference)
    return _given(request, dossier, dossiers.issued_result(dossier))


@require_safe
def copy(request: ActingRequest, reference: str, place: int) -> HttpResponseBase:
    """A copy of the result, by its place among them: as the result itself."""
    dossier = own(request, reference)
    return _given(request, dossier, copies.one(dossier, place))


def _given(request: ActingRequest, dossier: Dossier, document: Document | None) -> HttpResponseBase:
    if document is None:
        raise Http404
    now = clock.now()
    rules.check_fetch_result(dossiers.facts(dossier, by=request.actor, at=now))
    file = queries.given_out(document)
    if file is None:
        documents.want(document.pk, by=request.actor, at=now)
        return waiting(request, dossier)
    return serving.http_response(file)
