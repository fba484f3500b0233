"""Declares the acts about fees that go back."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoaban.casework.acts.acts import Act
from hoaban.domains.onestop.dossiers.enums import PaidBy
from hoaban.domains.onestop.dossiers.forms import ReasonForm
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.rules import dong
from hoaban.domains.onestop.kept_fees import queries as kept_fees
from hoaban.domains.onestop.refunds import actions, queries, rules
from hoaban.domains.onestop.refunds.forms import RefundForm, ShareForm, TakeBackForm


def _owed(dossier: Dossier) -> dict[str, object]:
    filer = dossier.filer
    return {
        "initial": {
            "amount": queries.amount(dossier),
            "receiver": filer.get("full_name", ""),
            "identity_number": filer.get("identity_number", ""),
            "paid_by": PaidBy.CASH.value,
            "reason": dossier.end_reason,
        }
    }


def _by_content(dossier: Dossier) -> dict[str, object]:
    proposed = kept_fees.by_content(dossier)
    return {"initial": {} if proposed is None else {"amount": proposed}}


def _proposed(dossier: Dossier) -> dict[str, object]:
    proposal = queries.proposed(dossier)
    if proposal is None:
        return _by_content(dossier)
    return {"initial": {"amount": proposal.amount, "ground": proposal.ground}}


def _paid(dossier: Dossier) -> dict[str, object]:
    found = queries.in_force(dossier)
    way = found[0].paid_by if found else PaidBy.CASH.value
    papers = [(one.paper.symbol, f"{one.paper.symbol}: {dong(one.amount)} đồng") for one in found]
    return {"initial": {"came_back_by": way}, "papers": papers}


ACTS = (
    Act(
        rules.REFUND_FEE,
        _("Hoàn trả phí, lệ phí"),
        actions.refund_fee,
        rules.check_refund_fee,
        told=pgettext_lazy("diễn biến", "Hoàn trả phí, lệ phí"),
        place=61,
        form=RefundForm,
        given=_owed,
        key="p",
        is_told=True,
    ),
    Act(
        rules.KEEP_FEE,
        _("Không hoàn trả phí, lệ phí"),
        actions.keep_fee,
        rules.check_keep_fee,
        told=pgettext_lazy("diễn biến", "Không hoàn trả phí, lệ phí"),
        place=62,
        form=ReasonForm,
        kind="danger",
        is_told=True,
    ),
    Act(
        rules.DECIDE_REFUND,
        _("Duyệt số tiền hoàn trả"),
        actions.decide_refund,
        rules.check_decide_refund,
        told=pgettext_lazy("diễn biến", "Quyết định số tiền hoàn trả"),
        place=63,
        form=ShareForm,
        given=_proposed,
        is_told=True,
    ),
    Act(
        rules.PROPOSE_REFUND,
        _("Đề nghị hoàn trả một phần"),
        actions.propose_refund,
        rules.check_propose_refund,
        told=pgettext_lazy("diễn biến", "Đề nghị hoàn trả một phần phí, lệ phí"),
        place=64,
        form=ShareForm,
        given=_by_content,
        kind="quiet",
    ),
    Act(
        rules.TAKE_BACK_REFUND,
        _("Thu lại khoản đã hoàn trả"),
        actions.take_back_refund,
        rules.check_take_back_refund,
        told=pgettext_lazy("diễn biến", "Thu lại khoản phí đã hoàn trả, sẽ hoàn trả lại"),
        place=196,
        form=TakeBackForm,
        given=_paid,
        kind="danger",
        is_told=True,
    ),
)
