"""At the counter: the clerk types for the citizen, everything on one page, and receives it."""

from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_GET, require_http_methods

from hoaban.core import clock
from hoaban.core.http import answers, kept
from hoaban.core.http.requests import ActingRequest
from hoaban.core.language import FIRST, current, text
from hoaban.core.people import agencies, names, searching
from hoaban.core.people.models import Agency
from hoaban.core.refusals import NotAllowed, Refusal
from hoaban.domains.onestop.counter import forms
from hoaban.domains.onestop.counter.forms import Scans
from hoaban.domains.onestop.custody.forms import CountsForm
from hoaban.domains.onestop.dossiers.queries import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.filing.actions import Filing
from hoaban.domains.onestop.filing.forms import OwnerForm, SubmitterForm
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import Plan
from hoaban.domains.onestop.reception import actions as reception
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.queries import Revision
from hoaban.engines.forms import questions
from hoaban.engines.forms.page import form_for


def _own_agency(request: ActingRequest) -> Agency:
    """The agency the clerk receives for today; nobody else comes to the counter."""
    if request.actor.role != "clerk":
        raise NotAllowed
    return agencies.row(request.actor.agency, clock.today())


@require_GET
def choose(request: ActingRequest) -> HttpResponse:
    """Which procedure? Those this agency takes, found by a few letters."""
    agency = _own_agency(request)
    asked = searching.text(request)
    offered = [
        row
        for row in catalogue.offered(clock.today(), agency)
        if all(word in _searched(row) for word in searching.words(asked))
    ]
    return render(request, "counter/desk/choose.html", {"offered": offered, "text": asked})


def _searched(row: Revision) -> str:
    """What a procedure is found by: its code, and its Vietnamese name without marks."""
    return names.fold(f"{row.code} {text(row.name, FIRST)}")


@dataclass
class Intake:
    """The page of one intake: its parts bound to what was typed, and what is wrong."""

    owner: OwnerForm
    submitter: SubmitterForm
    counts: CountsForm
    scans: Scans
    sections: list[Any] = field(default_factory=list)  # Any: section forms
    said: dict[str, Any] = field(default_factory=dict)  # Any: JSON answers

    @property
    def parts(self) -> list[Any]:  # Any: forms
        """Every part in the order of the page."""
        return [self.owner, self.submitter, self.counts, *self.sections]

    def is_valid(self) -> bool:
        """Judge every part, so that all that is wrong shows at once."""
        fine = [part.is_valid() for part in self.parts]
        return all(fine)


@require_http_methods(["GET", "POST"])
def intake(request: ActingRequest, code: str) -> HttpResponse:
    """File for the citizen at the counter; one button receives at once, one only keeps it."""
    agency = _own_agency(request)
    revision = catalogue.revision_at(code, clock.today())
    if not catalogue.decides(revision, agency):
        raise Http404
    plan = parameters.plan(revision.pk)
    data = request.POST if request.method == "POST" else kept.take(request)
    chosen = (data or request.GET).get("case", "")
    case = next((c for c in plan.cases.values() if c.code == chosen), None)
    case = case or next(c for c in plan.cases.values() if c.is_default)
    come = forms.taken(request, [one.code for one in plan.components[case.pk]])
    page = _page(plan, case.pk, _filled(data), come)
    refused = ""
    sends = request.method == "POST" and "add_row" not in request.POST
    if sends and page.is_valid() and not come.wrong:
        try:
            dossier = _file(request, page, plan, case.pk, agency)
        except Refusal as refusal:
            refused = answers.cited(request, refusal)
        else:
            return redirect("dossiers:desk_detail", dossier.reference)
    context = {
        "revision": revision,
        "procedure_name": plan.name,
        "cases": plan.cases.values(),
        "case": case,
        "page": page,
        "scans": page.scans,
        "refused": refused,
        "agency": agency,
        "channel": data.get("channel", "") if data else "",
        "once": (data.get("once") if data else "") or get_random_string(16),
    }
    return render(request, "counter/desk/intake.html", context, status=422 if sends else 200)


# Where the owner's block stands again in the forms: what the clerk left empty there is filled in.
SAME = {
    "requester-person__full_name": "full_name",
    "requester-person__id_number": "identity_number",
    "requester-person__phone": "phone",
    "requester-person__email": "email",
    "requester-residence__commune": "area_code",
    "requester-residence__detail": "address",
}


def _filled(data: QueryDict | None) -> QueryDict | None:
    """What was typed, with the owner's block put where the forms ask for it again."""
    if data is None:
        return None
    filled = data.copy()
    for name, source in SAME.items():
        if not filled.get(name):
            filled[name] = filled.get(source, "")
    return filled


def _page(plan: Plan, case_pk: int, data: QueryDict | None, come: Scans) -> Intake:
    language, on = current(), clock.today()
    adding = bool(data and "add_row" in data)
    page = Intake(
        owner=OwnerForm(None if adding else data, initial=data.dict() if data else None, on=on),
        submitter=SubmitterForm(
            None if adding else data, initial=data.dict() if data else None, prefix="by"
        ),
        counts=CountsForm(
            None if adding else data,
            initial=data.dict() if data else None,
            components=plan.components[case_pk],
            language=language,
        ),
        scans=come,
    )
    for form in plan.forms:
        for section in questions.sections(form.schema, page.said, on, language):
            bound = form_for(section, data, prefix=section.code)
            page.sections.append(bound)
            if bound.is_bound and bound.is_valid():
                page.said[section.code] = bound.answers()
    return page


def _file(
    request: ActingRequest,
    page: Intake,
    plan: Plan,
    case_pk: int,
    agency: Agency,
) -> Dossier:
    at = clock.now()
    answered, _wrong = parameters.answered(plan.revision.pk, page.said, clock.today())
    owner = page.owner.block()
    filing = Filing(
        case=plan.cases[case_pk],
        agency=agency,
        channel="post" if request.POST.get("channel") == "post" else "counter",
        owner=owner,
        answered=answered,
        submitter=page.submitter.block(),
        counts=page.counts.counts(),
        files=page.scans.come,
        wants_post=page.owner.cleaned_data["wants_post"],
    )
    once = request.POST.get("once", "")[:40] or get_random_string(16)
    dossier = filing_actions.submit(filing, by=request.actor, at=at, key=f"{once}:submit")
    if request.POST.get("do") == "receive":
        dossier = reception.receive(dossier.pk, by=request.actor, at=at, key=f"{once}:receive")
    return dossier
