"""Moves what was promised by a day off that was decreed later, announced with its ground."""

from datetime import date, datetime

from django.db import transaction

from hoaban.casework.turns import actions as turns
from hoaban.core.calendars import queries as calendars
from hoaban.core.calendars.enums import Kind
from hoaban.core.journal import actions as journal
from hoaban.core.journal import queries as journal_queries
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.papers.queries import receipt
from hoaban.domains.onestop.postponements import queries, rules


@transaction.atomic
def announce(on: date, *, basis: str, by: Actor, at: datetime, key: str | None = None) -> int:
    """Say by which decision what is promised moves for a day off: how many promises it falls into.

    They are moved by a job that follows; what it moves tells each applicant.
    """
    if earlier := journal_queries.earlier(by.client, key):
        return int(earlier.facts["promises"])
    day = calendars.holidays(on.year).filter(on=on).exclude(kind=Kind.WORKING_SATURDAY).first()
    rules.check_announce(by.role or "", basis, is_off=day is not None, on=on)
    count = queries.promised_on(on, at)
    if day is not None:
        journal.record(
            Event.POSTPONEMENT_ANNOUNCED,
            day,
            by=by,
            at=at,
            key=key,
            on=on.isoformat(),
            basis=basis.strip(),
            promises=count,
        )
    return count


@transaction.atomic
def postpone(pk: int, *, basis: str, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Promise anew by the calendar of now, never earlier: form 01 again, and the applicant is told.

    Where nothing moves nothing is done. What was late stays late.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.POSTPONE.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_postpone(facts)
    calendar, former = facts.windows.calendar, dossier.due_at or at
    due_at = queries.due_by(dossier, calendar)
    if due_at <= former:
        return dossier

    held_before, act_by = dossier.held_to or former, dossier.act_by
    dossier.case.due_at = due_at
    if held_before == former and at <= former:
        dossier.case.held_to = due_at
    dossier.calendar_digest = calendar.digest
    dossier.save(update_fields=["calendar_digest"])
    dossiers_actions.move(dossier, rules.POSTPONE, at=at, reason="postponed")
    if act_by == former:
        turns.postpone(dossier.case, act_by=due_at)
        dossier.forget_turn()
    dossiers_actions.issue_paper(dossier, "receipt", receipt(dossier, by=by, at=at), at=at)

    journal.record(
        rules.POSTPONE.event,
        dossier,
        by=by,
        at=at,
        key=key,
        basis=basis,
        former=dossiers_rules.iso_or_empty(former),
        due_at=dossiers_rules.iso_or_empty(due_at),
        held_before=dossiers_rules.iso_or_empty(held_before),
        calendar=calendar.digest,
    )
    return dossier


@transaction.atomic
def wait_longer(
    pk: int, *, on: date, basis: str, by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """The applicant, who is waited for, has as many working days as before the day was off.

    Told to the applicant. Where the day does not fall into the wait nothing is done, and nothing a
    second time for the same day.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.WAIT_LONGER.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_wait_longer(facts)
    former, at_hand = dossier.act_by, dossier.turn_at_hand
    since = at_hand.since if at_hand else at
    answer_by = rules.waits_anew(since, former, on, facts.windows.calendar)
    if answer_by <= former or queries.waits_longer(dossier, on, since):
        return dossier

    turns.postpone(dossier.case, act_by=answer_by)
    dossier.forget_turn()

    journal.record(
        rules.WAIT_LONGER.event,
        dossier,
        by=by,
        at=at,
        key=key,
        on=on.isoformat(),
        basis=basis,
        former=former.isoformat(),
        answer_by=answer_by.isoformat(),
    )
    return dossier
