"""Guided filing, one group of questions a page; every answer is kept before the next is asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hoaban.core import clock
from hoaban.core.http import kept, resuming
from hoaban.core.http.requests import ActingRequest
from hoaban.core.http.resuming import Labels
from hoaban.core.language import text
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.beginnings import portal as beginnings
from hoaban.domains.onestop.drafts import actions as drafts_actions
from hoaban.domains.onestop.drafts import portal as drafts
from hoaban.domains.onestop.drafts import queries as drafts_queries
from hoaban.domains.onestop.drafts.forms import (
    COUNTER,
    ORDER,
    POST,
    BlockForm,
    DeliveryForm,
    WhoForm,
)
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
from hoaban.domains.onestop.filing import queries as filing
from hoaban.domains.onestop.filing.forms import whole
from hoaban.domains.onestop.profiles import forms as knows
from hoaban.domains.onestop.profiles import queries as profiles
from hoaban.domains.onestop.questions import queries as knowing
from hoaban.domains.onestop.sending import portal as sending
from hoaban.domains.onestop.uploads import portal as uploads
from hoaban.engines.forms.page import form_for

# Which opened page kept each page of a draft last in this session, and what stood there then.
KEPT, MOST, OPENED = "kept_pages", 40, 12


@dataclass
class Page:
    """One page of questions: its form, and what is kept of its answers."""

    title: str
    form: Any  # Any: a Django form, or a section of a procedure's own
    keep: Callable[[], dict[str, Any]]  # Any: JSON, the changes of the draft
    hint: str = ""
    context: dict[str, Any] = field(default_factory=dict)  # Any: further facts of the page


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: ActingRequest, code: str, draft: str, step: str) -> HttpResponse:
    """A page of the way: shown, or judged, kept and gone on from."""
    if step == WHERE:
        return beginnings.where(request, code, draft)
    found = drafts.opened(request, code, draft)
    if isinstance(found, HttpResponse):
        return found
    if not found.place(step) and not step.startswith(SECTION):
        raise Http404
    if not found.place(step):  # an answer on another page has made this one needless
        return redirect(found.url(found.standing(step)))
    if step == PAPERS:
        return uploads.papers(request, found)
    if step == CHECK:
        return sending.check(request, found)
    return _questions(request, found, step)


def _questions(request: ActingRequest, found: Way, step: str) -> HttpResponse:
    is_sent = request.method == "POST"
    data = request.POST if is_sent else kept.take(request)
    page = _page(request, found, step, data)
    stands = knowing.seen(found, step)
    page.context["seen"] = (data.get("seen") if data else "") or stands  # as it was opened
    opened = (data.get("opened", "")[:OPENED] if data else "") or get_random_string(OPENED)
    page.context["opened"], place = opened, f"{found.draft.public_id}/{step}"
    fine = page.form.is_bound and page.form.is_valid()
    later = "later" in request.POST and page.form.is_bound
    if is_sent and (fine or later):
        is_own = request.session.get(KEPT, {}).get(place) == [opened, stands]
        if not is_own:  # the browser's Back shows a page again that kept this itself
            page.context["meanwhile"] = knowing.meanwhile(found, step, request.POST, page.keep)
        if page.context.get("meanwhile"):
            page.context["seen"] = stands  # the page says now what was kept elsewhere
            return shown(request, found, step, page)
        on_to = found.after(step).code if fine else step
        changes = _with_case(request, found, page.keep()) | {"step": on_to}
        kept_draft = drafts_actions.keep_draft(
            found.draft.public_id,
            revision=found.plan.revision,
            changes=changes,
            by=request.actor,
            at=clock.now(),
        )
        again = drafts.of(kept_draft, found.on)
        said = {**request.session.get(KEPT, {}), place: [opened, knowing.seen(again, step)]}
        request.session[KEPT] = dict(list(said.items())[-MOST:])
        if later:
            messages.success(request, _("Đã lưu. Bạn mở lại ở trang này bất cứ lúc nào."))
            return redirect("dossiers:portal_my")
        to_check = "check" in request.GET
        return redirect(again.url(CHECK) if to_check else again.after(step).url)
    return shown(request, found, step, page)


def _with_case(request: ActingRequest, found: Way, changes: dict[str, Any]) -> dict[str, Any]:
    """The changes with the case that the answers call for, which is told where it is another."""
    said = changes.get("answers", {})
    case = found.case_for({**found.draft.answers, **said})
    if not said or case.pk == found.draft.case_id:
        return changes
    messages.info(
        request, _("Theo lời khai, hồ sơ thuộc trường hợp: %(case)s.") % {"case": text(case.name)}
    )
    return {**changes, "case_id": case.pk}


def shown(request: ActingRequest, found: Way, step: str, page: Page) -> HttpResponse:
    """The page with its place on the way."""
    context = {
        "way": found,
        "title": page.title,
        "form": page.form,
        "hint": page.hint,
        "place": found.place(step),
        "before": found.before(step),
        "days": drafts_queries.draft_days(found.on),
        "is_section": step.startswith(SECTION),
    }
    wrong = request.method == "POST" and bool(page.form.errors)
    status = 409 if page.context.get("meanwhile") else 422 if wrong else 200
    return render(request, "drafts/portal/step.html", context | page.context, status=status)


def _page(request: ActingRequest, found: Way, step: str, data: QueryDict | None) -> Page:
    if step == WHO:
        return _who(found, data)
    if step in (OWNER, SUBMITTER):
        return _block(request, found, step, data)
    if step == RESULT:
        return _delivery(found, data)
    return _section(request, found, step, data)


def _who(found: Way, data: QueryDict | None) -> Page:
    whose = found.draft.owner.get("whose")
    initial = {"whose": whose} if whose else None
    form = WhoForm(data, initial=initial, of_newborn=found.is_of_newborn)

    def keep() -> dict[str, Any]:  # Any: JSON
        return {"owner": found.draft.owner | _given(form)}

    return Page(_("Hồ sơ này làm cho ai"), form, keep)


def _given(form: django_forms.Form) -> dict[str, Any]:  # Any: JSON
    """What is right of what was typed, for a page that is left half done."""
    return {name: value for name, value in form.cleaned_data.items() if value != ""}


def _block(request: ActingRequest, found: Way, step: str, data: QueryDict | None) -> Page:
    is_other = step == OWNER and found.is_for_other
    initial = dict(found.block(step))
    if not initial and not is_other:
        initial = knows.block(_from_account(request), profiles.mine(request.actor))
    form = BlockForm(data, initial=initial, on=found.on, is_other=is_other)

    def keep() -> dict[str, Any]:  # Any: JSON
        block = {name: form.cleaned_data.get(name, "") for name in ORDER}
        before = found.block(OWNER) if step == OWNER else {}
        followed = knows.followed(found.sections, found.draft.answers, before=before, after=block)
        if followed:
            titles = [one.title for one in found.sections if one.code in followed]
            told = _("Đã sửa theo ở trang: %(pages)s.") % {"pages": "; ".join(titles)}
            messages.info(request, told)
        kept = {"owner": found.draft.owner | {step: block}}
        return kept | ({"answers": followed} if followed else {})

    title = _("Người hoặc tổ chức đứng tên hồ sơ") if is_other else _("Thông tin của bạn")
    hint = ""
    if step == SUBMITTER:
        hint = _("Bạn là người nộp hồ sơ thay. Cơ quan báo tin cho bạn.")
    elif is_other:
        hint = _("Kết quả ghi tên người hoặc tổ chức này.")
    return Page(title, form, keep, hint)


def _from_account(request: ActingRequest) -> dict[str, Any]:  # Any: initial values
    person = filing.account(request.actor)
    if person is None:
        return {}
    known = {"full_name": person.full_name, "phone": person.phone, "email": person.email}
    return known | {"kind": "person", "area_code": filing.usual_area(request.actor)}


def _delivery(found: Way, data: QueryDict | None) -> Page:
    wants = POST if found.draft.wants_post else COUNTER
    form = DeliveryForm(data, initial={"way": wants})
    whose = SUBMITTER if found.is_for_other else OWNER
    person = dict(found.block(whose))
    home = {} if person.get("address") else knowing.home_of(found.draft.answers, person)
    person |= home
    place = whole(person, found.on)["address_text"] if person.get("address") else ""
    by_post = form.is_bound and form.is_valid() and form.cleaned_data["way"] == POST
    if by_post and not place:
        form.add_error("way", _("Chưa có địa chỉ để gửi đến: hãy ghi ở trang thông tin."))

    def keep() -> dict[str, Any]:  # Any: JSON
        block = {"owner": found.draft.owner | {whose: person}} if by_post and home else {}
        return {"wants_post": form.cleaned_data.get("way") == POST, **block}

    context = {
        "address_url": "" if place else found.url(whose),
        "choice_hints": {
            COUNTER: found.draft.agency.shown_in_full if found.draft.agency else "",
            POST: place or _("Bưu chính thu cước khi giao."),
        },
    }
    return Page(_("Nhận kết quả"), form, keep, context=context)


def _section(request: ActingRequest, found: Way, step: str, data: QueryDict | None) -> Page:
    section = found.section(step)
    if section is None:
        raise Http404
    kept = profiles.of(request.actor)
    owner, mine = found.block(OWNER), profiles.mine(request.actor)
    initial = found.draft.answers.get(section.code) or knows.prefilled(section, owner, mine)
    offers = knowing.offers(found, section, kept)
    pressed = data.get("fill", "") if data else ""
    if data is not None and pressed:
        data = knowing.filled(data, section, offers, pressed)
    form = form_for(section, data, initial)

    def keep() -> dict[str, Any]:  # Any: JSON
        return {"answers": {section.code: form.answers()}} if form.is_bound else {}

    return Page(section.title, form, keep, section.hint, {"offers": offers})


def labels(actor: Actor, place: Mapping[str, Any]) -> Labels:  # Any: parts of an address
    """What the boxes of a page are called, for one that was kept; nothing where the draft is not
    this citizen's, or is sent.
    """
    draft, step, on = drafts_queries.draft(actor, place["draft"]), place["step"], clock.today()
    if draft is None or draft.case_id is None or draft.dossier is not None:
        return {}
    found = drafts.of(draft, on)
    if step in (OWNER, SUBMITTER):
        is_other = step == OWNER and found.is_for_other
        return resuming.of_forms(BlockForm(on=on, is_other=is_other))
    section = found.section(step)
    return resuming.of_forms(form_for(section, None, {})) if section else {}
