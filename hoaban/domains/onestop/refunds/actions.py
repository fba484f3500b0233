"""Pays a fee back or takes that back, says how much of it goes back, or keeps it where the ending
did not say what becomes of it.
"""

from datetime import datetime

from django.db import transaction

from hoaban.casework.papers import actions as papers
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.enums import Money, PaidBy
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.refunds import queries, rules
from hoaban.domains.onestop.refunds.enums import Cause, Said
from hoaban.domains.onestop.refunds.models import Refund, Share


@transaction.atomic
def refund_fee(
    pk: int,
    *,
    amount: int,
    receiver: str,
    identity_number: str = "",
    account: str = "",
    paid_by: PaidBy = PaidBy.CASH,
    reason: str,
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Dossier:
    """Record what goes back of the fee as paid: `amount` in whole VND, `receiver` took it.

    A numbered paper is given. `account` is where a transfer went to.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.REFUND_FEE.event, by, key):
        return dossier
    rules.check_refund_fee(dossiers.facts(dossier, by=by, at=at))
    owed = queries.amount(dossier)
    rules.check_refunded(owed, amount)
    rules.check_receiver(receiver, account, is_transfer=paid_by == PaidBy.TRANSFER)
    why = dossiers_rules.words(reason, about="fees.payment")

    taker = {
        "name": dossiers_rules.trimmed(receiver),
        "identity_number": identity_number,
        "account": dossiers_rules.trimmed(account),
    }
    sheet = queries.sheet(dossier, taker, paid_by=paid_by, reason=why, by=by, at=at)
    paper = dossiers_actions.issue_paper(dossier, "fee_refund", sheet, at=at)
    Refund.objects.create(
        dossier=dossier,
        paper=paper,
        agency=paper.agency,
        amount=amount,
        paid_by=paid_by,
        receiver=taker,
        reason=why,
        paid_at=at,
        paid_by_post_id=by.post_pk,
    )
    _settle(dossier, owed, why, by=by, at=at)

    facts = {"amount": amount, "paid_by": paid_by, "paper": paper.symbol}
    journal.record(rules.REFUND_FEE.event, dossier, by=by, at=at, key=key, **facts)
    return dossier


def _settle(dossier: Dossier, owed: int, why: str, *, by: Actor, at: datetime) -> None:
    """All that goes back has gone; what was decided before that was asked about holds no more."""
    in_all = dossier.fee_paid_back + owed
    was_decided = any(one.said == Said.DECIDED for one in queries.shares(dossier))
    if dossier.money == Money.UNSAID and was_decided:
        _say(dossier, Said.DECIDED, in_all, why, by=by, at=at)
    dossier.money, dossier.fee_paid_back = Money.REFUNDED, in_all
    dossier.save(update_fields=["money", "fee_paid_back"])


@transaction.atomic
def keep_fee(pk: int, *, reason: str, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Say that what need not go back of a fee stays where whoever ended it did not say it."""
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.KEEP_FEE.event, by, key):
        return dossier
    rules.check_keep_fee(dossiers.facts(dossier, by=by, at=at))
    why, least = dossiers_rules.words(reason, about="fees.payment"), queries.least(dossier)

    _say(dossier, Said.DECIDED, least, why, by=by, at=at)
    dossier.money = rules.money_after(least, dossier.fee_paid_back)
    dossier.end_reason = f"{dossier.end_reason}\n{queries.KEPT} {why}"
    dossier.save(update_fields=["money", "end_reason"])

    journal.record(rules.KEEP_FEE.event, dossier, by=by, at=at, key=key)
    return dossier


@transaction.atomic
def propose_refund(
    pk: int, *, amount: int, ground: str, by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """The counter proposes how much of the fee goes back in all (whole VND), since a part of the
    work was done; who signs for the agency decides.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.PROPOSE_REFUND.event, by, key):
        return dossier
    rules.check_propose_refund(dossiers.facts(dossier, by=by, at=at))
    rules.check_part(dossier.fee_amount, amount, least=queries.least(dossier))

    _say(dossier, Said.PROPOSED, amount, ground, by=by, at=at)
    dossier.money = Money.PROPOSED
    dossier.save(update_fields=["money"])

    journal.record(rules.PROPOSE_REFUND.event, dossier, by=by, at=at, key=key, amount=amount)
    return dossier


@transaction.atomic
def decide_refund(
    pk: int, *, amount: int, ground: str, by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """Who signs for the agency says how much of the fee goes back in all (whole VND; 0: nothing),
    with the ground, which the applicant reads.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.DECIDE_REFUND.event, by, key):
        return dossier
    rules.check_decide_refund(dossiers.facts(dossier, by=by, at=at))
    rules.check_part(dossier.fee_amount, amount, least=queries.least(dossier))

    share = _say(dossier, Said.DECIDED, amount, ground, by=by, at=at)
    told = queries.PARTLY.format(dossiers_rules.dong(amount)) if amount else queries.KEPT
    told = queries.WHOLLY if amount == dossier.fee_amount else told
    dossier.end_reason = f"{dossier.end_reason}\n{told} {share.ground}"
    dossier.money = rules.money_after(amount, dossier.fee_paid_back)
    dossier.save(update_fields=["money", "end_reason"])

    journal.record(rules.DECIDE_REFUND.event, dossier, by=by, at=at, key=key, amount=amount)
    return dossier


def _say(
    dossier: Dossier, said: Said, amount: int, ground: str, *, by: Actor, at: datetime
) -> Share:
    why = dossiers_rules.words(ground, about="fees.payment")
    return Share.objects.create(
        dossier=dossier, said=said, amount=amount, ground=why, at=at, post_id=by.post_pk
    )


@transaction.atomic
def take_back_refund(
    pk: int,
    *,
    cause: str,
    paper: str = "",
    came_back_by: PaidBy = PaidBy.CASH,
    reason: str,
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Dossier:
    """Record that what was paid back is with the agency again (`cause`: of Cause): its paper is
    withdrawn with the reason and kept, and the fee goes back once more. `paper` is its symbol,
    where more than one refund is in force.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.TAKE_BACK_REFUND.event, by, key):
        return dossier
    rules.check_take_back_refund(dossiers.facts(dossier, by=by, at=at))
    why, known = dossiers_rules.words(reason, about="fees.payment"), Cause(cause)

    found = queries.in_force(dossier)
    symbols = [one.paper.symbol for one in found]
    refund = found[rules.place_named(symbols, paper, code=dossier.code or dossier.reference)]
    refund.taken_back_at, refund.taken_back_by_id = at, by.post_pk
    refund.came_back_by, refund.cause = came_back_by, known
    refund.save(update_fields=["taken_back_at", "taken_back_by", "came_back_by", "cause"])
    papers.withdraw(refund.paper, reason=why, at=at)
    dossier.money = rules.money_after_taking_back(dossier.money)
    dossier.fee_paid_back -= refund.amount
    dossier.save(update_fields=["money", "fee_paid_back"])

    facts = {"paper": refund.paper.symbol, "amount": refund.amount, "cause": known.value}
    facts["paid_by"] = came_back_by
    journal.record(rules.TAKE_BACK_REFUND.event, dossier, by=by, at=at, key=key, **facts)
    return dossier
