"""Records the fee as paid."""

from datetime import datetime

from django.db import transaction

from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Money
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.money import rules
from hoaban.domains.onestop.papers import queries as papers


@transaction.atomic
def pay(pk: int, *, amount: int, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Record the fee as paid at the counter; `amount` in whole VND must be what was asked.

    The receipt, which said that it was still to be paid, is given again.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.PAY.event, by, key):
        return dossier
    rules.check_pay(dossiers.facts(dossier, by=by, at=at))
    rules.check_amount(dossier.fee_amount, amount)

    dossier.money = Money.PAID
    dossier.save(update_fields=["money"])
    sheet = papers.receipt_with_fee(dossier, by=by, at=at)
    if sheet is not None:
        dossiers_actions.issue_paper(dossier, "receipt", sheet, at=at)

    journal.record(rules.PAY.event, dossier, by=by, at=at, key=key, amount=amount)
    return dossier
