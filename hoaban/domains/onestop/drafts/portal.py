"""A draft and the steps of its way: gone on with, or dropped."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hoaban.core import clock
from hoaban.core.http.requests import ActingRequest
from hoaban.core.language import current, text
from hoaban.domains.office.shops import queries as shops
from hoaban.domains.onestop.drafts import actions, queries
from hoaban.domains.onestop.drafts.forms import OTHER
from hoaban.domains.onestop.drafts.queries import Draft, PaperFacts
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import Plan, Variant
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.engines.forms import questions
from hoaban.engines.forms.questions import Section
from hoaban.engines.forms.rules import FILING

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
    sections: tuple[Section, ...]  # with a page of their own
    confirmed: tuple[Section, ...]  # whose ticks stand at the button that sends it
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

    def standing(self, code: str) -> str:
        """A page that is on the way: this one, else the first; the last for its own ticks."""
        if self.place(code):
            return code
        return CHECK if code in {f"{SECTION}{one.code}" for one in self.confirmed} else WHO

    def before(self, code: str) -> Step | None:
        return self.steps[place - 2] if (place := self.place(code)) > 1 else None

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
    every = [
        section
        for form in plan.forms
        for section in questions.sections(form.schema, filed | draft.answers, on, current())
    ]
    sections = tuple(one for one in every if not one.is_confirmation)
    confirmed = tuple(one for one in every if one.is_confirmation)
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
    return Way(draft, plan, on, sections, confirmed, steps)


def opened(request: ActingRequest, code: str, public_id: str) -> Way | HttpResponse:
    """The citizen's own draft, or the page that says why it cannot be gone on with, or what is
    otherwise since its agency or its communes ended: before anything more is typed.
    """
    found = begun(request, code, public_id)
    if isinstance(found, Way) and request.method != "POST":  # what was typed is kept first
        return _otherwise(request, found) or found
    return found


def _otherwise(request: ActingRequest, found: Way) -> HttpResponse | None:
    moved = queries.moved(found.draft, found.on)
    if moved is None:
        return None
    shop = shops.shop(moved.to, clock.now()) if moved.to and moved.is_agency else None
    context = {"way": found, "moved": moved, "shop": shop}
    return render(request, "drafts/portal/moved.html", context)


def begun(request: ActingRequest, code: str, public_id: str) -> Way | HttpResponse:
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
        present = catalogue.in_force(code, on)
        context = {"draft": draft, "code": code, "name": text(draft.revision.name)}
        if present:
            context["moved"] = queries.moved(draft, on, under=parameters.plan(present).revision)
        return render(request, "drafts/portal/ended.html", context, status=409)
    return of(draft, on)


@require_safe
def resume(request: ActingRequest, code: str, draft: str) -> HttpResponse:
    """Go on where the draft was left."""
    found = opened(request, code, draft)
    if isinstance(found, HttpResponse):
        return found
    return redirect(found.url(found.standing(found.draft.step)))


@require_POST
def drop(request: ActingRequest, code: str, draft: str) -> HttpResponse:
    """Forget a draft: the citizen's own wish."""
    found = queries.draft(request.actor, draft)
    if found is None or found.revision.code != code:
        raise Http404
    actions.drop_draft(draft, by=request.actor, at=clock.now())
    messages.success(request, _("Đã bỏ bài viết dở."))
    return redirect("dossiers:portal_my")
