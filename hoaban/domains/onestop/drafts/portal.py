"""The first page of a filing, and the steps that follow it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hoaban.core import clock
from hoaban.core.http import kept
from hoaban.core.http.requests import ActingRequest
from hoaban.core.language import current, text
from hoaban.domains.onestop.drafts import actions, queries
from hoaban.domains.onestop.drafts.forms import OTHER, StartForm
from hoaban.domains.onestop.drafts.queries import ONLINE, Draft, PaperFacts
from hoaban.domains.onestop.filing import queries as filing
from hoaban.domains.onestop.filing.refused import NotOnline
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import Plan, Variant
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.queries import Revision
from hoaban.engines.forms import questions
from hoaban.engines.forms.questions import Section
from hoaban.engines.forms.rules import FILING
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
    return render(request, "drafts/portal/start.html", context, status=422 if wrong else 200)


def _form(request: ActingRequest, plan: Plan, on: date, data: QueryDict | None) -> StartForm:
    default = next(case.code for case in plan.cases.values() if case.is_default)
    area = filing.usual_area(request.actor)
    nearest = catalogue.nearest(plan.revision, area, on)
    initial = {"case": request.GET.get("case") or default, "agency": nearest}
    return start_form(plan, on, data, initial)


def start_form(plan: Plan, on: date, data: QueryDict | None, initial: dict[str, str]) -> StartForm:
    """The two questions of the start, with the choices of the day."""
    return StartForm(
        data,
        initial=initial,
        cases=queries.case_choices(plan, on),
        agencies=queries.choices(plan.revision, on),
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
    agency = queries.lives(plan.revision, chosen["agency"], on)
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
    return {"answers": before.answers, "owner": before.owner, "files": before.files}


@require_http_methods(["GET", "HEAD", "POST"])
def where(request: ActingRequest, code: str, draft: str) -> HttpResponse:
    """Choose another case or agency for a draft that has begun."""
    found = opened(request, code, draft)
    if isinstance(found, HttpResponse):
        return found
    data = request.POST if request.method == "POST" else kept.take(request)
    form = start_form(found.plan, found.on, data, _kept_choice(found.draft))
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


@require_safe
def resume(request: ActingRequest, code: str, draft: str) -> HttpResponse:
    """Go on where the draft was left."""
    found = opened(request, code, draft)
    if isinstance(found, HttpResponse):
        return found
    left = found.draft.step
    return redirect(found.url(left if found.place(left) else WHO))


@require_POST
def drop(request: ActingRequest, code: str, draft: str) -> HttpResponse:
    """Forget a draft: the citizen's own wish."""
    found = queries.draft(request.actor, draft)
    if found is None or found.revision.code != code:
        raise Http404
    actions.drop_draft(draft, by=request.actor, at=clock.now())
    messages.success(request, _("Đã bỏ bài viết dở."))
    return redirect("dossiers:portal_my")


Block = queries.Block
SECTION, OWNER, SUBMITTER = queries.SECTION, queries.OWNER, queries.SUBMITTER
WHERE, WHO = "where", "who"
PAPERS, RESULT, CHECK = "papers", "result", "check"


@dataclass(frozen=True)
class Step:
    """One page of the way."""

    code: str
    label: str
    url: str


@dataclass(frozen=True)
class Way:
    """A draft with everything its pages need."""

    draft: Draft
    plan: Plan
    on: date
    sections: tuple[Section, ...]
    steps: tuple[Step, ...]

    @property
    def is_for_other(self) -> bool:
        return bool(self.draft.owner.get("whose") == OTHER)

    @property
    def name(self) -> str:
        return text(self.plan.revision.name)

    def block(self, name: str) -> Block:
        """The owner's or the submitter's block as kept so far."""
        found: Block = self.draft.owner.get(name) or {}
        return found

    def url(self, code: str) -> str:
        return step_url(self.draft, code)

    def place(self, code: str) -> int:
        """Where a page stands on the way, counted from 1; 0 where it is not on it."""
        return next((n for n, step in enumerate(self.steps, 1) if step.code == code), 0)

    def before(self, code: str) -> Step | None:
        place = self.place(code)
        return self.steps[place - 2] if place > 1 else None

    def after(self, code: str) -> Step:
        """The page that follows; the first for one that is not on the way."""
        return self.steps[min(self.place(code), len(self.steps) - 1)]

    def section(self, code: str) -> Section | None:
        wanted = code.removeprefix(SECTION)
        return next((one for one in self.sections if one.code == wanted), None)

    @property
    def is_of_newborn(self) -> bool:
        """Whether the forms are about somebody who was just born."""
        every = (section for form in self.plan.forms for section in form.schema["sections"])
        return any(section.get("newborn") for section in every)

    @property
    def filed(self) -> parameters.Filed:
        """What the filing says of itself to the forms."""
        case = self.plan.cases[self.draft.case_id or 0]
        return parameters.filed(case, self.draft.agency, self.on)

    def case_for(self, answers: Mapping[str, Any]) -> Variant:  # Any: JSON
        """The case that answers call for."""
        return self.plan.case_for(self.plan.cases[self.draft.case_id or 0], answers)

    def files_asked(self) -> tuple[PaperFacts, ...]:
        """The papers that are handed in as files."""
        papers = queries.papers(self.plan, self.draft.case_id or 0)
        return tuple(paper for paper in papers if not paper.is_made_by_form)


def step_url(draft: Draft, code: str) -> str:
    arguments = [draft.revision.code, draft.public_id, code]
    return reverse("dossiers:portal_apply_step", args=arguments)


def of(draft: Draft, on: date) -> Way:
    """The way of a draft on a day."""
    plan = parameters.plan(draft.revision_id)
    case = plan.cases[draft.case_id or 0]
    filed = {FILING: parameters.filed(case, draft.agency, on)}
    sections = tuple(
        section
        for form in plan.forms
        for section in questions.sections(form.schema, filed | draft.answers, on, current())
    )
    labels = [(WHO, _("Cho ai")), (OWNER, _("Thông tin của bạn"))]
    if draft.owner.get("whose") == OTHER:
        labels[1:] = [(OWNER, _("Người đứng tên hồ sơ")), (SUBMITTER, _("Thông tin của bạn"))]
    labels += [(f"{SECTION}{section.code}", section.title) for section in sections]
    if any(not component.form_code for component in plan.components[draft.case_id or 0]):
        labels.append((PAPERS, _("Giấy tờ")))
    if plan.facts.is_postal:
        labels.append((RESULT, _("Nhận kết quả")))
    labels.append((CHECK, _("Xem lại và gửi")))
    steps = tuple(Step(code, label, step_url(draft, code)) for code, label in labels)
    return Way(draft, plan, on, sections, steps)


def opened(request: ActingRequest, code: str, public_id: str) -> Way | HttpResponse:
    """The citizen's own draft, or the page that says why it cannot be gone on with."""
    draft = queries.draft(request.actor, public_id)
    if draft is None or draft.revision.code != code:
        return render(request, "drafts/portal/gone.html", {"code": code}, status=404)
    if draft.dossier is not None:
        return redirect("dossiers:portal_sent", draft.dossier.reference)
    if draft.case_id is None:
        raise Http404
    on, facts = clock.today(), parameters.plan(draft.revision_id).facts
    if not (facts.valid_from <= on and (facts.valid_to is None or on < facts.valid_to)):
        context = {"draft": draft, "code": code, "name": text(draft.revision.name)}
        return render(request, "drafts/portal/ended.html", context, status=409)
    return of(draft, on)
