"""The last pages: look everything over, send it once, and what happens next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hoaban.casework.notices.enums import Addressee
from hoaban.core import clock
from hoaban.core.files.models import Use
from hoaban.core.http import answers, citing
from hoaban.core.http.requests import ActingRequest
from hoaban.core.language import current, text
from hoaban.core.people import areas
from hoaban.core.people.areas import NoAreaThatDay
from hoaban.core.refusals import Refusal
from hoaban.domains.office.shops import queries as shops
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.cards import queries as cards
from hoaban.domains.onestop.destinations import queries as destinations
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.drafts import actions as drafts
from hoaban.domains.onestop.drafts import queries as drafts_queries
from hoaban.domains.onestop.drafts.forms import ORDER, BlockForm
from hoaban.domains.onestop.drafts.portal import (
    CHECK,
    OWNER,
    PAPERS,
    RESULT,
    SECTION,
    SUBMITTER,
    WHERE,
    WHO,
    Way,
)
from hoaban.domains.onestop.drafts.queries import ONLINE
from hoaban.domains.onestop.filing.actions import Filing
from hoaban.domains.onestop.filing.forms import whole
from hoaban.domains.onestop.notices import queries as notices
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import Answered, Variant
from hoaban.domains.onestop.profiles import queries as profiles
from hoaban.domains.onestop.repeats import queries as repeats
from hoaban.domains.onestop.sending import queries
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.engines.forms import readout
from hoaban.engines.forms.page import SectionForm, form_for
from hoaban.engines.law import lookup
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


def check(request: ActingRequest, found: Way) -> HttpResponse:
    """Everything on one page with links to change it; nothing is sent before the button, and
    nothing that another page saved since this one was opened: the page then shows it first.
    """
    refused, stands = "", queries.seen(found.draft)
    is_other = request.method == "POST" and request.POST.get("seen", stands) != stands
    is_sent = request.method == "POST" and not is_other
    confirmed = _confirmed(found, request.POST if is_sent else None)
    ticked = {one.section.code: one.answers() for one in confirmed if one.is_valid()}
    answered, wrong = parameters.answered(
        found.plan.revision.pk, found.draft.answers | ticked, found.on, current(), filed=found.filed
    )
    problems = list(_problems(found, wrong))
    if is_sent and len(ticked) == len(confirmed) and not problems:
        try:
            filing = _filing(request, found, answered)
            draft = found.draft.public_id
            dossier = drafts.send_draft(draft, filing=filing, by=request.actor, at=clock.now())
        except Refusal as refusal:
            refused = answers.cited(request, refusal)
        else:
            return redirect("dossiers:portal_sent", dossier.reference)
    status = 200 if request.method != "POST" else 409 if refused or is_other else 422
    context = _context(found, answered) | {"problems": problems, "refused": refused}
    context |= {"seen": stands, "is_other": is_other, "confirmed": confirmed}
    if not problems:
        filing = _filing(request, found, answered)
        context["alike"] = repeats.own(filing, by=request.actor)
    context["old_cards"] = cards.old_cards(
        found.plan.forms,
        owner=found.block(OWNER),
        submitter=found.block(SUBMITTER) if found.is_for_other else {},
        answers=found.draft.answers,
        on=found.on,
    )
    return render(request, "sending/portal/check.html", context, status=status)


def _confirmed(found: Way, data: QueryDict | None) -> list[SectionForm]:
    """The ticks at the button: given anew for what is read on this page, whatever stood before."""
    return [form_for(one, data, {}, prefix=one.code) for one in found.confirmed]


def _filing(request: ActingRequest, found: Way, answered: Answered) -> Filing:
    draft, me = found.draft, request.actor.person_pk
    agency = destinations.lives(
        found.plan.revision, draft.agency.code if draft.agency else "", found.on
    )
    held = drafts_queries.files_of(draft)
    asked = {paper.code for paper in found.files_asked()}
    return Filing(
        case=found.case_for(answered.answers),
        agency=agency or parameters.agency(draft.agency_id or 0),
        channel=ONLINE,
        owner=whole(found.block(OWNER), found.on),
        submitter=whole(found.block(SUBMITTER), found.on) if found.is_for_other else {},
        owner_person=None if found.is_for_other else me,
        submitter_person=me,
        answered=answered,
        files={code: uses for code, uses in held.items() if code in asked},
        wants_post=draft.wants_post and found.plan.facts.is_postal,
    )


def _problems(found: Way, wrong: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    """Everything that keeps the dossier from being sent, in the order of the pages."""
    draft, plan = found.draft, found.plan
    if not destinations.lives(plan.revision, draft.agency.code if draft.agency else "", found.on):
        words_ = _("Cơ quan đã chọn không còn nhận thủ tục này; hãy chọn lại.")
        yield Problem(words_, found.url(WHERE))
    if not draft.owner.get("whose"):
        yield Problem(_("Chưa trả lời: hồ sơ này làm cho ai."), found.url(WHO))
    blocks = [OWNER, SUBMITTER] if found.is_for_other else [OWNER]
    for name in blocks:
        block = found.block(name)
        files = name == blocks[-1]  # news goes to whoever does
        is_reached = block.get("phone") or block.get("email") or not files
        if not (block.get("full_name") and is_reached):
            label = found.steps[found.place(name) - 1].label
            named = _("%(page)s: cần họ tên.")
            reached = _("%(page)s: cần họ tên, và số điện thoại hoặc thư điện tử.")
            yield Problem((reached if files else named) % {"page": label}, found.url(name))
    ticks = {one.code for one in found.confirmed}  # told at their own place
    wrong = [(path, said) for path, said in wrong if path.partition(".")[0] not in ticks]
    lacking = {path.partition(".")[0] for path, _text in wrong}
    undone = [
        one for one in found.sections if one.code in lacking and not draft.answers.get(one.code)
    ]
    for section in undone:
        text = _("Chưa làm trang “%(page)s”.") % {"page": section.title}
        yield Problem(text, found.url(f"{SECTION}{section.code}"))
    skipped = {section.code for section in undone}
    for path, text in wrong:
        if path.partition(".")[0] not in skipped:
            yield Problem(_located(found, path, text), _page_of(found, path))
    held = drafts_queries.files_of(draft)
    for paper in found.files_asked():
        if paper.is_required and not held.get(paper.code):
            text = _("Chưa có giấy tờ: %(paper)s.") % {"paper": paper.name}
            yield Problem(text, found.url(PAPERS))


def _located(found: Way, path: str, text: str) -> str:
    section = found.section(path.partition(".")[0])
    return f"{section.title}: {text}" if section else text


def _page_of(found: Way, path: str) -> str:
    section = found.section(path.partition(".")[0])
    return found.url(f"{SECTION}{section.code}" if section else WHO) + "?check"


def _context(found: Way, answered: Answered) -> dict[str, Any]:  # Any: page values
    plan = found.plan
    case = found.case_for(answered.answers)
    fee = catalogue.fee_in(
        catalogue.case_in(plan.facts, case.code),
        channel=ONLINE,
        answers=answered.answers,
        on=found.on,
    )
    lines = [(text(line.name), numerals.money(line.amount)) for line in fee.lines if line.amount]
    return {
        "way": found,
        "parts": list(_parts(found, case)),
        "limit": drafts_queries.limit(plan, case.code, found.on),
        "fee": fee.amount,
        "fee_lines": lines,
        "exemption": text(fee.exemption),
        "before": found.before(CHECK),
        "days": drafts_queries.draft_days(found.on),
    }


def _parts(found: Way, case: Variant) -> Iterator[Part]:
    draft = found.draft
    change = found.url(WHERE)
    place = text(draft.agency.name) if draft.agency else ""
    rows = [_row(_("Cơ quan giải quyết"), place, change)]
    if len(found.plan.cases) > 1:
        to_change = "" if found.plan.is_by_facts else change
        rows.append(_row(_("Trường hợp"), text(case.name), to_change))
    yield Part(_("Nơi giải quyết"), rows)
    for name in (OWNER, SUBMITTER):
        if found.place(name):
            label = found.steps[found.place(name) - 1].label
            yield Part(label, list(_block(found, name)))
    for form in found.plan.forms:
        for section in found.sections:
            own_answers = {section.code: draft.answers.get(section.code, {})}
            link = found.url(f"{SECTION}{section.code}") + "?check"
            for title, shown in readout.display(form.schema, own_answers, current()):
                yield Part(title, [_row(label, value, link) for label, value in shown])
    if found.place(PAPERS):
        yield Part(_("Giấy tờ"), list(_papers(found)))
    yield Part(_("Nhận kết quả"), [_delivery(found)])


def _row(label: object, value: str, url: str = "") -> Row:
    return {"label": str(label), "value": value, "change": url}


def _block(found: Way, name: str) -> Iterator[Row]:
    block, link = found.block(name), found.url(name) + "?check"
    labels = BlockForm(on=found.on, is_other=found.is_for_other and name == OWNER).fields
    for key in ORDER:
        value = str(block.get(key, ""))
        if not value or key == "kind":
            continue
        if key == "area_code":
            value = _area(value, found)
        elif key == "phone":
            value = numerals.phone(value)
        elif key == "identity_number":
            value = readout.identity(value, current())
        yield _row(labels[key].label, value, link)


def _area(code: str, found: Way) -> str:
    try:
        return areas.row(code, found.on).name
    except NoAreaThatDay:
        return ""


def _papers(found: Way) -> Iterator[Row]:
    held, link = drafts_queries.files_of(found.draft), found.url(PAPERS) + "?check"
    for paper in found.files_asked():
        files: Sequence[Use] = held.get(paper.code, ())
        if files:
            value = ", ".join(f"{use.name} ({numerals.size(use.size)})" for use in files)
        elif paper.is_shown_only:
            value = _("Xuất trình khi nhận kết quả")
        else:
            value = _("Chưa gửi") if paper.is_required else _("Không gửi")
        yield _row(paper.name, value, link)


def _delivery(found: Way) -> Row:
    link = found.url(RESULT) + "?check" if found.place(RESULT) else ""
    where = _("Tại %(counter)s") % {"counter": lookup.term("counter", clock.today())}
    if found.draft.wants_post and found.place(RESULT):
        where = _("Qua bưu chính, đến nhà")
    return _row(_("Nơi nhận"), where, link)


@require_safe
def sent(request: ActingRequest, reference: str) -> HttpResponse:
    """The end: the reference, who looks at it until when, what happens then."""
    dossier = get_object_or_404(access.visible_to(request.actor), case__reference=reference)
    citing.concerns(request, dossiers.governed_on(dossier))
    revision = parameters.plan(dossier.revision_id).revision
    context = {
        "dossier": dossier,
        "name": text(revision.name),
        "agency": text(dossiers.answering(dossier, clock.today()).name),
        "shop": shops.shop(dossiers.answering(dossier, clock.today()), clock.now()),
        "is_waiting": dossier.state == "submitted",
        "contact": notices.contact(dossier, Addressee.FILER),
        "keepable": profiles.keepable(dossier, request.actor),
    }
    return render(request, "sending/portal/sent.html", context)
