"""The page of the platform that stands in for a real one: whoever has the reference "pays"."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods

from hoaban.core import clock
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people import actors
from hoaban.gateways.payments import actions, contract, queries
from hoaban.gateways.payments.enums import PLATFORM
from hoaban.gateways.payments.forms import AmountForm
from hoaban.gateways.payments.models import Demand


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def platform(request: ActingRequest, demand: str) -> HttpResponse:
    """Pay a demand, or another sum than it asks for; pressed twice it is one payment. Nobody pays
    anything here, so there is no such page where settings name no such provider.
    """
    found = queries.by_reference(demand)
    if found is None or PLATFORM not in contract.providers():
        raise Http404
    given = {"amount": found.missing, "once": get_random_string(20)}
    form = AmountForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_bound and form.is_valid():
        _pay(found, form.cleaned_data["amount"], once=form.cleaned_data["once"])
        back = urlencode({"back": _back(request)})
        return redirect(f"{reverse('payments:portal_platform', args=[found.reference])}?{back}")
    context = {"demand": found, "form": form, "back": _back(request), "paid": queries.of(found)}
    status = 422 if form.is_bound else 200
    return render(request, "payments/portal/platform.html", context, status=status)


def _pay(demand: Demand, amount: int, *, once: str) -> None:
    at = clock.now()
    message = {
        "number": once,
        "memo": demand.reference,
        "amount": str(amount),
        "paid_at": at.isoformat(),
    }
    said = contract.providers()[PLATFORM].read(message, demand.agency)
    actions.confirm(said, by=actors.system(PLATFORM), at=at)


def _back(request: ActingRequest) -> str:
    """Where the payer came from; nowhere but here."""
    given = request.POST.get("back") or request.GET.get("back", "")
    return given if url_has_allowed_host_and_scheme(given, allowed_hosts=None) else "/"
