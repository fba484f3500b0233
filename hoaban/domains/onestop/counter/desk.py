"""At the counter: the clerk types for the citizen, everything on one page, and receives it."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hoaban.core import clock, days
from hoaban.core.http import answers, asked, kept, resuming
from hoaban.core.http.requests import ActingRequest
from hoaban.core.http.resuming import Labels
from hoaban.core.language import text
from hoaban.core.people import agencies, searching
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency
from hoaban.core.refusals import NotAllowed, Refusal
from hoaban.domains.office.shops import queries as shops
from hoaban.domains.onestop.cards import desk as cards
from hoaban.domains.onestop.cards import forms as card_forms
from hoaban.domains.onestop.claims import queries as claims
from hoaban.domains.onestop.counter import forms, queries
from hoaban.domains.onestop.counter.forms import Intake
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.queries import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.filing.actions import Filing
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import Plan, Variant
from hoaban.domains.onestop.reception import actions as reception
from hoaban.domains.onestop.repeats import queries as repeats
from hoaban.domains.procedures.catalogue import queries as catalogue


def _own_agency(request: ActingRequest) -> Agency:
    """The agency the clerk receives for today; nobody else comes to the counter."""
    if request.actor.role != "clerk":
        raise NotAllowed
    return agencies.row(request.actor.agency, clock.today())


@require_http_methods(["GET", "POST"])
def choose(request: ActingRequest) -> HttpResponse:
    """Which procedure? Those this agency takes, found by a few letters; a card says for whom.

    Whom it names goes on to the form by a key of the session and stands in no address.
    """
    agency = _own_agency(request)
    typed = searching.sent(request) or asked.of(request) or searching.text(request)
    person = queries.shown_card(request.actor, typed)
    if person and person.dossier:
        dossiers_actions.view(person.dossier, by=request.actor, at=clock.now())
    address = asked.address(
        request, reverse("dossiers:desk_intake"), typed, is_secret=person is not None
    )
    wanted = "" if person else typed
    today = clock.today()
    taken = catalogue.offered(today, agency)
    offered = queries.offered(taken, wanted, on=today)
    if "open" in request.POST and wanted and (one := queries.meant(offered, wanted)):
        return redirect("dossiers:desk_intake_form", one.code)  # Enter opens what was meant
    if request.method == "POST" and not request.headers.get("HX-Request"):
        return redirect(address)
    context: dict[str, object] = {"offered": offered, "text": wanted, "person": person}
    context["elsewhere"] = queries.elsewhere(taken, wanted, on=today, wholly=bool(offered))
    context |= {"of": address.partition("?")[2], "shop": shops.shown(agency, today)}
    answer = render(request, "counter/desk/choose.html", context)
    answer["HX-Replace-Url"] = address
    return answer


@require_POST
def known(request: ActingRequest) -> JsonResponse:
    """Who came before with this identity or telephone number, for the page to offer.

    Of each dossier that is read from so it is noted who looked, once a day.
    """
    _own_agency(request)
    people = queries.known(request.actor, searching.sent(request))
    found = [asdict(one) | {"birth_date": days.shown(one.birth_date)} for one in people]
    for one in found:
        dossiers_actions.view(one.pop("dossier"), by=request.actor, at=clock.now())
    answer = JsonResponse({"people": found})
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_http_methods(["GET", "POST"])
def intake(request: ActingRequest, code: str) -> HttpResponse:
    """File for the citizen at the counter; what is pressed says what follows at once."""
    agency = _own_agency(request)
    revision = catalogue.revision_at(code, clock.today())
    if not catalogue.decides(revision, agency):
        raise Http404
    plan = parameters.plan(revision.pk)
    catalogue.check_fileable(plan.facts)
    data = request.POST if request.method == "POST" else kept.take(request)
    come_for = None if data else queries.shown_card(request.actor, asked.of(request))
    if come_for:
        data = card_forms.begun(come_for.number, come_for.said, come_for.card, clock.today())
    card = cards.taken(request) if request.POST.get("add_row") == OF_CARD else None
    data = card.data if card else data
    case = forms.case_of(plan, (data or request.GET).get("case", ""))
    come = forms.taken(request, [one.code for one in plan.components[case.pk]])
    page = forms.page(plan, case.pk, data, come, agency)
    if card and card.wrong:
        page.wrong = [{"text": card.wrong, "field": f"id_{cards.PICTURE}"}]
    sends = request.method == "POST" and "add_row" not in request.POST
    if sends and page.is_valid():
        other = plan.case_for(case, page.said)
        if forms.asks_alike(plan, case, other):
            case = other
            dossier = _sent(request, page, plan, case.pk, agency)
            if dossier:
                return redirect(_onward(request, dossier))
        else:
            page, case = forms.page(plan, other.pk, data, come, agency), other
            page.wrong = [{"text": _other_case(other), "field": "id_case"}]
    context = {
        "revision": revision,
        "procedure_name": plan.name,
        "cases": [] if plan.is_by_facts else plan.cases.values(),
        "case": case,
        "page": page,
        "scans": page.scans,
        "card": card,
        "come_for": come_for,
        "agency": agency,
        "channel": data.get("channel", "") if data else "",
        "pressed": request.POST.get("do", ""),
        "begins": not sends and "add_row" not in request.POST and not come_for,
        "is_redrawn": request.POST.get("add_row") == OF_CASE,
    }
    return render(
        request, "counter/desk/intake.html", context, status=422 if sends or page.wrong else 200
    )


def _other_case(case: Variant) -> str:
    return _("Theo lời khai, hồ sơ thuộc trường hợp “%(case)s”: xem lại giấy tờ nhận.") % {
        "case": text(case.name)
    }


# What buttons send that bring the page anew, nothing judged: of the cases, of the card's picture.
OF_CASE, OF_CARD = "case", "card"


def _sent(
    request: ActingRequest, page: Intake, plan: Plan, case_pk: int, agency: Agency
) -> Dossier | None:
    """The dossier that came of the page; None where the page must be shown again first."""
    filing = _filing(request, page, plan, case_pk, agency)
    before = queries.sent_before(request.actor, f"{page.once}:submit")
    if before and not queries.is_same(before, filing):
        page.alike, page.once = [repeats.shown(before)], get_random_string(16)
        return None
    if not before:
        found = repeats.alike(filing, by=request.actor, at=clock.now())
        if any(one.reference not in request.POST.getlist("again") for one in found):
            page.alike = found
            return None
    try:
        return _file(request, filing, page.once)
    except Refusal as refusal:
        page.wrong = [{"text": answers.cited(request, refusal), "field": ""}]
        return None


def _filing(
    request: ActingRequest, page: Intake, plan: Plan, case_pk: int, agency: Agency
) -> Filing:
    on = clock.today()
    filed = parameters.filed(plan.cases[case_pk], agency, on)
    answered, _wrong = parameters.answered(plan.revision.pk, page.said, on, filed=filed)
    owner = page.owner.block()
    return Filing(
        case=plan.cases[case_pk],
        agency=agency,
        channel="post" if request.POST.get("channel") == "post" else "counter",
        owner=owner,
        owner_person=claims.account_of(owner["full_name"], owner["phone"]),
        answered=answered,
        submitter=page.submitter.block(),
        counts=page.counts.counts(),
        shown=page.counts.shown(),
        files=page.scans.come,
        wants_post=page.owner.cleaned_data["wants_post"],
        lacks_papers=request.POST.get("do") in forms.LATER,
    )


RECEIVES = ("receive", "forward")  # buttons that receive at once


def _file(request: ActingRequest, filing: Filing, once: str) -> Dossier:
    """File it, and do at once what the button says."""
    by, at, pressed = request.actor, clock.now(), request.POST.get("do", "")
    dossier = filing_actions.submit(filing, by=by, at=at, key=f"{once}:submit")
    if pressed in RECEIVES:
        dossier = reception.receive(dossier.pk, by=by, at=at, key=f"{once}:receive")
    if pressed == "forward":
        dossier = reception.transfer(dossier.pk, by=by, at=at, key=f"{once}:forward")
    return dossier


def _onward(request: ActingRequest, dossier: Dossier) -> str:
    """Where the clerk goes on: the dossier, with what is printed, or form 02."""
    if request.POST.get("do") == forms.ASKS and dossier.state == State.SUBMITTED:
        return reverse("dossiers:desk_act", args=[dossier.reference, "ask_completion"])
    return reverse("dossiers:desk_detail", args=[dossier.reference]) + "?just=1"


def labels(actor: Actor, place: Mapping[str, Any]) -> Labels:  # Any: parts of an address
    """What the fields of an intake are called, whatever the case: for a page that was kept."""
    on = clock.today()
    present = catalogue.in_force(place["code"], on)
    agency = agencies.at(on).get(actor.agency)
    if present is None or agency is None:
        return {}
    plan = parameters.plan(present)
    made = forms.page(plan, forms.case_of(plan, "").pk, None, forms.Scans(), agency)
    return resuming.of_forms(*made.parts)
