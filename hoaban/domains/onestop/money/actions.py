"""Records the fee as paid with a receipt of its own, cancels it, records that the bank took it
back, and gives up what would have to be paid anew.
"""

from datetime import datetime

from django.db import transaction

from hoaban.casework.papers import actions as papers_actions
from hoaban.core.journal import actions as journal
from hoaban.core.language import FIRST, text
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.copies import actions as copies
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.enums import Money, Outcome, PaidBy
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.money import queries, rules
from hoaban.domains.onestop.money.models import Receipt, ReceiptLine
from hoaban.domains.onestop.papers import queries as papers


@transaction.atomic
def pay(
    pk: int,
    *,
    amount: int,
    paid_by: PaidBy = PaidBy.CASH,
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Dossier:
    """Record the fee as paid; `amount` in whole VND must be what was asked. A receipt is given.

    Form 01, which said that it was still to be paid, is given again.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.PAY.event, by, key):
        return dossier
    rules.check_pay(dossiers.facts(dossier, by=by, at=at))
    rules.check_amount(dossier.fee_amount, amount)

    dossier.money, dossier.paid_by = Money.PAID, paid_by
    dossier.save(update_fields=["money", "paid_by"])
    _give_form_again(dossier, by=by, at=at)
    given = _give_receipt(dossier, by=by, at=at)

    journal.record(
        rules.PAY.event,
        dossier,
        by=by,
        at=at,
        key=key,
        amount=amount,
        paid_by=paid_by,
        receipt=given.paper.symbol,
    )
    return dossier


def _give_form_again(dossier: Dossier, *, by: Actor, at: datetime) -> None:
    sheet = papers.receipt_with_fee(dossier, by=by, at=at)
    if sheet is not None:
        dossiers_actions.issue_paper(dossier, "receipt", sheet, at=at)


def _give_receipt(dossier: Dossier, *, by: Actor, at: datetime) -> Receipt:
    sheet = queries.sheet(dossier, paid_by=dossier.paid_by, by=by, at=at)
    paper = dossiers_actions.issue_paper(dossier, "fee_receipt", sheet, at=at)
    given = Receipt.objects.create(
        dossier=dossier,
        paper=paper,
        agency=paper.agency,
        amount=dossier.fee_amount,
        paid_by=dossier.paid_by,
        taken_at=at,
        taken_by_id=by.post_pk,
    )
    ReceiptLine.objects.bulk_create(
        ReceiptLine(
            receipt=given,
            code=one["code"],
            kind=text(one["name"], FIRST)[:LONGEST_KIND],
            name=one["name"],
            unit=one.get("unit", ""),
            quantity=one["quantity"],
            price=one.get("price", 0),
            amount=one["amount"],
        )
        for one in dossier.fee_lines
        if one["amount"]
    )
    return given


LONGEST_KIND = 300


@transaction.atomic
def cancel_fee(pk: int, *, reason: str, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Take back that a fee was taken: its receipt is cancelled with the reason and kept, the fee
    is asked again, and form 01 says so.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.CANCEL_FEE.event, by, key):
        return dossier
    rules.check_cancel_fee(dossiers.facts(dossier, by=by, at=at))
    why = dossiers_rules.words(reason, about="fees.payment")

    symbol = _cancel_receipt(dossier, why, by=by, at=at)
    dossier.money, dossier.paid_by = Money.ASKED, ""
    dossier.save(update_fields=["money", "paid_by"])
    _give_form_again(dossier, by=by, at=at)

    journal.record(rules.CANCEL_FEE.event, dossier, by=by, at=at, key=key, receipt=symbol)
    return dossier


def _cancel_receipt(
    dossier: Dossier, why: str, *, was_taken_back: bool = False, by: Actor, at: datetime
) -> str:
    """The number of the receipt that was in force; empty where none was."""
    given = queries.in_force(dossier)
    if given is None:
        return ""
    given.cancelled_by_id, given.cancelled_at = by.post_pk, at
    given.was_taken_back = was_taken_back
    given.save(update_fields=["cancelled_by", "cancelled_at", "was_taken_back"])
    papers_actions.withdraw(given.paper, reason=why, at=at)
    return given.paper.symbol


@transaction.atomic
def take_back_fee(
    pk: int, *, reason: str, by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """Record that the bank took back what had paid the fee: its receipt is cancelled and kept, and
    the fee is asked again, as a debt where the work is done. What was released stays released.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.TAKE_BACK_FEE.event, by, key):
        return dossier
    rules.check_take_back_fee(dossiers.facts(dossier, by=by, at=at))
    why = dossiers_rules.words(reason, about="fees.payment")

    symbol = _cancel_receipt(dossier, why, was_taken_back=True, by=by, at=at)
    was, dossier.money, dossier.paid_by = dossier.money, Money.ASKED, ""
    if dossier.outcome == Outcome.NEGATIVE:
        copies.forgo_fee(dossier)  # which were to be paid back
    if dossier.money == Money.ASKED:
        is_refused = dossier.outcome == Outcome.NEGATIVE
        had = Money.PAID if is_refused else was
        dossier.money = rules.money_after_taking_back(dossier.state, had, dossier.delivery)
    dossier.save(update_fields=["money", "paid_by"])
    _give_form_again(dossier, by=by, at=at)

    journal.record(rules.TAKE_BACK_FEE.event, dossier, by=by, at=at, key=key, receipt=symbol)
    return dossier


@transaction.atomic
def write_off_debt(
    pk: int, *, reason: str, basis: str, by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """Who signs for the agency gives up what would have to be paid anew since the bank took it
    back: `basis` names the act of law that lets it. Nothing is asked for the dossier any more.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.WRITE_OFF_DEBT.event, by, key):
        return dossier
    rules.check_write_off_debt(dossiers.facts(dossier, by=by, at=at))
    why = dossiers_rules.words(reason, about="fees.payment")
    law = dossiers_rules.legal_basis(basis)

    amount, dossier.money = dossier.fee_amount, Money.NONE
    dossier.fee_amount, dossier.fee_lines = 0, []
    told = f"Không thu lại {dossiers_rules.dong(amount)} đồng phí, lệ phí: {why} ({law})"
    dossier.end_reason = "\n".join(filter(None, [dossier.end_reason, told]))
    dossier.save(update_fields=["money", "fee_amount", "fee_lines", "end_reason"])

    journal.record(rules.WRITE_OFF_DEBT.event, dossier, by=by, at=at, key=key, amount=amount)
    return dossier
