"""The buttons of a case: what each asks for, and how it is done. The rules alone decide."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hoaban.core import clock
from hoaban.core.http import ActingRequest, answers
from hoaban.core.people.actors import Actor
from hoaban.core.refusals import NotAllowed, Refusal, why_not
from hoaban.domains.dossiers import actions, forms, queries, rules
from hoaban.domains.dossiers.desk import scans
from hoaban.domains.dossiers.queries import Dossier

Cleaned = dict[str, Any]  # Any: a form's cleaned values
Do = Callable[..., Dossier]


@dataclass(frozen=True)
class Act:
    """One button: its words, the key that presses it, the form it opens, the action behind."""

    name: str
    label: str | Promise
    do: Do
    form: type[django_forms.Form] | None = None
    key: str = ""
    kind: str = ""
    hint: str | Promise = ""

    @property
    def asks(self) -> bool:
        """Whether it opens a page that asks for something."""
        return self.form is not None

    def arguments(self, cleaned: Cleaned) -> Cleaned:
        """The form's values as the action names them."""
        given = dict(cleaned)
        if "to" in given:
            given["to"] = given["to"].pk
        if "body" in given:
            lines = [line.strip() for line in given.pop("body").splitlines() if line.strip()]
            given["content"] = {"body": lines} if lines else {}
            if basis := given.pop("basis", "").strip():
                given["content"]["basis"] = basis
        return given


ACTS = {
    act.name: act
    for act in (
        Act("receive", pgettext_lazy("nút", "Tiếp nhận"), actions.receive, key="t"),
        Act(
            "ask_completion",
            _("Yêu cầu hoàn thiện"),
            actions.ask_completion,
            forms.SupplementForm,
            kind="quiet",
        ),
        Act("refuse", _("Từ chối tiếp nhận"), actions.refuse, forms.RefusalForm, kind="danger"),
        Act("complete", _("Nhận hồ sơ nộp lại"), actions.complete, forms.SupplyForm),
        Act("transfer", _("Chuyển xử lý"), actions.transfer, key="c"),
        Act("pay", _("Thu phí, lệ phí"), actions.pay, forms.PayForm, key="p"),
        Act("draft_result", _("Dự thảo kết quả"), actions.draft_result, forms.ResultForm, key="d"),
        Act("do_step", _("Hoàn thành bước"), actions.do_step, forms.NoteForm, key="h"),
        Act("sign", _("Ký kết quả"), actions.sign, key="y"),
        Act("release", _("Chuyển kết quả ra quầy"), actions.release, key="r"),
        Act("hand_over", _("Trả kết quả"), actions.hand_over, forms.HandOverForm, key="t"),
        Act("supply", _("Nhận giấy tờ bổ sung"), actions.supply, forms.SupplyForm, key="b"),
        Act("assign", _("Phân công"), actions.assign, forms.ColleagueForm, kind="quiet"),
        Act("hand_on", _("Chuyển người khác"), actions.hand_on, forms.HandOnForm, kind="quiet"),
        Act(
            "return_step",
            _("Trả lại bước trước"),
            actions.return_step,
            forms.ReturnForm,
            kind="quiet",
        ),
        Act("issue_sheet", _("Lập phiếu kiểm soát"), actions.issue_sheet, kind="quiet"),
        Act("undo", _("Hoàn tác việc vừa làm"), actions.undo, forms.UndoForm, kind="quiet"),
        Act(
            "ask_supplement",
            _("Yêu cầu bổ sung"),
            actions.ask_supplement,
            forms.SupplementForm,
            kind="quiet",
        ),
        Act("extend", _("Xin lỗi, hẹn lại"), actions.extend, forms.ExtensionForm, kind="quiet"),
        Act("stop", _("Dừng xử lý"), actions.stop, forms.ReasonForm, kind="danger"),
        Act(
            "withdraw",
            _("Rút hồ sơ theo đề nghị"),
            actions.withdraw,
            forms.ReasonForm,
            kind="danger",
        ),
        Act("close", _("Đóng hồ sơ"), actions.close, kind="danger"),
    )
}


@dataclass(frozen=True)
class Button:
    """A button as the page draws it: with a form behind it, a link; blocked, with its reason."""

    act: Act
    url: str
    refusal: str
    once: str  # the key of this press: a second press of the same page does nothing more


def refusal_of(name: str, dossier: Dossier, facts: rules.Facts, *, by: Actor) -> Refusal | None:
    """Why this act may not be done now: the rule of the action, with what the step asks."""
    if name == "undo":
        return why_not(lambda f: rules.check_undo(f, queries.last_act(dossier, by)), facts)
    if refused := why_not(getattr(rules, f"check_{name}"), facts):
        return refused
    for rule in _at_the_step(name, dossier, by):
        if refused := why_not(rule, facts):
            return refused
    return None


def _at_the_step(name: str, dossier: Dossier, by: Actor) -> Iterator[Callable[[rules.Facts], None]]:
    """What the action asks besides: of the step at hand and of what was done before."""
    plan, code = queries.plan(dossier.revision_id), dossier.code or dossier.reference
    step = plan.steps.get(dossier.step)
    following = plan.steps.get(step.next) if step else None
    signs, next_signs = bool(step and step.ends_clock), bool(following and following.ends_clock)
    if name == "do_step":
        yield lambda f: rules.check_next_step(f, signs=signs, next_signs=next_signs)
    elif name == "sign":
        yield lambda f: rules.check_signing_step(f, signs=signs)
        is_alone = queries.is_signed_alone(dossier, by)
        yield lambda _f: rules.check_other_eyes(code, is_alone=is_alone)
    elif name == "return_step":
        at_counter = plan.is_counter(plan.before(dossier.step))
        yield lambda _f: rules.check_step_before(code, back_is_counter=at_counter)
    elif name == "hand_over" and (result := queries.issued_result(dossier)) is not None:
        symbol, reason = result.symbol, result.withdrawal_reason
        yield lambda _f: rules.check_stands(symbol=symbol, withdrawn_for=reason)
    elif name == "close":
        yield lambda f: rules.check_time_is_up(code, dossier.act_by, f.at)


def possible(dossier: Dossier, *, by: Actor, at: datetime) -> dict[str, list[Button]]:
    """What this actor may do now, and what this actor may not do yet and why.

    Acts that belong to other roles are left out: whose turn it is stands on the page.
    """
    facts = queries.facts(dossier, by=by, at=at)
    once = get_random_string(12)
    may: list[Button] = []
    blocked: list[Button] = []
    for act in ACTS.values():
        if facts.who not in rules.TRANSITIONS[act.name].who:
            continue
        refused = refusal_of(act.name, dossier, facts, by=by)
        if isinstance(refused, NotAllowed):
            continue
        url = reverse("dossiers:desk_act", args=[dossier.reference, act.name])
        words = answers.sentence(refused) if refused else ""
        (blocked if refused else may).append(Button(act, url, words, f"{act.name}:{once}"))
    return {"may": may, "blocked": blocked}


@require_http_methods(["GET", "POST"])
def act(request: ActingRequest, reference: str, action: str) -> HttpResponse:
    """Do one thing to a case; where it needs words, ask for them on a page of its own."""
    dossier = get_object_or_404(queries.visible_to(request.actor), reference=reference)
    chosen = ACTS.get(action)
    if chosen is None:
        raise Http404
    form, come = _form(request, chosen, dossier)
    if request.method == "POST" and not come.wrong and (form is None or form.is_valid()):
        try:
            _do(request, chosen, dossier, _arguments(chosen, form, come))
        except NotAllowed:
            raise
        except Refusal as refused:
            if form is None:
                raise
            form.add_error(None, answers.sentence(refused))  # what was typed comes back
        else:
            return redirect("dossiers:desk_detail", reference)
    return _ask(request, chosen, dossier, form, come)


def _form(
    request: ActingRequest, chosen: Act, dossier: Dossier
) -> tuple[django_forms.Form | None, scans.Scans]:
    """The form of an act, bound to what was sent, and the scans that came with it."""
    come = scans.Scans()
    if chosen.form is None:
        return None, come
    given: Cleaned = {}
    if issubclass(chosen.form, forms.ColleagueForm):
        given["colleagues"] = queries.colleagues(dossier, clock.today())
    elif issubclass(chosen.form, forms.SupplementForm):
        before = chosen.name == "ask_completion"
        asked = dossier.supplements_before if before else dossier.supplements_after
        components = queries.plan(dossier.revision_id).components[dossier.case_id]
        given = {"components": components, "is_again": asked > 0}
        given["language"] = get_language() or "vi"
    elif issubclass(chosen.form, forms.SupplyForm):
        given["asked"] = queries.papers_asked(dossier)
        come = scans.taken(request, [one.code for one in given["asked"]])
        given["scanned"] = come.come
    if chosen.name == "pay":
        given["initial"] = {"amount": dossier.fee_amount}
    if chosen.name == "draft_result":
        given["initial"] = _drafted(dossier)
        finding = queries.plan(dossier.revision_id).revision.result_finding
        given["finding"] = finding.get(get_language() or "vi", "")
        given["is_needed"] = finding.get("required", False)
    if chosen.name == "hand_over":
        came = dossier.submitter or dossier.owner
        given["initial"] = {"receiver": came.get("full_name", ""), "method": "counter"}
    return chosen.form(request.POST if request.method == "POST" else None, **given), come


def _drafted(dossier: Dossier) -> Cleaned:
    """The draft as it stands, to be worded anew and not typed again."""
    draft = queries.draft_of(dossier)
    if draft is None:
        return {}
    said = {name: str(draft.content.get(name, "")) for name in ("reason", "basis")}
    return said | {"outcome": dossier.outcome, "body": "\n".join(draft.content.get("body", ()))}


def _arguments(chosen: Act, form: django_forms.Form | None, come: scans.Scans) -> Cleaned:
    """What was typed, as the action names it."""
    if form is None:
        return {}
    if isinstance(form, forms.SupplyForm):
        return {"counts": form.counts(), "files": come.come}
    return chosen.arguments(form.cleaned_data)


def _do(request: ActingRequest, chosen: Act, dossier: Dossier, arguments: Cleaned) -> None:
    once = request.POST.get("once", "")[:60]
    key = f"{dossier.reference}:{once}" if once else None
    chosen.do(dossier.pk, by=request.actor, at=clock.now(), key=key, **arguments)


def _ask(
    request: ActingRequest,
    chosen: Act,
    dossier: Dossier,
    form: django_forms.Form | None,
    come: scans.Scans,
) -> HttpResponse:
    facts = queries.facts(dossier, by=request.actor, at=clock.now())
    refused = refusal_of(chosen.name, dossier, facts, by=request.actor)
    if isinstance(refused, NotAllowed):
        raise refused
    context = {
        "act": chosen,
        "dossier": dossier,
        "form": form,
        "scans": come,
        "refusal": answers.sentence(refused) if refused else "",
        "once": f"{chosen.name}:{get_random_string(12)}",
    }
    wrong = come.wrong or (form and form.errors)
    return render(request, "dossiers/desk/act.html", context, status=422 if wrong else 200)
