"""Other ends: withdrawn, stopped, closed for want of papers. None of them is a late result."""

from datetime import datetime

from django.db import transaction

from hoaban.casework.cases.states import Line
from hoaban.casework.turns.enums import Ending
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.endings import queries, rules


@transaction.atomic
def withdraw(
    pk: int,
    *,
    reason: str = "",
    refund: str = "",
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Dossier:
    """The applicant takes the request back. A clerk, to whom they come, gives the reason and what
    becomes of a fee that was paid (`Refund`).
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.WITHDRAW.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_withdraw(facts)
    rules.check_refund(facts, refund, by_official=by.is_official)
    if by.is_official:
        dossiers_rules.words(reason, about="dossier.withdrawal")

    _end(dossier, rules.WITHDRAW, reason.strip() or queries.UNSAID, refund=refund, by=by, at=at)

    counted = _counted(dossier)
    journal.record(rules.WITHDRAW.event, dossier, by=by, at=at, key=key, refund=refund, **counted)
    return dossier


@transaction.atomic
def stop(
    pk: int, *, reason: str, refund: str = "", by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """A leader stops the handling, with the reason the applicant reads and what becomes of a fee
    that was paid (`Refund`).
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.STOP.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_stop(facts)
    rules.check_refund(facts, refund, by_official=by.is_official)
    why = dossiers_rules.words(reason, about="dossier.stop")

    _end(dossier, rules.STOP, why, refund=refund, by=by, at=at)

    counted = _counted(dossier)
    journal.record(rules.STOP.event, dossier, by=by, at=at, key=key, refund=refund, **counted)
    return dossier


@transaction.atomic
def close(
    pk: int,
    *,
    reason: str = "",
    refund: str = "",
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Dossier:
    """Close what was not supplied in time; a clerk confirms it. Unless told otherwise the reason
    names what never came. `refund` is what becomes of a fee that was paid.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.CLOSE.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_close(facts)
    rules.check_refund(facts, refund, by_official=by.is_official)

    why = reason.strip() or queries.not_supplied(dossier)
    _end(dossier, rules.CLOSE, why, refund=refund, by=by, at=at)

    counted = _counted(dossier)
    journal.record(rules.CLOSE.event, dossier, by=by, at=at, key=key, refund=refund, **counted)
    return dossier


def _end(
    dossier: Dossier, line: Line, reason: str, *, refund: str, by: Actor, at: datetime
) -> None:
    """The dossier ends, and the applicant gets it in writing.

    Whoever had the turn keeps standing in the record; originals lie here until they go back.
    """
    paper = queries.notice(dossier, line, reason=reason, refund=refund, by=by, at=at)
    dossier.end_reason, dossier.money = reason, rules.money_after(dossier.money, refund)
    dossier.save(update_fields=["end_reason", "money"])
    dossiers_actions.move(dossier, line, at=at, ending=Ending.LEFT, note=reason)
    dossiers_actions.issue_paper(dossier, paper.form, paper.sheet, at=at)


def _counted(dossier: Dossier) -> dict[str, bool]:
    """Whether the statistics had it as received."""
    return {"was_received": dossier.received_at is not None}
