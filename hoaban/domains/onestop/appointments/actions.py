"""Gives the one new appointment."""

from datetime import date, datetime

from django.db import transaction

from hoaban.casework.turns import actions as turns
from hoaban.core import clock
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.appointments import queries, rules
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.rules import iso_or_empty
from hoaban.domains.onestop.papers.queries import paper_moment


@transaction.atomic
def extend(
    pk: int, *, until: date, reason: str, by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """Apologise and give the one new appointment, at closing time of its day: form 04.

    Told too late it excuses nothing: the dossier stays late. Refuses a second one, and a day that
    is not after the due day or further off than the law allows.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.EXTEND.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_extend(facts)
    why = dossiers_rules.words(reason, about="appointment.again")
    calendar = facts.windows.calendar
    former, due_at = dossier.due_at or at, calendar.close_on_or_after(until)
    rules.check_new_date(facts, due_at)

    held_before = dossier.held_to or former
    dossier.case.due_at = due_at
    dossier.case.held_to = rules.held_after(facts, due_at)
    dossier.extensions += 1
    dossier.calendar_digest = calendar.digest
    dossier.save(update_fields=["extensions", "calendar_digest"])
    dossiers_actions.move(dossier, rules.EXTEND, at=at, reason="extended")
    if dossier.state == State.IN_PROCESS:  # at the counter it still has to be forwarded
        turns.postpone(dossier.case, act_by=due_at)
        dossier.forget_turn()
    sheet = queries.extension(dossier, former=former, reason=why, by=by, at=at)
    dossiers_actions.issue_paper(dossier, "extension", sheet, at=at)

    journal.record(
        rules.EXTEND.event,
        dossier,
        by=by,
        at=at,
        key=key,
        former=iso_or_empty(former),
        due_at=iso_or_empty(due_at),
        held_before=iso_or_empty(held_before),
        is_in_time=dossier.held_to == due_at,
        calendar=calendar.digest,
    )
    return dossier


@transaction.atomic
def apologise(pk: int, *, reason: str, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Apologise for a result that was signed late: form 04, by which it may be had today.

    It excuses nothing: the dossier stays late. Refuses what was signed in time, and a second one.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.APOLOGISE.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_apologise(facts)
    why = dossiers_rules.words(reason, about="appointment.again")

    dossier.extensions += 1
    dossier.save(update_fields=["extensions"])
    there_at = facts.windows.calendar.close_on_or_after(clock.day(at))
    former = dossier.due_at or at
    sheet = queries.extension(dossier, former=former, reason=why, by=by, at=at)
    sheet |= {"due_at": paper_moment(there_at)}
    dossiers_actions.issue_paper(dossier, "extension", sheet, at=at)

    journal.record(
        rules.APOLOGISE.event, dossier, by=by, at=at, key=key, former=iso_or_empty(former)
    )
    return dossier
