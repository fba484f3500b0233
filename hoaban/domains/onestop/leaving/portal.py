"""A citizen closes the own account, told before what goes and what stays."""

from allauth.account.internal.flows import reauthentication
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from hoaban.core import clock
from hoaban.core.http import answers, kept, parked
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people.queries import person_of
from hoaban.domains.onestop.leaving import actions, queries
from hoaban.domains.onestop.leaving.forms import LeaveForm


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: ActingRequest) -> HttpResponse:
    """What is removed, what stays and why; closed at a press, after the password once more.

    The library would send the form again by itself after the password; here it is shown again.
    """
    if _is_proof_wanted(request) and request.method == "POST":
        return redirect(_proof_url())
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if answers.attempt(form, lambda: actions.leave(by=request.actor, at=clock.now())):
        parked.drop(request.actor.reference.partition(":")[2])
        logout(request)
        messages.success(request, _("Tài khoản đã đóng. Hồ sơ đã nộp vẫn được giải quyết."))
        answer = redirect("portal:home")
        kept.forget(answer)
        return answer
    going_on = queries.going_on(request.actor)
    refused = queries.refusal(person_of(request.user.pk or 0))
    context = {
        "refused": answers.sentence(refused) if refused else "",
        "form": form,
        "going_on": going_on[: queries.MOST_SHOWN],
        "proof_url": _proof_url() if _is_proof_wanted(request) else "",
        "are_more": len(going_on) > queries.MOST_SHOWN,
    }
    return render(request, "leaving/portal/close.html", context, status=422 if form.errors else 200)


def _is_proof_wanted(request: ActingRequest) -> bool:
    """Whether it is a while since the password, or the app, was shown."""
    return bool(reauthentication.is_reauthentication_required(request, app="account"))


def _proof_url() -> str:
    query = urlencode({"next": reverse("dossiers:portal_close_account")})
    return f"{reverse('account_reauthenticate')}?{query}"
