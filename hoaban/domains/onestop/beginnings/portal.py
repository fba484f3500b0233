"""The first page of a filing, and the choice of another case or agency for one that has begun."""

from datetime import date

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hoaban.core import clock
from hoaban.core.http import kept
from hoaban.core.http.requests import ActingRequest
from hoaban.core.language import text
from hoaban.domains.onestop.beginnings.forms import StartForm
from hoaban.domains.onestop.destinations import queries as destinations
from hoaban.domains.onestop.drafts import actions, queries
from hoaban.domains.onestop.drafts.portal import CHECK, WHERE, WHO, begun, step_url
from hoaban.domains.onestop.drafts.queries import ONLINE, Draft
from hoaban.domains.onestop.filing import queries as filing
from hoaban.domains.onestop.filing.refused import NotOnline
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import Plan
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.queries import Revision
from hoaban.engines.law import lookup as law


def _revision(code: str, on: date) -> Revision:
    """The version of the day; a code that never was is not found, one that ended is told."""
    if not catalogue.valid(on).filter(procedure__code=code).exists():
        if catalogue.entry(code) is not None:
            raise NotOnline
        if not filing.was_ever_offered(code):
            raise Http404
    revision = catalogue.revision_at(code, on)
    catalogue.check_fileable(parameters.plan(revision.pk).facts)
    if not revision.is_fileable_online:
        raise NotOnline
    return revision


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: ActingRequest, code: str) -> HttpResponse:
    """What is needed before one begins; choosing case and agency begins a draft."""
    on = clock.today()
    revision = _revision(code, on)
    plan = parameters.plan(revision.pk)
    catalogue.check_channel(plan.facts, ONLINE)
    data = request.POST if request.method == "POST" else kept.take(request)
    form = _form(request, plan, on, data)
    if request.method == "POST" and form.is_valid():
        draft = actions.keep_draft(
            _untouched(request, revision.pk),
            revision=plan.revision,
            changes=_chosen(form, plan, on) | _carried(request),
            by=request.actor,
            at=clock.now(),
        )
        return redirect(step_url(draft, WHO))
    context = {
        "name": text(revision.name),
        "summary": text(revision.summary),
        "code": code,
        "revision": revision,
        "cases": queries.cases(plan, on),
        "form": form,
        "drafts": [d for d in queries.drafts_of(request.actor) if d.revision_id == revision.pk],
        "days": queries.draft_days(on),
        "carried": (data or request.GET).get("from", ""),
    }
    wrong = request.method == "POST"
    return render(request, "beginnings/portal/start.html", context, status=422 if wrong else 200)


def _form(request: ActingRequest, plan: Plan, on: date, data: QueryDict | None) -> StartForm:
    default = next(case.code for case in plan.cases.values() if case.is_default)
    area = filing.usual_area(request.actor)
    nearest = catalogue.nearest(plan.revision, area, on)
    wanted = request.GET.get("agency", "")
    agency = wanted if destinations.lives(plan.revision, wanted, on) else nearest
    initial = {"case": request.GET.get("case") or default, "agency": agency}
    return _start_form(plan, on, data, initial)


def _start_form(plan: Plan, on: date, data: QueryDict | None, initial: dict[str, str]) -> StartForm:
    """The two questions of the start, with the choices of the day."""
    return StartForm(
        data,
        initial=initial,
        cases=queries.case_choices(plan, on),
        agencies=destinations.choices(plan.revision, on),
        hint=text(plan.revision.agency_hint) or _hint(plan.revision.level, on),
    )


def _hint(level: str, on: date) -> str:
    """Where one files by home: the committee of the level, as its units are called that day."""
    units = law.term_if_any(f"units.{level}", on)
    return _("Ủy ban nhân dân %(units)s nơi bạn cư trú.") % {"units": units} if units else ""


def _chosen(form: StartForm, plan: Plan, on: date) -> dict[str, object]:
    """Case and agency as the draft keeps them."""
    chosen = form.cleaned_data
    case = next(case for case in plan.cases.values() if case.code == chosen["case"])
    agency = destinations.lives(plan.revision, chosen["agency"], on)
    return {"case_id": case.pk, "agency_id": agency.pk if agency else None}


def _untouched(request: ActingRequest, revision_pk: int) -> str | None:
    """A draft of this version in which nothing has been typed: beginning twice begins one."""
    found = queries.drafts_of(request.actor).filter(revision=revision_pk)
    empty = (d for d in found if not (d.answers or d.owner or d.files))
    return next((draft.public_id for draft in empty), None)


def _carried(request: ActingRequest) -> dict[str, object]:
    """What a draft under an ended version held; what does not fit the new one shows as missing."""
    before = queries.draft(request.actor, request.POST.get("from", ""))
    if before is None or before.dossier is not None:
        return {}
    said = queries.moved(before, clock.today()) or before  # in the communes of today
    return {"answers": said.answers, "owner": said.owner, "files": before.files}


@require_http_methods(["GET", "HEAD", "POST"])
def where(request: ActingRequest, code: str, draft: str) -> HttpResponse:
    """Choose another case or agency for a draft that has begun."""
    found = begun(request, code, draft)
    if isinstance(found, HttpResponse):
        return found
    data = request.POST if request.method == "POST" else kept.take(request)
    form = _start_form(found.plan, found.on, data, _kept_choice(found.draft))
    if request.method == "POST" and form.is_valid():
        actions.keep_draft(
            draft,
            revision=found.plan.revision,
            changes=_chosen(form, found.plan, found.on),
            by=request.actor,
            at=clock.now(),
        )
        return redirect(found.url(CHECK))
    context = {"way": found, "form": form, "title": _("Trường hợp và cơ quan giải quyết")}
    wrong = request.method == "POST"
    return render(request, "drafts/portal/step.html", context, status=422 if wrong else 200)


def _kept_choice(draft: Draft) -> dict[str, str]:
    return {
        "case": draft.case.code if draft.case else "",
        "agency": draft.agency.code if draft.agency else "",
    }


@require_POST
def follow(request: ActingRequest, code: str, draft: str) -> HttpResponse:
    """Go on with a draft at the agency and in the communes of today, as the citizen was told."""
    found = begun(request, code, draft)
    if isinstance(found, HttpResponse):
        return found
    moved = queries.moved(found.draft, found.on)
    if moved is None:
        return redirect("dossiers:portal_apply_resume", code, draft)
    actions.keep_draft(
        draft,
        revision=found.plan.revision,
        changes={
            "owner": moved.owner,
            "answers": moved.answers,
            "agency_id": moved.to.pk if moved.to else found.draft.agency_id,
        },
        by=request.actor,
        at=clock.now(),
    )
    if moved.to is None:
        return redirect(found.url(WHERE))
    return redirect("dossiers:portal_apply_resume", code, draft)
