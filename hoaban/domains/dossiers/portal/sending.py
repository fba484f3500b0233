"""The last pages: look everything over, send it once, and what happens next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hoaban.core import clock
from hoaban.core.files.models import Use
from hoaban.core.http import ActingRequest, answers
from hoaban.core.people import areas
from hoaban.core.refusals import Refusal
from hoaban.domains.dossiers import actions, queries
from hoaban.domains.dossiers.portal import forms, places, way, words
from hoaban.domains.dossiers.queries import own
from hoaban.domains.procedures import queries as procedures
from hoaban.engines.forms import readout
from hoaban.ui import numerals

Row = dict[str, str]


@dataclass(frozen=True)
class Problem:
    """What must be put right before sending, and the page where it is."""

    text: str
    url: str


@dataclass(frozen=True)
class Part:
    """A page's answers, as they are looked over."""

    title: str
    rows: list[Row]


def check(request: ActingRequest, found: way.Way) -> HttpResponse:
    """Everything on one page with links to change it; nothing is sent before the button."""
    answered, wrong = queries.answered(
        found.plan.revision.pk, found.draft.answers, found.on, words.language()
    )
    problems = list(_problems(found, wrong))
    refused = ""
    if request.method == "POST" and not problems:
        try:
            filing = _filing(request, found, answered)
            draft = found.draft.public_id
            dossier = actions.send_draft(draft, filing=filing, by=request.actor, at=clock.now())
        except Refusal as refusal:
            refused = answers.sentence(refusal)
        else:
            return redirect("dossiers:portal_sent", dossier.reference)
    status = 200 if request.method != "POST" else 409 if refused else 422
    context = _context(found, answered) | {"problems": problems, "refused": refused}
    return render(request, "dossiers/portal/check.html", context, status=status)


def _filing(request: ActingRequest, found: way.Way, answered: queries.Answered) -> actions.Filing:
    draft, me = found.draft, request.actor.person_pk
    agency = places.lives(found.plan.revision, draft.agency.code if draft.agency else "", found.on)
    held = own.files_of(draft)
    asked = {paper.code for paper in found.files_asked()}
    return actions.Filing(
        case=found.plan.cases[draft.case_id or 0],
        agency=agency or queries.agency(draft.agency_id or 0),
        channel=words.ONLINE,
        owner=found.block(way.OWNER),
        submitter=found.block(way.SUBMITTER) if found.is_for_other else {},
        owner_person=None if found.is_for_other else me,
        submitter_person=me,
        answered=answered,
        files={code: uses for code, uses in held.items() if code in asked},
        wants_post=draft.wants_post and found.plan.facts.is_postal,
    )


def _problems(found: way.Way, wrong: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    """Everything that keeps the dossier from being sent, in the order of the pages."""
    draft, plan = found.draft, found.plan
    if not places.lives(plan.revision, draft.agency.code if draft.agency else "", found.on):
        words_ = _("Cơ quan đã chọn không còn nhận thủ tục này; hãy chọn lại.")
        yield Problem(words_, found.url(way.WHERE))
    if not draft.owner.get("whose"):
        yield Problem(_("Chưa trả lời: hồ sơ này làm cho ai."), found.url(way.WHO))
    blocks = [way.OWNER, way.SUBMITTER] if found.is_for_other else [way.OWNER]
    for name in blocks:
        block = found.block(name)
        if not (block.get("full_name") and block.get("phone")):
            label = found.steps[found.place(name) - 1].label
            text = _("%(page)s: cần họ tên và số điện thoại.") % {"page": label}
            yield Problem(text, found.url(name))
    lacking = {path.partition(".")[0] for path, _text in wrong}
    undone = [
        one for one in found.sections if one.code in lacking and not draft.answers.get(one.code)
    ]
    for section in undone:
        text = _("Chưa làm trang “%(page)s”.") % {"page": section.title}
        yield Problem(text, found.url(f"{way.SECTION}{section.code}"))
    skipped = {section.code for section in undone}
    for path, text in wrong:
        if path.partition(".")[0] not in skipped:
            yield Problem(_located(found, path, text), _page_of(found, path))
    held = own.files_of(draft)
    for paper in found.files_asked():
        if paper.is_required and not held.get(paper.code):
            text = _("Chưa có giấy tờ: %(paper)s.") % {"paper": paper.name}
            yield Problem(text, found.url(way.PAPERS))


def _located(found: way.Way, path: str, text: str) -> str:
    section = found.section(path.partition(".")[0])
    return f"{section.title}: {text}" if section else text


def _page_of(found: way.Way, path: str) -> str:
    section = found.section(path.partition(".")[0])
    return found.url(f"{way.SECTION}{section.code}" if section else way.WHO) + "?check"


def _context(found: way.Way, answered: queries.Answered) -> dict[str, Any]:  # Any: page values
    plan, draft = found.plan, found.draft
    case = plan.cases[draft.case_id or 0]
    fee = procedures.fee_in(
        procedures.case_in(plan.facts, case.code), channel=words.ONLINE, answers=answered.answers
    )
    lines = [(words.said(line, "name"), numerals.money(line.amount)) for line in fee.lines]
    return {
        "way": found,
        "parts": list(_parts(found)),
        "limit": words.limit(plan, case.code),
        "fee": fee.amount,
        "fee_lines": lines,
        "exemption": words.said(fee, "exemption"),
        "before": found.before(way.CHECK),
        "days": own.draft_days(found.on),
    }


def _parts(found: way.Way) -> Iterator[Part]:
    draft = found.draft
    case = found.plan.cases[draft.case_id or 0]
    change = found.url(way.WHERE)
    place = words.said(draft.agency, "name") if draft.agency else ""
    rows = [_row(_("Cơ quan giải quyết"), place, change)]
    if len(found.plan.cases) > 1:
        rows.append(_row(_("Trường hợp"), words.said(case, "name"), change))
    yield Part(_("Nơi giải quyết"), rows)
    for name in (way.OWNER, way.SUBMITTER):
        if found.place(name):
            label = found.steps[found.place(name) - 1].label
            yield Part(label, list(_block(found, name)))
    for form in found.plan.forms:
        for section in found.sections:
            own_answers = {section.code: draft.answers.get(section.code, {})}
            link = found.url(f"{way.SECTION}{section.code}") + "?check"
            for title, shown in readout.display(form.schema, own_answers, words.language()):
                yield Part(title, [_row(label, value, link) for label, value in shown])
    if found.place(way.PAPERS):
        yield Part(_("Giấy tờ"), list(_papers(found)))
    yield Part(_("Nhận kết quả"), [_delivery(found)])


def _row(label: object, value: str, url: str = "") -> Row:
    return {"label": str(label), "value": value, "change": url}


def _block(found: way.Way, name: str) -> Iterator[Row]:
    block, link = found.block(name), found.url(name) + "?check"
    labels = forms.BlockForm(on=found.on, is_other=found.is_for_other and name == way.OWNER).fields
    for key in forms.ORDER:
        value = str(block.get(key, ""))
        if not value or key == "kind":
            continue
        if key == "area_code":
            value = _area(value, found)
        elif key == "phone":
            value = numerals.phone(value)
        yield _row(labels[key].label, value, link)


def _area(code: str, found: way.Way) -> str:
    try:
        return areas.row(code, found.on).name
    except areas.NoAreaThatDay:
        return ""


def _papers(found: way.Way) -> Iterator[Row]:
    held, link = own.files_of(found.draft), found.url(way.PAPERS) + "?check"
    for paper in found.files_asked():
        files: Sequence[Use] = held.get(paper.code, ())
        if files:
            value = ", ".join(f"{use.name} ({numerals.size(use.size)})" for use in files)
        elif paper.is_shown_only:
            value = _("Xuất trình khi nhận kết quả")
        else:
            value = _("Chưa gửi") if paper.is_required else _("Không gửi")
        yield _row(paper.name, value, link)


def _delivery(found: way.Way) -> Row:
    link = found.url(way.RESULT) + "?check" if found.place(way.RESULT) else ""
    where = _("Tại Bộ phận Một cửa")
    if found.draft.wants_post and found.place(way.RESULT):
        where = _("Qua bưu chính, đến nhà")
    return _row(_("Nơi nhận"), where, link)


@require_safe
def sent(request: ActingRequest, reference: str) -> HttpResponse:
    """The end: the reference, who looks at it until when, what happens then."""
    dossier = get_object_or_404(queries.visible_to(request.actor), reference=reference)
    revision = queries.plan(dossier.revision_id).revision
    context = {
        "dossier": dossier,
        "name": words.said(revision, "name"),
        "agency": words.said(queries.agency(dossier.receiving_agency_id), "name"),
        "is_waiting": dossier.state == "submitted",
    }
    return render(request, "dossiers/portal/sent.html", context)
