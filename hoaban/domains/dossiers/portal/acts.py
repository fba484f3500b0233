"""What a citizen does to an own dossier: supply what was asked, withdraw, confirm the result."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hoaban.core import clock
from hoaban.core.files.models import Use
from hoaban.core.http import ActingRequest, answers
from hoaban.core.refusals import Refusal
from hoaban.domains.dossiers import actions, queries
from hoaban.domains.dossiers.enums import State
from hoaban.domains.dossiers.portal import uploads, words
from hoaban.domains.dossiers.queries import Dossier, own


@dataclass
class Wanted:
    """A paper of the request: what to do with it, and what is wrong with what was sent."""

    component: str
    name: str
    what: str
    field: str
    error: str = ""


def _key(request: ActingRequest, dossier: Dossier) -> str | None:
    once = request.POST.get("once", "")[:60]
    return f"{dossier.reference}:{once}" if once else None


@require_POST
def withdraw(request: ActingRequest, reference: str) -> HttpResponse:
    """Take the request back."""
    dossier = get_object_or_404(queries.visible_to(request.actor), reference=reference)
    actions.withdraw(
        dossier.pk,
        reason=request.POST.get("reason", "")[:1000],
        by=request.actor,
        at=clock.now(),
        key=_key(request, dossier),
    )
    messages.success(request, _("Đã rút hồ sơ."))
    return redirect("dossiers:portal_my_detail", reference)


@require_POST
def confirm(request: ActingRequest, reference: str) -> HttpResponse:
    """Confirm that the signed result has come into my hands electronically."""
    dossier = get_object_or_404(queries.visible_to(request.actor), reference=reference)
    person = own.account(request.actor)
    actions.hand_over(
        dossier.pk,
        receiver=person.full_name if person else str(dossier.owner.get("full_name", "")),
        method="portal",
        by=request.actor,
        at=clock.now(),
        key=_key(request, dossier),
    )
    messages.success(request, _("Đã ghi nhận: bạn đã nhận kết quả bản điện tử."))
    return redirect("dossiers:portal_my_detail", reference)


@require_http_methods(["GET", "HEAD", "POST"])
def supply(request: ActingRequest, reference: str) -> HttpResponse:
    """Send what was asked for: files for each paper of the request, at once."""
    dossier = get_object_or_404(queries.visible_to(request.actor), reference=reference)
    asked = queries.open_supplement(dossier)
    if asked is None:
        messages.info(request, _("Hồ sơ này không còn yêu cầu bổ sung nào."))
        return redirect("dossiers:portal_my_detail", reference)
    wanted = _wanted(dossier)
    refused = ""
    if request.method == "POST":
        come = _take(request, dossier, wanted)
        if not any(one.error for one in wanted):
            try:
                _send(request, dossier, come)
            except Refusal as refusal:
                refused = answers.sentence(refusal)
            else:
                messages.success(request, _("Đã gửi phần bổ sung. Cơ quan xem tiếp hồ sơ của bạn."))
                return redirect("dossiers:portal_my_detail", reference)
    context = {
        "dossier": dossier,
        "name": words.said(queries.plan(dossier.revision_id).revision, "name"),
        "asked": asked,
        "wanted": wanted,
        "refused": refused,
        "hint": uploads.hint(),
        "accept": own.ACCEPT,
        "wrong": [
            {"text": f"{w.name}: {w.error}", "field": f"id_{w.field}"} for w in wanted if w.error
        ],
        "once": request.POST.get("once") or f"supply:{get_random_string(12)}",
    }
    status = 200 if request.method != "POST" else 409 if refused else 422
    return render(request, "dossiers/portal/supply.html", context, status=status)


def _wanted(dossier: Dossier) -> list[Wanted]:
    """The papers of the request, each with a field for its files."""
    return [
        Wanted(one.code, one.name, one.what, f"item-{number}")
        for number, one in enumerate(queries.papers_asked(dossier))
    ]


def _take(request: ActingRequest, dossier: Dossier, wanted: list[Wanted]) -> dict[str, list[Use]]:
    """Store what was chosen, by component; nothing at all chosen is an error of the first."""
    come: dict[str, list[Use]] = {}
    for one in wanted:
        sent: list[Any] = request.FILES.getlist(one.field)  # Any: Django's uploads
        uses, one.error = uploads.stored(request, sent, (), owner=f"dossier:{dossier.reference}")
        if uses:
            come.setdefault(one.component, []).extend(uses)
    if not come and not any(one.error for one in wanted):
        wanted[0].error = _("Hãy chọn ít nhất một tệp để gửi.")
    return come


def _send(request: ActingRequest, dossier: Dossier, come: dict[str, list[Use]]) -> None:
    act = actions.complete if dossier.state == State.AWAITING_COMPLETION else actions.supply
    act(dossier.pk, files=come, by=request.actor, at=clock.now(), key=_key(request, dossier))
