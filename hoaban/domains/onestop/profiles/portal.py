"""A citizen sees, adds, mends and erases what is kept for the next forms."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from hoaban.core import clock, days
from hoaban.core.http import answers
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people import names
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.access import portal as access
from hoaban.domains.onestop.profiles import actions, forms, queries
from hoaban.domains.onestop.profiles.queries import Known
from hoaban.ui import numerals

NEW = "new"


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody who is kept, as the list shows them: the identity number in part."""

    known: Known
    relation: str
    birth: str
    number: str


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def known(request: ActingRequest) -> HttpResponse:
    """Whom the citizen keeps; keeps those ticked of a dossier, or erases everybody."""
    if request.method == "POST":
        if "erase" in request.POST:
            actions.erase(None, by=request.actor, at=clock.now())
            messages.success(request, _("Đã xóa mọi thông tin được giữ."))
        else:
            _keep_of_dossier(request)
        return redirect("dossiers:portal_known")
    cards = [_card(one) for one in queries.of(request.actor)]
    context = {"cards": cards, "may_add": len(cards) < queries.MOST, "new": NEW}
    return render(request, "profiles/portal/known.html", context)


def _card(one: Known) -> Card:
    person = one.said.get("person", {})
    number = str(person.get("id_number", ""))
    return Card(
        known=one,
        relation=one.get_relation_display(),
        birth=days.shown(person.get("birth_date", "")),
        number="" if number in ("", names.NO_IDENTITY) else numerals.masked(number),
    )


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
