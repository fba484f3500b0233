"""The page on which the applicant pays the fee, and reads that it came."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hoaban.core import clock
from hoaban.core.http.requests import ActingRequest
from hoaban.domains.onestop.access.portal import own
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.transfers import actions, queries


@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: ActingRequest, reference: str) -> HttpResponse:
    """How the fee is paid: the square code, what to type into a transfer, the platform; below it
    how far the payment is, which the page looks up by itself.
    """
    dossier, at = own(request, reference), clock.now()
    if request.method == "POST":
        actions.ask(dossier.pk, by=request.actor, at=at)
        return redirect("dossiers:portal_pay", reference)
    paying = queries.paying(dossier, at=at)
    if request.GET.get("seen") == paying.stamp:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    name = parameters.plan(dossier.revision_id).name
    context = {"dossier": dossier, "name": name, "paying": paying}
    answer = render(request, "transfers/portal/pay.html", context)
    answer["Cache-Control"] = "private, no-store"
    return answer
