"""The applicant writes to the agency that has the dossier, and reads what it wrote."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hoaban.casework.acts.acts import once_key
from hoaban.core import clock
from hoaban.core.http import answers
from hoaban.core.http.requests import ActingRequest
from hoaban.core.language import text
from hoaban.domains.onestop.access.portal import own
from hoaban.domains.onestop.correspondence import actions, queries
from hoaban.domains.onestop.correspondence.forms import MessageForm
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.queries import Dossier
from hoaban.domains.onestop.looks import actions as looks_actions
from hoaban.domains.onestop.looks import queries as looks
from hoaban.domains.onestop.looks.enums import Topic


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: ActingRequest, reference: str) -> HttpResponse:
    """The thread, and the place for the next message as long as one may be written."""
    dossier, at = own(request, reference), clock.now()
    form = MessageForm(request.POST if request.method == "POST" else None)
    key = once_key(request, dossier.reference)
    written: Dossier | None = None
    if request.method == "POST":
        written = answers.attempt(
            form,
            lambda: actions.write(
                dossier.pk, text=form.cleaned_data["text"], by=request.actor, at=at, key=key
            ),
        )
    if written:
        messages.success(request, _("Đã gửi tin nhắn."))
        return redirect("dossiers:portal_messages", reference)
    answered = queries.answered([dossier])
    news = looks.news([dossier], by=request.actor, answered=answered)[dossier.pk]
    if news.messages and request.method == "GET":
        looks_actions.look(dossier.pk, topics=[Topic.MESSAGES], by=request.actor, at=at)
    context = {
        "dossier": dossier,
        "thread": queries.thread(dossier, new_since=news.since),
        "agency_name": text(dossiers.answering(dossier, clock.today()).name),
        "may_write": queries.may_write(dossier, by=request.actor, at=at),
        "form": form,
        "once": request.POST.get("once") or f"message:{get_random_string(12)}",
    }
    status = 422 if form.is_bound else 200
    return render(request, "correspondence/portal/write.html", context, status=status)
