"""A citizen's own dossiers: the list, one dossier, and what a citizen does to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import get_random_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hoaban.casework.attachments import queries as attachments
from hoaban.casework.papers import actions as papers_actions
from hoaban.casework.timeline.enums import Reader
from hoaban.core import clock as core_clock
from hoaban.core.calendars import queries as calendars
from hoaban.core.files import serving
from hoaban.core.files.models import Use
from hoaban.core.http import answers, citing, paging
from hoaban.core.http.requests import ActingRequest
from hoaban.core.language import Words, current, text
from hoaban.core.people.actors import Actor
from hoaban.core.refusals import Refusal, why_not
from hoaban.core.workdays import counting
from hoaban.core.workdays.tables import Calendar
from hoaban.domains.documents import actions as documents
from hoaban.domains.onestop.casefile import acts, queries
from hoaban.domains.onestop.casefile.queries import STATES
from hoaban.domains.onestop.corrections.forms import Reopened
from hoaban.domains.onestop.dossiers import queries as dossiers_queries
from hoaban.domains.onestop.dossiers import states as dossiers_states
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.queries import Dossier
from hoaban.domains.onestop.drafts import queries as drafts_queries
from hoaban.domains.onestop.endings import actions as endings
from hoaban.domains.onestop.filing import queries as filing
from hoaban.domains.onestop.filing.queries import ACCEPT
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.results import actions as results
from hoaban.domains.onestop.results import rules as results_rules
from hoaban.domains.onestop.supplements import actions as supplements_actions
from hoaban.domains.onestop.supplements import queries as supplements
from hoaban.domains.onestop.supplements import rules as supplements_rules
from hoaban.domains.onestop.uploads import portal as uploads
from hoaban.engines.forms.page import SectionForm


@dataclass
class Wanted:
    """A paper of the request: what to do with it, and what is wrong with what was sent.

    `forms` are the sections of the declaration that the request opens again.
    """

    code: str  # of the component
    name: Words
    what: str
    field: str
    sections: tuple[str, ...] = ()
    error: str = ""
    forms: Sequence[SectionForm] = ()


def _key(request: ActingRequest, dossier: Dossier) -> str | None:
    once = request.POST.get("once", "")[:60]
    return f"{dossier.reference}:{once}" if once else None


@require_POST
def withdraw(request: ActingRequest, reference: str) -> HttpResponse:
    """Take the request back."""
    dossier = _own(request, reference)
    endings.withdraw(
        dossier.pk,
        reason=request.POST.get("reason", "")[:1000],
        by=request.actor,
        at=core_clock.now(),
        key=_key(request, dossier),
    )
    messages.success(request, _("Đã rút hồ sơ."))
    return redirect("dossiers:portal_my_detail", reference)


@require_POST
def confirm(request: ActingRequest, reference: str) -> HttpResponse:
    """Confirm that the signed result has come into my hands electronically."""
    dossier = _own(request, reference)
    person = filing.account(request.actor)
    results.hand_over(
        dossier.pk,
        receiver=person.full_name if person else str(dossier.owner.get("full_name", "")),
        method="portal",
        by=request.actor,
        at=core_clock.now(),
        key=_key(request, dossier),
    )
    messages.success(request, _("Đã ghi nhận: bạn đã nhận kết quả bản điện tử."))
    return redirect("dossiers:portal_my_detail", reference)


@require_http_methods(["GET", "HEAD", "POST"])
def supply(request: ActingRequest, reference: str) -> HttpResponse:
    """Send what was asked for at once: files for each paper, the sections to be declared anew."""
    dossier = _own(request, reference)
    asked = supplements.open_supplement(dossier)
    if asked is None:
        messages.info(request, _("Hồ sơ này không còn yêu cầu bổ sung nào."))
        return redirect("dossiers:portal_my_detail", reference)
    wanted = _wanted(dossier)
    reopened = _reopened(request, dossier, wanted)
    refused, grows = "", "add_row" in request.POST
    if request.method == "POST" and not grows:
        come = _take(request, dossier, wanted, reopened)
        fits = reopened is None or reopened.is_valid()
        if fits and not any(one.error for one in wanted):
            try:
                _send(request, dossier, come, reopened)
            except Refusal as refusal:
                refused = answers.sentence(refusal)
            else:
                messages.success(request, _("Đã gửi phần bổ sung. Cơ quan xem tiếp hồ sơ của bạn."))
                return redirect("dossiers:portal_my_detail", reference)
    context = {
        "dossier": dossier,
        "name": text(parameters.plan(dossier.revision_id).revision.name),
        "asked": asked,
        "wanted": wanted,
        "refused": refused,
        "hint": uploads.hint() if any(not one.forms and not one.sections for one in wanted) else "",
        "accept": ACCEPT,
        "wrong": [
            {
                "text": f"{text(w.name)}: {w.error}",
                "field": f"h-{w.field}" if w.forms else f"id_{w.field}",
            }
            for w in wanted
            if w.error
        ],
        "reopened": reopened,
        "once": request.POST.get("once") or f"supply:{get_random_string(12)}",
    }
    status = 200 if request.method != "POST" or grows else 409 if refused else 422
    return render(request, "casefile/portal/supply.html", context, status=status)


def _wanted(dossier: Dossier) -> list[Wanted]:
    """The papers of the request, each with a field for its files."""
    return [
        Wanted(one.code, one.name, one.what, f"item-{number}", one.sections)
        for number, one in enumerate(supplements.papers_asked(dossier))
    ]


def _reopened(request: ActingRequest, dossier: Dossier, wanted: list[Wanted]) -> Reopened | None:
    """The sections to be declared anew, prefilled; None where the request names none."""
    only = {code for one in wanted for code in one.sections}
    if not only:
        return None
    data = request.POST if request.method == "POST" else None
    reopened = Reopened(data, dossier=dossier, only=only)
    first = next(one for one in wanted if one.sections)
    first.forms = reopened.sections
    return reopened


def _take(
    request: ActingRequest, dossier: Dossier, wanted: list[Wanted], reopened: Reopened | None
) -> dict[str, list[Use]]:
    """Store what was chosen, by component, and say what is still missing."""
    come: dict[str, list[Use]] = {}
    for one in wanted:
        sent: list[Any] = request.FILES.getlist(one.field)  # Any: Django's uploads
        uses, one.error = uploads.stored(request, sent, (), owner=f"dossier:{dossier.reference}")
        if uses:
            come.setdefault(one.code, []).extend(uses)
    if reopened is None:
        if not come and not any(one.error for one in wanted):
            wanted[0].error = _("Hãy chọn ít nhất một tệp để gửi.")
        return come
    left = supplements_rules.lacking(wanted, files=come, is_declared=bool(reopened.changed))
    for one in left:
        no_file = _("Hãy chọn ít nhất một tệp cho giấy tờ này.")
        unchanged = _("Bạn chưa sửa chỗ nào trong các mục này.") if reopened.is_valid() else ""
        one.error = one.error or (unchanged if one.sections else no_file)
    return come


def _send(
    request: ActingRequest, dossier: Dossier, come: dict[str, list[Use]], reopened: Reopened | None
) -> None:
    act = (
        supplements_actions.complete
        if dossier.state == State.AWAITING_COMPLETION
        else supplements_actions.supply
    )
    act(
        dossier.pk,
        answers=reopened.answers() if reopened else None,
        files=come,
        by=request.actor,
        at=core_clock.now(),
        key=_key(request, dossier),
    )


SIZE = 20
ORDER = ("-case_id",)
YOURS = frozenset({State.AWAITING_COMPLETION, State.AWAITING_SUPPLEMENT})


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier in the list."""

    reference: str
    code: str
    name: str
    agency: str
    state: str | Promise
    state_value: str
    is_yours: bool
    is_open: bool
    due_at: datetime | None
    left: int
    clock: str
    submitted_at: datetime


def lines(dossiers: Sequence[Dossier], now: datetime) -> list[Line]:
    """The rows of a page; their agencies' calendars are asked for once."""
    codes = {parameters.agency(dossier.receiving_agency_id).code for dossier in dossiers}
    held = calendars.calendars(codes) if codes else {}
    return [_line(dossier, now, held) for dossier in dossiers]


def _line(dossier: Dossier, now: datetime, held: Mapping[str, Calendar]) -> Line:
    agency = parameters.agency(dossier.receiving_agency_id)
    is_open = dossiers_states.is_open(dossier.state)
    due = dossier.act_by if dossier.state in YOURS else dossier.due_at
    return Line(
        reference=dossier.reference,
        code=dossier.code or "",
        name=text(parameters.plan(dossier.revision_id).revision.name),
        agency=text(agency.name),
        state=STATES[dossier.state],
        state_value=dossier.state,
        is_yours=dossier.state in YOURS,
        is_open=is_open,
        due_at=due if is_open else None,
        left=counting.left(now, due, held[agency.code]) if due and is_open else 0,
        clock="running" if dossier.state in YOURS else dossier.clock,
        submitted_at=dossier.submitted_at,
    )


@require_safe
def my(request: ActingRequest) -> HttpResponse:
    """What I have begun, and what I have sent, the newest first."""
    parts = dossiers_queries.parts_of_citizen(request.actor)
    page = paging.keyset(*parts, order=ORDER, after=request.GET.get("after"), size=SIZE)
    now = core_clock.now()
    drafts = [
        {"draft": draft, "name": text(draft.revision.name)}
        for draft in drafts_queries.drafts_of(request.actor)
    ]
    context = {
        "page": page,
        "lines": lines(page.rows, now),
        "drafts": drafts,
        "days": drafts_queries.draft_days(core_clock.today()),
    }
    return render(request, "casefile/portal/my.html", context)


@require_safe
def detail(request: ActingRequest, reference: str) -> HttpResponse:
    """Where it stands, who has it, where each original is, and what I may do now."""
    dossier = _own(request, reference)
    now = core_clock.now()
    context = queries.case(dossier, now=now, language=current(), reader=Reader.APPLICANT)
    papers = list(dossiers_queries.papers_given(dossier))
    context |= {
        "name": text(context["procedure"].name),
        "agency_name": text(context["agency"].name),
        "state": STATES[dossier.state],
        "is_yours": dossier.state in YOURS,
        "degree": dossiers_queries.degree(dossier),
        "way": list(queries.way(dossier, context["runs"])),
        "refusal": queries.refusal(dossier, papers),
        "paper_names": [{"paper": p, "name": queries.paper_name(dossier, p)} for p in papers],
        "once": get_random_string(12),
        "may": acts.of_applicant(dossier, by=request.actor, at=now),
        "result_refused": result_refused(dossier, by=request.actor, at=now),
        "files": [a for a in attachments.of(dossier.pk) if a.is_current],
    }
    return render(request, "casefile/portal/detail.html", context)


def result_refused(dossier: Dossier, *, by: Actor, at: datetime) -> str:
    """Why a signed result is not to be had yet, in words; empty where it is, or there is none."""
    if dossiers_queries.issued_result(dossier) is None:
        return ""
    facts = dossiers_queries.whole_facts(dossier, by=by, at=at)
    refused = why_not(results_rules.check_fetch_result, facts)
    return answers.sentence(refused) if refused else ""


def _own(request: ActingRequest, reference: str) -> Dossier:
    """The case that a page is about: what is refused there cites the law of its day."""
    dossier = get_object_or_404(
        dossiers_queries.visible_to(request.actor), case__reference=reference
    )
    citing.concerns(request, dossiers_queries.governed_on(dossier))
    return dossier


@require_safe
def paper(request: ActingRequest, reference: str, public_id: str) -> HttpResponseBase:
    """A paper as PDF; drawn when first wanted, meanwhile a page that says so and looks again."""
    dossier = _own(request, reference)
    wanted = get_object_or_404(dossiers_queries.papers_given(dossier), public_id=public_id)
    if wanted.use is None:
        papers_actions.want_paper(wanted.pk, by=request.actor, at=core_clock.now())
        return _waiting(request, dossier)
    return serving.http_response(wanted.use, inline=True)


@require_safe
def file(request: ActingRequest, reference: str, public_id: str) -> HttpResponseBase:
    """A file I handed in, whichever version."""
    dossier = _own(request, reference)
    found = get_object_or_404(attachments.of(dossier.pk), public_id=public_id)
    return serving.http_response(found.use, inline=True)


@require_safe
def result(request: ActingRequest, reference: str) -> HttpResponseBase:
    """The signed result once released [ND61/2018 Đ20] and the fee is settled [ND61/2018 Đ22]."""
    dossier = _own(request, reference)
    document = dossiers_queries.issued_result(dossier)
    if document is None:
        raise Http404
    now = core_clock.now()
    facts = dossiers_queries.whole_facts(dossier, by=request.actor, at=now)
    results_rules.check_fetch_result(facts)
    if document.signed is None:
        documents.want(document.pk, by=request.actor, at=core_clock.now())
        return _waiting(request, dossier)
    return serving.http_response(document.signed)


def _waiting(request: ActingRequest, dossier: Dossier) -> HttpResponse:
    """The file is being made; the browser asks again by itself, with or without a script."""
    context = {"dossier": dossier}
    answer = render(request, "casefile/portal/waiting.html", context, status=202)
    answer["Refresh"] = "2"
    return answer
