"""Tracking without sign-in: the code and the degree of completion, nothing more. [TT01/2018 Đ16]

Whatever does not fit gets one and the same answer, so that nobody learns which codes exist.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hoaban.core import clock
from hoaban.core.http import answers, throttle
from hoaban.core.http.requests import ActingRequest
from hoaban.core.http.throttle import TooManyAttempts
from hoaban.domains.office.shops import queries as shops
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import states
from hoaban.domains.onestop.dossiers.enums import TRACKED, YOURS
from hoaban.domains.onestop.dossiers.queries import Dossier
from hoaban.domains.onestop.papers import queries as papers
from hoaban.domains.onestop.revocations import queries as revocations
from hoaban.domains.onestop.tracking import queries
from hoaban.domains.onestop.tracking.forms import TrackForm

OF_BROWSER, OF_CODE = 30, 10  # tries
OF_ADDRESS = 600  # a carrier puts thousands behind one address
WINDOW = 600  # seconds


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: ActingRequest) -> HttpResponse:
    """Ask by reference or code and four digits of a number, or the name; GET may bring the code.

    Nothing is changed, so no token is asked: a page that lay open while somebody signed in answers.
    It is a POST so that the digits stand in no address.
    """
    form = TrackForm(initial={"code": request.GET.get("code", "")[:80]})
    if request.method != "POST":
        return render(request, "tracking/portal/track.html", {"form": form})
    form = TrackForm(request.POST)
    if not form.is_valid():
        return render(request, "tracking/portal/track.html", {"form": form}, status=422)
    try:
        dossier = asked_for(request, form)
    except TooManyAttempts as refusal:
        context = {"form": form, "refused": answers.sentence(refusal)}
        return render(request, "tracking/portal/track.html", context, status=429)
    context = {"form": form, "asked": True, "dossier": dossier}
    if dossier is not None:
        visible = access.visible_to(request.actor).filter(pk=dossier.pk)
        context |= {
            "degree": dossiers.degree(dossier),
            "told": TRACKED.get(dossier.state, ""),
            "is_yours": dossier.state in YOURS,
            "waits": states.waiting(
                state=dossier.state,
                money=dossier.money,
                delivery=dossier.delivery,
                by=papers.returned_by(dossier),
            ),
            "is_own": visible.exists(),
            "standing": revocations.standing(dossier),
            "shop": shops.shop(dossiers.answering(dossier, clock.today()), clock.now()),
        }
    return render(request, "tracking/portal/track.html", context)


def asked_for(request: ActingRequest, form: TrackForm) -> Dossier | None:
    """The dossier of a filled form, if code and digits fit, which is then no try at them. Refuses
    TooManyAttempts.
    """
    code, given = form.cleaned_data["code"], form.cleaned_data["phone_tail"]
    counted = queries.counted_as(code)
    throttle.share("track", request, each=OF_BROWSER, together=OF_ADDRESS, seconds=WINDOW)
    throttle.limit("track-code", counted, most=OF_CODE, seconds=WINDOW)
    found = queries.tracked(code, given)
    if found is not None:
        throttle.take_back("track-code", counted, seconds=WINDOW)
        throttle.take_back_share("track", request, seconds=WINDOW)
    return found
