"""A citizen sees, adds, mends and erases what is kept for the next forms."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from hoaban.core import clock
from hoaban.core.http import answers
from hoaban.core.http.requests import ActingRequest
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.access import portal as access
from hoaban.domains.onestop.profiles import actions, forms, queries
from hoaban.domains.onestop.profiles.enums import Relation
from hoaban.domains.onestop.profiles.queries import Known, Mend

NEW = "new"


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody who is kept, as the list shows them: every line with its name, numbers in part, what
    it is used for, until when it is kept, and what was corrected in a dossier since.
    """

    known: Known
    relation: str
    rows: list[tuple[str, str]]
    is_self: bool
    until: date
    mend: Mend | None
    corrected: list[tuple[str, str, str]]


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def known(request: ActingRequest) -> HttpResponse:
    """Whom the citizen keeps; keeps those ticked of a dossier, or erases everybody."""
    if request.method == "POST":
        if "erase" in request.POST:
            actions.erase(None, by=request.actor, at=clock.now())
            messages.success(request, _("Đã xóa mọi thông tin được giữ."))
        elif {"mend", "keep"} & set(request.POST):
            _settle(request)
        else:
            _keep_of_dossier(request)
        return redirect("dossiers:portal_known")
    on, found = clock.today(), queries.mends(request.actor)
    cards = [_card(one, found.get(one.public_id), on) for one in queries.of(request.actor)]
    most = queries.most(on)
    context = {"cards": cards, "may_add": len(cards) < most, "most": most, "new": NEW}
    return render(request, "profiles/portal/known.html", context)


def _card(one: Known, mend: Mend | None, on: date) -> Card:
    return Card(
        known=one,
        relation=one.get_relation_display(),
        rows=forms.shown(one.said, on=on),
        is_self=one.relation == Relation.SELF,
        until=clock.day(one.updated_at) + timedelta(days=queries.kept_days(on)),
        mend=mend,
        corrected=forms.told(mend) if mend else [],
    )


def _settle(request: ActingRequest) -> None:
    """Keep somebody as a dossier was corrected, or as they stand: then nothing is offered more."""
    asked = request.POST.get("mend") or request.POST.get("keep", "")
    mend = queries.mends(request.actor).get(asked)
    if mend is None:
        return
    said = mend.said if "mend" in request.POST else mend.known.said
    relation = mend.known.relation
    try:
        actions.keep(asked, relation=relation, said=said, by=request.actor, at=clock.now())
    except Refusal as refusal:
        messages.error(request, answers.sentence(refusal))
    else:
        messages.success(request, _("Đã lưu."))


def _keep_of_dossier(request: ActingRequest) -> None:
    """Keep whom the citizen ticked on the last page of a filing."""
    dossier = access.own(request, request.POST.get("dossier", ""))
    ticked = set(request.POST.getlist("who"))
    if not ticked:
        messages.info(request, _("Bạn chưa đánh dấu ai: chưa giữ thông tin nào."))
        return
    try:
        for place, found in enumerate(queries.keepable(dossier, request.actor)):
            if str(place) in ticked:
                actions.keep(
                    None,
                    relation=found.relation,
                    said=found.said,
                    by=request.actor,
                    at=clock.now(),
                )
    except Refusal as refusal:
        messages.error(request, answers.sentence(refusal))
    else:
        messages.success(request, _("Đã giữ cho lần sau."))


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: ActingRequest, known: str) -> HttpResponse:
    """Somebody who is kept, or one more: shown, mended, erased."""
    found = queries.one(request.actor, known)
    if found is None and known != NEW:
        raise Http404
    if request.method == "POST" and "erase" in request.POST and found:
        actions.erase(known, by=request.actor, at=clock.now())
        messages.success(request, _("Đã xóa."))
        return redirect("dossiers:portal_known")
    data = request.POST if request.method == "POST" else None
    form = forms.form(data, found, on=clock.today())
    refused = ""
    if form.is_valid():
        said = form.answers()
        relation = str(said.pop("relation"))
        try:
            actions.keep(
                found.public_id if found else None,
                relation=relation,
                said=said,
                is_added=found is None,
                by=request.actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            refused = answers.sentence(refusal)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("dossiers:portal_known")
    context = {"form": form, "found": found, "refused": refused}
    status = 422 if form.is_bound else 200
    return render(request, "profiles/portal/one.html", context, status=status)
