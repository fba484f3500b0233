"""Freezes the facts of the paper that says why a dossier ended."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from hoaban.casework.cases.states import Line
from hoaban.core import clock
from hoaban.core.language import FIRST, text
from hoaban.core.people.actors import Actor
from hoaban.domains.office.shops import queries as shops
from hoaban.domains.onestop.custody import queries as custody
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Money, State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.rules import dong, moment
from hoaban.domains.onestop.endings import rules
from hoaban.domains.onestop.endings.enums import Refund
from hoaban.domains.onestop.papers.queries import (
    Sheet,
    basis_of,
    paper_head,
    paper_signer,
    refusal,
    waiting_set_by,
)
from hoaban.domains.onestop.parameters import queries as parameters


@dataclass(frozen=True, slots=True)
class Notice:
    """A form of the day's circular by its name, and what stands on it."""

    form: str
    sheet: Sheet


def notice(
    dossier: Dossier, line: Line, *, reason: str, refund: str, by: Actor, at: datetime
) -> Notice:
    """What the applicant gets in writing: the notice that handling stops where the circular has it
    and the dossier was received; else a plain paper of our own that says whether it was taken back,
    or stopped or closed. What was taken back before anybody had received it gets such a paper too:
    nothing was decided, and yet papers lie there. What else was never received is refused on the
    form for it.
    """
    is_received = dossier.received_at is not None
    is_asked = line is rules.WITHDRAW
    fee = fee_note(dossier, refund)
    why = requested(reason) if is_asked else reason
    ends = {"by_request": is_asked} | _signer(dossier, line, by=by, at=at)
    if is_received or is_asked:
        has_form = is_received and "stop" in dossiers.law_of(dossier).forms
        form = "stop" if has_form else "withdrawal" if is_asked else "end"
        return Notice(form, stopping(dossier, reason=why, fee=fee, by=by, at=at) | ends)
    remedy = f"Phí, lệ phí: {fee}" if dossier.money == Money.PAID else ""
    sheet = refusal(dossier, reason=why, basis=basis_of(dossier), remedy=remedy, by=by, at=at)
    return Notice("refusal", sheet | ends)


def requested(reason: str) -> str:
    """What was taken back ends as the applicant asked, in words that are not the agency's."""
    return BY_REQUEST if reason == UNSAID else f"{BY_REQUEST} Lý do người nộp nêu: {reason}"


UNSAID = "Người nộp đề nghị rút hồ sơ."  # an applicant owes no reason
BY_REQUEST = "Trả lại hồ sơ theo đề nghị của người nộp."


def _signer(dossier: Dossier, line: Line, *, by: Actor, at: datetime) -> Sheet:
    """Who stands under the paper: the authority that stops, else the counter, by its officer.

    Where nobody of the counter acted, whoever received the dossier confirms the end; before
    reception the shop.
    """
    if line is rules.STOP:
        return paper_signer(by)
    post = parameters.acting_post(by) or dossiers.received_by(dossier)
    named = f"{post.person.full_name}, {post.title}" if post else _shop(dossier, clock.day(at))
    return {"signer_title": AT_THE_COUNTER, "officer": named}


AT_THE_COUNTER = "NGƯỜI TIẾP NHẬN HỒ SƠ"


def _shop(dossier: Dossier, on: date) -> str:
    return shops.named(dossiers.answering(dossier, on), on)


FEE_NOTES: dict[str, str] = {
    Money.NONE: "Không thu",
    Money.ASKED: "{} đồng, chưa nộp",
    Money.PAID: "Đã nộp {} đồng",
}
REFUNDS: dict[str, str] = {
    Refund.REFUND: "được hoàn trả",
    Refund.PART: "được hoàn trả một phần, số tiền do lãnh đạo cơ quan quyết định",
    Refund.KEEP: "không hoàn trả",
    "": "việc hoàn trả theo quy định của từng loại phí, lệ phí, xin hỏi nơi tiếp nhận",
}


def fee_note(dossier: Dossier, refund: str) -> str:
    """What was paid and what becomes of it."""
    note = FEE_NOTES[dossier.money].format(dong(dossier.fee_amount))
    return f"{note}; {REFUNDS[refund]}" if dossier.money == Money.PAID else note


def not_supplied(dossier: Dossier) -> str:
    """The reason of a closing: which papers of the open request never came, or that nothing was
    paid, and until when.

    It says who set the days: no article counts them.
    """
    if dossier.state == State.AWAITING_PAYMENT:
        return _not_paid(dossier)
    request = dossier.supplements.filter(supplied_at=None).last()
    names = "; ".join(item["name"] for item in request.wanted) if request else ""
    until, set_by = moment(dossier.act_by), waiting_set_by(dossier)
    said = f"Đã hết thời hạn bổ sung ({until}, theo {set_by}) mà chưa nhận được đủ giấy tờ"
    return f"{said}: {names}." if names else f"{said}."


def _not_paid(dossier: Dossier) -> str:
    """... or that no evidence of the payment came, which notice it was, and until when."""
    until, set_by = moment(dossier.act_by), waiting_set_by(dossier)
    duty = dossier.duties.filter(met_at=None, recalled_at=None).last()
    of = f": {duty.notice}" if duty and duty.notice else ""
    return f"Đã hết thời hạn chờ nộp tiền ({until}, theo {set_by}) mà chưa có chứng từ nộp{of}."


def stopping(dossier: Dossier, *, reason: str, fee: str, by: Actor, at: datetime) -> Sheet:
    """What stands on form 05 since 2025, and on our own paper before. [TT03/2025 m05]"""
    return paper_head(dossier, by=by, at=at) | {
        "reason": reason,
        "basis": basis_of(dossier),
        "stage": _stage(dossier),
        "fee_note": fee,
        "originals": _originals(dossier, clock.day(at)),
    }


def _stage(dossier: Dossier) -> str:
    """The step at which it ends, as papers say it."""
    if dossier.received_at is None:
        return NOT_RECEIVED
    step = parameters.plan(dossier.revision_id).steps.get(dossier.step)
    return text(step.name, FIRST) if step else ""


NOT_RECEIVED = "Chưa tiếp nhận"


def _originals(dossier: Dossier, on: date) -> str:
    """The originals that lie there, and where whoever handed them in fetches them; else that none
    was handed in.
    """
    left = custody.originals_left(dossier)
    if not left:
        return NO_ORIGINALS
    named = "; ".join(f"{one.name} ({one.originals} bản chính)" for one in left)
    return f"{named}: nhận lại tại {_shop(dossier, on)}"


NO_ORIGINALS = "Không giữ bản chính nào"


def where_originals_lie(dossier: Dossier, on: date) -> str:
    """One sentence in the reader's language for whoever handed in originals; "" without any."""
    if not custody.originals_left(dossier):
        return ""
    shop = shops.shown(dossiers.answering(dossier, on), on)
    return gettext("Giấy tờ gốc đã nộp: đến %(shop)s nhận lại.") % {"shop": shop}
