"""Pays a fee back, or keeps it where the ending did not say what becomes of it."""

from datetime import datetime

from django.db import transaction

from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.enums import Money, PaidBy
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.refunds import queries, rules
from hoaban.domains.onestop.refunds.models import Refund


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
    rules.check_refunded(queries.amount(dossier), amount)
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
    dossier.money = Money.REFUNDED
    dossier.save(update_fields=["money"])

    facts = {"amount": amount, "paid_by": paid_by, "paper": paper.symbol}
    journal.record(rules.REFUND_FEE.event, dossier, by=by, at=at, key=key, **facts)
    return dossier


@transaction.atomic
def keep_fee(pk: int, *, reason: str, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Say that a fee stays with the agency where whoever ended the dossier did not say it."""
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.KEEP_FEE.event, by, key):
        return dossier
    rules.check_keep_fee(dossiers.facts(dossier, by=by, at=at))
    why = dossiers_rules.words(reason, about="fees.payment")

    dossier.money = Money.PAID
    dossier.end_reason = f"{dossier.end_reason}\n{queries.KEPT} {why}"
    dossier.save(update_fields=["money", "end_reason"])

    journal.record(rules.KEEP_FEE.event, dossier, by=by, at=at, key=key)
    return dossier
