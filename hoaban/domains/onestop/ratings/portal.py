"""The applicant rates: from the account, or without one by the code and four digits."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hoaban.core import clock
from hoaban.core.http import acting, answers
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people.actors import Actor
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.access.portal import own
from hoaban.domains.onestop.dossiers.queries import Dossier
from hoaban.domains.onestop.ratings import actions, queries, rules
from hoaban.domains.onestop.ratings.enums import Grade
from hoaban.domains.onestop.ratings.forms import RatingForm
from hoaban.domains.onestop.tracking.forms import TrackForm
from hoaban.domains.onestop.tracking.portal import asked_for


@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: ActingRequest, reference: str) -> HttpResponse:
    """Rate an own dossier, or change what one said."""
    dossier, at = own(request, reference), clock.now()
    found = queries.of(dossier)
    known = {"grade": found.grade, "text": found.text} if found else {}
    form = RatingForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and _rated(form, dossier, by=request.actor):
        messages.success(request, _("Cảm ơn bạn đã đánh giá."))
        return redirect("dossiers:portal_my_detail", reference)
    context = {
        "dossier": dossier,
        "form": form,
        "may_rate": queries.may_rate(dossier, by=request.actor, at=at),
    }
    status = 422 if form.is_bound else 200
    return render(request, "ratings/portal/rate.html", context, status=status)


def _rated(form: RatingForm, dossier: Dossier, *, by: Actor) -> Dossier | None:
    return answers.attempt(
        form,
        lambda: actions.rate(
            dossier.pk,
            grade=Grade(form.cleaned_data["grade"]),
            text=form.cleaned_data["text"],
            by=by,
            at=clock.now(),
        ),
    )


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def rate_by_code(request: ActingRequest) -> HttpResponse:
    """Rate without an account: whoever has the code and the four digits is the applicant.

    Tries are counted with those of tracking, and what does not fit gets one answer. In the session
    of an official it is refused.
    """
    refused, status = _of_session(request), 200
    if refused:
        return render(request, "ratings/portal/by_code.html", {"refused": refused}, status=403)
    data = request.POST if request.method == "POST" else None
    proof = TrackForm(data, initial={"code": request.GET.get("code", "")[:80]})
    form = RatingForm(data)
    if request.method == "POST":
        status = 422
        if all([proof.is_valid(), form.is_valid()]):
            try:
                dossier = asked_for(request, proof)
            except Refusal as refusal:
                refused, status = answers.sentence(refusal), 429
            else:
                if dossier is None:
                    refused = _("Mã hoặc bốn số cuối chưa đúng.")
                elif _rated(form, dossier, by=queries.BY_CODE):
                    return render(request, "ratings/portal/by_code.html", {"is_done": True})
    context = {"proof": proof, "form": form, "refused": refused}
    return render(request, "ratings/portal/by_code.html", context, status=status)


def _of_session(request: ActingRequest) -> str:
    """Why nobody rates by code in this session; "" where anybody may."""
    try:
        rules.check_session(has_post=acting.has_choice(request))
    except Refusal as refusal:
        return answers.sentence(refusal)
    return ""
