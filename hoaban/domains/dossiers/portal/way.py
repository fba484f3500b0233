"""The way through a filing: its pages in order, as the answers so far call for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoaban.core import clock
from hoaban.core.http import ActingRequest
from hoaban.domains.dossiers import queries
from hoaban.domains.dossiers.portal import words
from hoaban.domains.dossiers.portal.forms import OTHER
from hoaban.domains.dossiers.queries import Draft, own
from hoaban.engines.forms import questions

Block = Mapping[str, Any]  # Any: JSON
SECTION = "q-"
WHERE, WHO, OWNER, SUBMITTER = "where", "who", "owner", "submitter"
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
    plan: queries.Plan
    on: date
    sections: tuple[questions.Section, ...]
    steps: tuple[Step, ...]

    @property
    def is_for_other(self) -> bool:
        return bool(self.draft.owner.get("whose") == OTHER)

    @property
    def name(self) -> str:
        return words.said(self.plan.revision, "name")

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

    def section(self, code: str) -> questions.Section | None:
        wanted = code.removeprefix(SECTION)
        return next((one for one in self.sections if one.code == wanted), None)

    def files_asked(self) -> tuple[words.PaperFacts, ...]:
        """The papers that are handed in as files."""
        papers = words.papers(self.plan, self.draft.case_id or 0)
        return tuple(paper for paper in papers if not paper.is_made_by_form)


def step_url(draft: Draft, code: str) -> str:
    arguments = [draft.revision.code, draft.public_id, code]
    return reverse("dossiers:portal_apply_step", args=arguments)


def of(draft: Draft, on: date) -> Way:
    """The way of a draft on a day."""
    plan = queries.plan(draft.revision_id)
    sections = tuple(
        section
        for form in plan.forms
        for section in questions.sections(form.schema, draft.answers, on, words.language())
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
    draft = own.draft(request.actor, public_id)
    if draft is None or draft.revision.code != code:
        return render(request, "dossiers/portal/gone.html", {"code": code}, status=404)
    if draft.dossier is not None:
        return redirect("dossiers:portal_sent", draft.dossier.reference)
    if draft.case_id is None:
        raise Http404
    on, facts = clock.today(), queries.plan(draft.revision_id).facts
    if not (facts.valid_from <= on and (facts.valid_to is None or on < facts.valid_to)):
        context = {"draft": draft, "code": code, "name": words.said(draft.revision, "name")}
        return render(request, "dossiers/portal/ended.html", context, status=409)
    return of(draft, on)
