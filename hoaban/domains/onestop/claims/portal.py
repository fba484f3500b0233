"""A citizen brings a dossier that was filed at a counter into the own account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hoaban.core import clock
from hoaban.core.http import answers, throttle
from hoaban.core.http.requests import ActingRequest
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.claims import actions, queries
from hoaban.domains.onestop.claims.forms import ClaimForm

MOST, WINDOW = 10, 600  # tries, seconds
MOST_AT_ONE, DAY = 10, 24 * 3600  # tries of everybody at one dossier by an identity number
MOST_AT_AN_AGENCY = 200


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: ActingRequest) -> HttpResponse:
    """Ask for the code of the receipt; what was declared must fit the account."""
    form = ClaimForm(request.POST if request.method == "POST" else None)
    refused = ""
    if form.is_valid():
        try:
            throttle.limit("claim", request.actor.reference, most=MOST, seconds=WINDOW)
            given = form.cleaned_data
            _limit(given["code"], given["identity_number"])
            dossier = actions.claim(
                given["code"],
                identity_number=given["identity_number"],
                by=request.actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            refused = answers.sentence(refusal)
        else:
            messages.success(request, _("Đã thêm hồ sơ vào tài khoản."))
            return redirect("dossiers:portal_my_detail", dossier.reference)
    context, status = {"form": form, "refused": refused}, 422 if form.is_bound else 200
    return render(request, "claims/portal/claim.html", context, status=status)


def _limit(text: str, number: str) -> None:
    """Whoever holds a receipt has few tries at the number, or at the name where that does, from
    however many accounts.
    """
    if (found := queries.named(text)) and (number or queries.asks_name(found)):
        throttle.limit("claim.dossier", found.reference, most=MOST_AT_ONE, seconds=DAY)
        agency = str(found.case.agency_id)
        throttle.limit("claim.agency", agency, most=MOST_AT_AN_AGENCY, seconds=DAY)
