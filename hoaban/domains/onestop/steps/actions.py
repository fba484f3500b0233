from datetime import datetime

from django.db import transaction

from hoaban.core import clock
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.core.workdays import counting
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.enums import Event, Money, State, Who
from hoaban.domains.onestop.dossiers.models import Dossier, StepRun
from hoaban.domains.onestop.dossiers.rules import Last
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.steps import queries, rules


@transaction.atomic
def issue_sheet(pk: int, *, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Write the control sheet as it stands: a row for each hand-over, numbered like every form.

    A later sheet has the rows of the earlier one and those added since.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, Event.SHEET_ISSUED, by, key):
        return dossier
    rules.check_issue_sheet(dossiers.facts(dossier, by=by, at=at))

    dossiers_actions.issue_paper(dossier, "control", queries.control(dossier, by=by, at=at), at=at)

    journal.record(Event.SHEET_ISSUED, dossier, by=by, at=at, key=key)
    return dossier


STEP = ["step", "turn", "assignee"]


@transaction.atomic
def assign(pk: int, *, to: int, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Give the step at hand to a post (primary key) of the agency that has the step's role."""
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, Event.ASSIGNED, by, key):
        return dossier
    rules.check_assign(dossiers.facts(dossier, by=by, at=at))

    _give(dossier, to, at=at)

    journal.record(Event.ASSIGNED, dossier, by=by, at=at, key=key, to=_name(dossier))
    return dossier


@transaction.atomic
def hand_on(
    pk: int, *, to: int, note: str = "", by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """Hand the step at hand to a colleague: the pass so far is kept, a new one begins."""
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, Event.HANDED_ON, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_hand_on(facts)
    rules.check_someone_else(facts, is_oneself=to == by.post_pk)

    dossiers_actions.end_step(dossier, by=by, at=at, note=note.strip())
    dossiers_actions.begin_step(dossier, dossier.step, at=at)
    _give(dossier, to, at=at)

    journal.record(Event.HANDED_ON, dossier, by=by, at=at, key=key, to=_name(dossier))
    return dossier


@transaction.atomic
def do_step(pk: int, *, note: str = "", by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Finish the step at hand; the next one begins. The signing step is finished by signing.

    Refuses to go on to the signature without a draft of the result.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, Event.STEP_DONE, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_do_step(facts)
    plan = parameters.plan(dossier.revision_id)
    done = plan.steps[dossier.step]
    following = plan.steps.get(done.next)
    rules.check_next_step(
        facts, signs=done.ends_clock, next_signs=bool(following and following.ends_clock)
    )

    dossiers_actions.end_step(dossier, by=by, at=at, note=note.strip())
    dossiers_actions.begin_step(dossier, done.next, at=at)
    dossier.save(update_fields=STEP)

    journal.record(
        Event.STEP_DONE, dossier, by=by, at=at, key=key, step=done.code, next=dossier.step
    )
    return dossier


@transaction.atomic
def return_step(pk: int, *, note: str, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Send the dossier back to the step before, saying why; whoever did it has it again."""
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, Event.STEP_RETURNED, by, key):
        return dossier
    rules.check_return_step(dossiers.facts(dossier, by=by, at=at))
    plan = parameters.plan(dossier.revision_id)
    back = plan.before(dossier.step)
    rules.check_step_before(dossier.code or "", back_is_counter=plan.is_counter(back))

    returned = dossier.step
    dossiers_actions.return_run(dossier, by=by, at=at, note=dossiers_rules.words(note))
    last = _last_at(dossier, back)
    dossiers_actions.begin_step(dossier, back, at=at)
    _give_back(dossier, last, at=at)
    dossier.save(update_fields=STEP)

    journal.record(
        Event.STEP_RETURNED, dossier, by=by, at=at, key=key, step=returned, back=dossier.step
    )
    return dossier


@transaction.atomic
def undo(pk: int, *, reason: str = "", by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Take back the last press: a fee recorded, a transfer, a step done, returned or handed on.

    Nothing is deleted: the step begins anew with whoever had it. Whoever pressed may for a short
    while, the head later with a reason. Refuses what told the applicant or took a number.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, Event.UNDONE, by, key):
        return dossier
    last = dossiers.last_act(dossier, by)
    rules.check_undo(dossiers.facts(dossier, by=by, at=at), last)
    why = reason.strip() if last.is_own else dossiers_rules.words(reason)

    if last.verb == Event.FEE_PAID:
        StepRun.objects.filter(dossier=dossier, finished_at=None).update(note=why)
        dossier.money = Money.ASKED
    else:
        _take_back(dossier, last, why, by=by, at=at)
    dossier.save(update_fields=[*STEP, "money", "state", "act_by"])

    journal.record(Event.UNDONE, dossier, by=by, at=at, key=key, verb=last.verb)
    return dossier


def _take_back(dossier: Dossier, last: Last, why: str, *, by: Actor, at: datetime) -> None:
    """Back to the step where it was pressed, with whoever had it; the pass begun since is kept."""
    plan = parameters.plan(dossier.revision_id)
    is_transfer = last.verb == Event.TRANSFERRED
    before = plan.first if is_transfer else last.step or dossier.step
    holder = _last_at(dossier, before)
    dossiers_actions.return_run(dossier, by=by, at=at, note=why)
    if not is_transfer:
        dossiers_actions.begin_step(dossier, before, at=at)
        _give_back(dossier, holder, at=at)
        return
    dossier.step, dossier.turn, dossier.assignee_id = "", Who.CLERK, None
    if plan.is_counter(before):
        dossiers_actions.begin_step(dossier, before, at=at, post=holder)
        dossier.assignee_id = None
    dossier.state = State.RECEIVED
    received_at = dossier.received_at or at
    transfer_by = counting.transfer_due(received_at, dossiers.calendar_of(dossier))
    dossier.act_by = min(transfer_by, dossier.due_at or transfer_by)


def _give(dossier: Dossier, to: int, *, at: datetime) -> None:
    post = dossiers.colleagues(dossier, clock.day(at)).filter(pk=to).first()
    rules.check_colleague(post is not None)
    dossier.assignee = post
    dossier.save(update_fields=STEP)
    StepRun.objects.filter(dossier=dossier, finished_at=None).update(post=post)


def _give_back(dossier: Dossier, post: int | None, *, at: datetime) -> None:
    """To whoever had the step, if that post still has it in its charge; else to anyone there."""
    holder = dossiers.colleagues(dossier, clock.day(at)).filter(pk=post).first() if post else None
    dossier.assignee = holder
    StepRun.objects.filter(dossier=dossier, finished_at=None).update(post=holder)


def _name(dossier: Dossier) -> str:
    return f"post:{dossier.assignee.public_id}" if dossier.assignee else ""


def _last_at(dossier: Dossier, step: str) -> int | None:
    finished = StepRun.objects.filter(dossier=dossier, step=step, finished_at__isnull=False)
    run = finished.order_by("-id").first()
    return run.post_id if run else None
