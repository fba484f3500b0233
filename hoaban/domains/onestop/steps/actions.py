from dataclasses import replace
from datetime import datetime

from django.db import transaction

from hoaban.casework.acts.actions import Next
from hoaban.casework.turns import actions as turns
from hoaban.casework.turns import queries as turns_queries
from hoaban.casework.turns.enums import Ending
from hoaban.core import clock
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Post
from hoaban.core.workdays import counting
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.enums import Event, State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.rules import Last
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.steps import queries, rules


@transaction.atomic
def issue_sheet(pk: int, *, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Write the control sheet as it stands: a row for each hand-over, numbered like every form.

    A later sheet has the rows of the earlier one and those added since.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.ISSUE_SHEET.event, by, key):
        return dossier
    rules.check_issue_sheet(dossiers.facts(dossier, by=by, at=at))

    dossiers_actions.issue_paper(dossier, "control", queries.control(dossier, by=by, at=at), at=at)

    journal.record(rules.ISSUE_SHEET.event, dossier, by=by, at=at, key=key)
    return dossier


@transaction.atomic
def assign(pk: int, *, to: int, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Give the step at hand to a post (primary key) of the agency that has the step's role."""
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.ASSIGN.event, by, key):
        return dossier
    rules.check_assign(dossiers.facts(dossier, by=by, at=at))

    _give(dossier, to, at=at)

    journal.record(rules.ASSIGN.event, dossier, by=by, at=at, key=key, to=_name(dossier))
    return dossier


@transaction.atomic
def hand_on(
    pk: int, *, to: int, note: str = "", by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """Hand the step at hand to a colleague: the pass so far is kept, a new one begins."""
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.HAND_ON.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_hand_on(facts)
    rules.check_someone_else(facts, is_oneself=to == by.post_pk)

    post = _colleague(dossier, to, at=at)
    turn = dossiers.at_step(dossier, dossier.step, dossier.act_by, post=post.pk)
    dossiers_actions.move(
        dossier, rules.HAND_ON, at=at, turn=turn, officer=by.post_pk, note=note.strip()
    )

    journal.record(rules.HAND_ON.event, dossier, by=by, at=at, key=key, to=_name(dossier))
    return dossier


@transaction.atomic
def do_step(
    pk: int,
    *,
    note: str = "",
    to: int | None = None,
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Dossier:
    """Finish the step at hand; the next one begins, of a post (`to`) where one is named. The
    signing step is finished by signing.

    Refuses to go on to the signature without a draft of the result, and a post without the role.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.DO_STEP.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_do_step(facts)
    plan = parameters.plan(dossier.revision_id)
    done = plan.steps[dossier.step]

    if to is not None:
        next_ones = dossiers.following(dossier, clock.day(at))
        rules.check_colleague(next_ones.filter(pk=to).exists())
    turn = dossiers.at_step(dossier, done.next, dossier.act_by, post=to)
    dossiers_actions.move(
        dossier, rules.DO_STEP, at=at, turn=turn, officer=by.post_pk, note=note.strip()
    )

    journal.record(
        rules.DO_STEP.event, dossier, by=by, at=at, key=key, step=done.code, next=dossier.step
    )
    return dossier


@transaction.atomic
def return_step(pk: int, *, note: str, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Send the dossier back to the step before, saying why; whoever did it has it again."""
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.RETURN_STEP.event, by, key):
        return dossier
    rules.check_return_step(dossiers.facts(dossier, by=by, at=at))
    plan = parameters.plan(dossier.revision_id)
    back = plan.before(dossier.step)

    returned = dossier.step
    turn = _again(dossier, back, at=at)
    why = dossiers_rules.words(note, about="process.internal")
    dossiers_actions.move(
        dossier,
        rules.RETURN_STEP,
        at=at,
        turn=turn,
        officer=by.post_pk,
        note=why,
        ending=Ending.RETURNED,
    )

    journal.record(
        rules.RETURN_STEP.event, dossier, by=by, at=at, key=key, step=returned, back=dossier.step
    )
    return dossier


@transaction.atomic
def undo(pk: int, *, reason: str = "", by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Take back the last press: a transfer, a step done, returned or handed on.

    Nothing is deleted: the step begins anew with whoever had it. Whoever pressed may for a short
    while, the head later with a reason. Refuses what told the applicant or took a number.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.UNDO.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_undo(facts)
    last = facts.last or dossiers.last_act(dossier, by)
    why = reason.strip() if last.is_own else dossiers_rules.words(reason, about="process.errors")

    _take_back(dossier, last, why, by=by, at=at)

    journal.record(rules.UNDO.event, dossier, by=by, at=at, key=key, verb=last.verb)
    return dossier


def _take_back(dossier: Dossier, last: Last, why: str, *, by: Actor, at: datetime) -> None:
    """Back to the step where it was pressed, with whoever had it; the pass begun since is kept."""
    plan = parameters.plan(dossier.revision_id)
    is_transfer = last.verb == Event.TRANSFERRED
    before = plan.first if is_transfer else last.step or dossier.step
    if is_transfer:
        dossier.case.state = State.RECEIVED
        turn = _back_at_counter(dossier, before, at=at)
    else:
        turn = _again(dossier, before, at=at)
    dossiers_actions.move(
        dossier, rules.UNDO, at=at, turn=turn, officer=by.post_pk, note=why, ending=Ending.UNDONE
    )


def _back_at_counter(dossier: Dossier, first: str, *, at: datetime) -> Next:
    """The counter has it again, as after its reception."""
    received_at = dossier.received_at or at
    transfer_by = counting.transfer_due(received_at, dossiers.law_of(dossier).calendar)
    act_by = min(transfer_by, dossier.due_at or transfer_by)
    if not parameters.plan(dossier.revision_id).is_counter(first):
        return dossiers.at_counter(dossier, act_by)
    turn = dossiers.at_counter(dossier, act_by, task=first)
    return replace(turn, officer=turns_queries.last_officer(dossier.case, first))


def _again(dossier: Dossier, step: str, *, at: datetime) -> Next:
    """To whoever had the step, if that post still has it in its charge; else to anyone there."""
    role = parameters.plan(dossier.revision_id).steps[step].role
    last = turns_queries.last_officer(dossier.case, step)
    turn = dossiers.at_step(dossier, step, dossier.due_at or dossier.act_by)
    holders = dossiers.posts_at(turn.agency, role, clock.day(at)).filter(pk=last or 0)
    holder = holders.first()
    return replace(turn, post=holder.pk, officer=holder.pk) if holder else turn


def _give(dossier: Dossier, to: int, *, at: datetime) -> None:
    turns.assign(dossier.case, _colleague(dossier, to, at=at).pk, at=at)
    dossier.forget_turn()


def _colleague(dossier: Dossier, to: int, *, at: datetime) -> Post:
    """The post, if it may be given the step at hand."""
    post = dossiers.colleagues(dossier, clock.day(at)).filter(pk=to).first()
    rules.check_colleague(post is not None)
    return dossiers.post(to)


def _name(dossier: Dossier) -> str:
    return f"post:{dossier.assignee.public_id}" if dossier.assignee else ""
