"""Declares the acts of a case and decides which buttons a page shows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms as django_forms
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoaban.core.http import answers
from hoaban.core.people.actors import Actor
from hoaban.core.refusals import NotAllowed, Refusal, why_not
from hoaban.domains.onestop.appointments import actions as appointments
from hoaban.domains.onestop.appointments import rules as appointments_rules
from hoaban.domains.onestop.appointments.forms import ExtensionForm
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.forms import NoteForm, ReasonForm
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.rules import Facts
from hoaban.domains.onestop.dossiers.states import TRANSITIONS
from hoaban.domains.onestop.endings import actions as endings
from hoaban.domains.onestop.endings import rules as endings_rules
from hoaban.domains.onestop.money import actions as money
from hoaban.domains.onestop.money import rules as money_rules
from hoaban.domains.onestop.money.forms import PayForm
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.reception import actions as reception
from hoaban.domains.onestop.reception import rules as reception_rules
from hoaban.domains.onestop.reception.forms import RefusalForm
from hoaban.domains.onestop.results import actions as results
from hoaban.domains.onestop.results import queries as results_queries
from hoaban.domains.onestop.results import rules as results_rules
from hoaban.domains.onestop.results.forms import HandOverForm, ResultForm
from hoaban.domains.onestop.steps import actions as steps
from hoaban.domains.onestop.steps import rules as steps_rules
from hoaban.domains.onestop.steps.forms import ColleagueForm, HandOnForm, ReturnForm, UndoForm
from hoaban.domains.onestop.supplements import actions as supplements
from hoaban.domains.onestop.supplements import rules as supplements_rules
from hoaban.domains.onestop.supplements.forms import SupplementForm, SupplyForm

Cleaned = dict[str, Any]  # Any: a form's cleaned values
Do = Callable[..., Dossier]
Check = Callable[..., None]


@dataclass(frozen=True)
class Act:
    """One button: its words, the key that presses it, the form it opens, the action behind."""

    name: str
    label: str | Promise
    do: Do
    check: Check
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
        Act(
            "receive",
            pgettext_lazy("nút", "Tiếp nhận"),
            reception.receive,
            reception_rules.check_receive,
            key="t",
        ),
        Act(
            "ask_completion",
            _("Yêu cầu hoàn thiện"),
            supplements.ask_completion,
            supplements_rules.check_ask_completion,
            SupplementForm,
            kind="quiet",
        ),
        Act(
            "refuse",
            _("Từ chối tiếp nhận"),
            reception.refuse,
            reception_rules.check_refuse,
            RefusalForm,
            kind="danger",
        ),
        Act(
            "complete",
            _("Nhận hồ sơ nộp lại"),
            supplements.complete,
            supplements_rules.check_complete,
            SupplyForm,
        ),
        Act(
            "transfer",
            _("Chuyển xử lý"),
            reception.transfer,
            reception_rules.check_transfer,
            key="c",
        ),
        Act("pay", _("Thu phí, lệ phí"), money.pay, money_rules.check_pay, PayForm, key="p"),
        Act(
            "draft_result",
            _("Dự thảo kết quả"),
            results.draft_result,
            results_rules.check_draft_result,
            ResultForm,
            key="d",
        ),
        Act(
            "do_step",
            _("Hoàn thành bước"),
            steps.do_step,
            steps_rules.check_do_step,
            NoteForm,
            key="h",
        ),
        Act("sign", _("Ký kết quả"), results.sign, results_rules.check_sign, key="y"),
        Act(
            "release",
            _("Chuyển kết quả ra quầy"),
            results.release,
            results_rules.check_release,
            key="r",
        ),
        Act(
            "hand_over",
            _("Trả kết quả"),
            results.hand_over,
            results_rules.check_hand_over,
            HandOverForm,
            key="t",
        ),
        Act(
            "supply",
            _("Nhận giấy tờ bổ sung"),
            supplements.supply,
            supplements_rules.check_supply,
            SupplyForm,
            key="b",
        ),
        Act(
            "assign",
            _("Phân công"),
            steps.assign,
            steps_rules.check_assign,
            ColleagueForm,
            kind="quiet",
        ),
        Act(
            "hand_on",
            _("Chuyển người khác"),
            steps.hand_on,
            steps_rules.check_hand_on,
            HandOnForm,
            kind="quiet",
        ),
        Act(
            "return_step",
            _("Trả lại bước trước"),
            steps.return_step,
            steps_rules.check_return_step,
            ReturnForm,
            kind="quiet",
        ),
        Act(
            "issue_sheet",
            _("Lập phiếu kiểm soát"),
            steps.issue_sheet,
            steps_rules.check_issue_sheet,
            kind="quiet",
        ),
        Act(
            "undo",
            _("Hoàn tác việc vừa làm"),
            steps.undo,
            steps_rules.check_undo,
            UndoForm,
            kind="quiet",
        ),
        Act(
            "ask_supplement",
            _("Yêu cầu bổ sung"),
            supplements.ask_supplement,
            supplements_rules.check_ask_supplement,
            SupplementForm,
            kind="quiet",
        ),
        Act(
            "extend",
            _("Xin lỗi, hẹn lại"),
            appointments.extend,
            appointments_rules.check_extend,
            ExtensionForm,
            kind="quiet",
        ),
        Act(
            "stop",
            _("Dừng xử lý"),
            endings.stop,
            endings_rules.check_stop,
            ReasonForm,
            kind="danger",
        ),
        Act(
            "withdraw",
            _("Rút hồ sơ theo đề nghị"),
            endings.withdraw,
            endings_rules.check_withdraw,
            ReasonForm,
            kind="danger",
        ),
        Act("close", _("Đóng hồ sơ"), endings.close, endings_rules.check_close, kind="danger"),
    )
}


@dataclass(frozen=True)
class Button:
    """A button as the page draws it: with a form behind it, a link; blocked, with its reason."""

    act: Act
    url: str
    refusal: str
    once: str  # the key of this press: a second press of the same page does nothing more


def refusal_of(name: str, dossier: Dossier, facts: Facts, *, by: Actor) -> Refusal | None:
    """Why this act may not be done now: the rule of the action, with what the step asks."""
    if name == "undo":
        return why_not(lambda f: steps_rules.check_undo(f, dossiers.last_act(dossier, by)), facts)
    if refused := why_not(ACTS[name].check, facts):
        return refused
    for rule in _at_the_step(name, dossier, by):
        if refused := why_not(rule, facts):
            return refused
    return None


def _at_the_step(name: str, dossier: Dossier, by: Actor) -> Iterator[Callable[[Facts], None]]:
    """What the action asks besides: of the step at hand and of what was done before."""
    plan, code = parameters.plan(dossier.revision_id), dossier.code or dossier.reference
    step = plan.steps.get(dossier.step)
    following = plan.steps.get(step.next) if step else None
    signs, next_signs = bool(step and step.ends_clock), bool(following and following.ends_clock)
    if name == "do_step":
        yield lambda f: steps_rules.check_next_step(f, signs=signs, next_signs=next_signs)
    elif name == "sign":
        yield lambda f: results_rules.check_signing_step(f, signs=signs)
        is_alone = results_queries.is_signed_alone(dossier, by)
        yield lambda _f: results_rules.check_other_eyes(code, is_alone=is_alone)
    elif name == "return_step":
        at_counter = plan.is_counter(plan.before(dossier.step))
        yield lambda _f: steps_rules.check_step_before(code, back_is_counter=at_counter)
    elif name == "hand_over" and (result := dossiers.issued_result(dossier)) is not None:
        symbol, reason = result.symbol, result.withdrawal_reason
        yield lambda _f: results_rules.check_stands(symbol=symbol, withdrawn_for=reason)
    elif name == "close":
        yield lambda f: endings_rules.check_time_is_up(code, dossier.act_by, f.at)


def possible(dossier: Dossier, *, by: Actor, at: datetime) -> dict[str, list[Button]]:
    """What this actor may do now, and what this actor may not do yet and why.

    Acts that belong to other roles are left out: whose turn it is stands on the page.
    """
    facts = dossiers.facts(dossier, by=by, at=at)
    once = get_random_string(12)
    may: list[Button] = []
    blocked: list[Button] = []
    for act in ACTS.values():
        if facts.who not in TRANSITIONS[act.name].who:
            continue
        refused = refusal_of(act.name, dossier, facts, by=by)
        if isinstance(refused, NotAllowed):
            continue
        url = reverse("dossiers:desk_act", args=[dossier.reference, act.name])
        words = answers.sentence(refused) if refused else ""
        (blocked if refused else may).append(Button(act, url, words, f"{act.name}:{once}"))
    return {"may": may, "blocked": blocked}
