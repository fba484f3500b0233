"""Lets the applicant know what is to be paid, and goes on when it is."""

from datetime import datetime

from django.db import transaction

from hoaban.casework.clocks.rules import Waited
from hoaban.casework.turns.enums import Ending
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.core.workdays import waits
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.rules import iso_or_empty
from hoaban.domains.onestop.duties import rules
from hoaban.domains.onestop.duties.enums import Kind
from hoaban.domains.onestop.duties.models import Duty
from hoaban.domains.onestop.papers.queries import receipt
from hoaban.domains.onestop.promises import actions as promises
from hoaban.domains.onestop.supplements.actions import resumed


@transaction.atomic
def ask_payment(
    pk: int,
    *,
    notice: str = "",
    amount: int = 0,
    payee: str = "",
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Dossier:
    """Notify the applicant of what is to be paid; the clock stands from now on.

    `notice` (number and day) and `amount` (whole VND) are those of the agency that charges it; a
    fee of the procedure is what the dossier owes. `payee` says where it is paid.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.ASK_PAYMENT.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_ask_payment(facts)
    awaited = rules.awaited(facts)
    number = dossiers_rules.trimmed(notice)
    rules.check_duty(awaited.kind, notice=number, amount=amount)

    due = amount if awaited.kind == Kind.DUTY else dossier.fee_amount
    Duty.objects.create(
        dossier=dossier,
        kind=awaited.kind,
        notice=number,
        amount=due,
        payee=dossiers_rules.trimmed(payee),
        on_payment=awaited.then,
        notified_at=at,
    )
    turn = dossiers.at_applicant(dossier, waits.ends(at, awaited.days, facts.windows.calendar))
    dossiers_actions.move(
        dossier, rules.ASK_PAYMENT, at=at, turn=turn, ending=Ending.PAUSED, reason=PAYMENT
    )

    journal.record(
        rules.ASK_PAYMENT.event,
        dossier,
        by=by,
        at=at,
        key=key,
        kind=awaited.kind,
        amount=due,
        answer_by=dossier.act_by.isoformat(),
    )
    return dossier


PAYMENT = "payment"  # why the clock stands


@transaction.atomic
def confirm_payment(
    pk: int, *, evidence: str, by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """It was paid: the clock goes on where it stood, or the limit is counted from now, whichever
    the law of the procedure says. Form 01 is given again with the new day.

    `at` is when the evidence came, or when the fee was taken.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.CONFIRM_PAYMENT.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_confirm_payment(facts)
    said = dossiers_rules.trimmed(evidence)
    rules.check_evidence(said)

    duty = Duty.objects.get(dossier=dossier, met_at=None, recalled_at=None)
    former, held_before = dossier.due_at or at, dossier.held_to or at
    duty.met_at, duty.evidence = at, said
    duty.save(update_fields=["met_at", "evidence"])
    waited = Waited(duty.notified_at, at, duty.on_payment, facts.windows.calendar)
    promises.promise_anew(dossier, waited)
    turn = resumed(dossier, at=at)
    line = rules.CONFIRM_PAYMENT
    dossiers_actions.move(dossier, line, at=at, turn=turn, officer=by.post_pk)
    dossiers_actions.issue_paper(dossier, "receipt", receipt(dossier, by=by, at=at), at=at)

    journal.record(
        rules.CONFIRM_PAYMENT.event,
        dossier,
        by=by,
        at=at,
        key=key,
        on_payment=duty.on_payment,
        came_at=at.isoformat(),
        former=iso_or_empty(former),
        due_at=iso_or_empty(dossier.due_at),
        was_late=duty.notified_at > held_before,
        calendar=dossier.calendar_digest,
    )
    return dossier


@transaction.atomic
def recall_payment(
    pk: int, *, reason: str, by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """The notice was wrong: the handling goes on as if nothing had been asked.

    The promise stays as it was: the time for which the clock stood is the agency's own.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.RECALL_PAYMENT.event, by, key):
        return dossier
    rules.check_recall_payment(dossiers.facts(dossier, by=by, at=at))
    why = dossiers_rules.words(reason, about="duty.payment")

    duty = Duty.objects.get(dossier=dossier, met_at=None, recalled_at=None)
    was_late = duty.notified_at > (dossier.held_to or at)
    duty.recalled_at, duty.recalled_for = at, why
    duty.save(update_fields=["recalled_at", "recalled_for"])
    turn = resumed(dossier, at=at)
    line = rules.RECALL_PAYMENT
    dossiers_actions.move(dossier, line, at=at, turn=turn, ending=Ending.RECALLED, note=why)

    due_at = iso_or_empty(dossier.due_at)
    journal.record(
        rules.RECALL_PAYMENT.event, dossier, by=by, at=at, key=key, due_at=due_at, was_late=was_late
    )
    return dossier
