"""Inside the agency: assign, do a step, hand on, return a step."""

from datetime import datetime

from django.db import transaction

from hoaban.core import clock
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.dossiers import queries, rules
from hoaban.domains.dossiers.actions import _parts as parts
from hoaban.domains.dossiers.enums import Event
from hoaban.domains.dossiers.models import Dossier, StepRun

STEP = ["step", "turn", "assignee"]


@transaction.atomic
def assign(pk: int, *, to: int, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Give the step at hand to a post (primary key) of the agency that has the step's role."""
    dossier = queries.locked(pk)
    if queries.is_repeated(dossier, Event.ASSIGNED, by, key):
        return dossier
    rules.check_assign(queries.facts(dossier, by=by, at=at))

    _give(dossier, to, at=at)

    journal.record(Event.ASSIGNED, dossier, by=by, at=at, key=key, to=_name(dossier))
    return dossier


@transaction.atomic
def hand_on(
    pk: int, *, to: int, note: str = "", by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """Hand the step at hand to a colleague: the pass so far is kept, a new one begins."""
    dossier = queries.locked(pk)
    if queries.is_repeated(dossier, Event.HANDED_ON, by, key):
        return dossier
    facts = queries.facts(dossier, by=by, at=at)
    rules.check_hand_on(facts)
    rules.check_someone_else(facts, is_oneself=to == by.post_pk)

    parts.end_step(dossier, by=by, at=at, note=note.strip())
    parts.begin_step(dossier, dossier.step, at=at)
    _give(dossier, to, at=at)

    journal.record(Event.HANDED_ON, dossier, by=by, at=at, key=key, to=_name(dossier))
    return dossier


@transaction.atomic
def do_step(pk: int, *, note: str = "", by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Finish the step at hand; the next one begins. The signing step is finished by signing.

    Refuses to go on to the signature without a draft of the result.
    """
    dossier = queries.locked(pk)
    if queries.is_repeated(dossier, Event.STEP_DONE, by, key):
        return dossier
    facts = queries.facts(dossier, by=by, at=at)
    rules.check_do_step(facts)
    plan = queries.plan(dossier.revision_id)
    done = plan.steps[dossier.step]
    following = plan.steps.get(done.next)
    rules.check_next_step(
        facts, signs=done.ends_clock, next_signs=bool(following and following.ends_clock)
    )

    parts.end_step(dossier, by=by, at=at, note=note.strip())
    parts.begin_step(dossier, done.next, at=at)
    dossier.save(update_fields=STEP)

    journal.record(
        Event.STEP_DONE, dossier, by=by, at=at, key=key, step=done.code, next=dossier.step
    )
    return dossier


@transaction.atomic
def return_step(pk: int, *, note: str, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Send the dossier back to the step before, saying why; whoever did it has it again."""
    dossier = queries.locked(pk)
    if queries.is_repeated(dossier, Event.STEP_RETURNED, by, key):
        return dossier
    rules.check_return_step(queries.facts(dossier, by=by, at=at))
    plan = queries.plan(dossier.revision_id)
    back = plan.before(dossier.step)
    rules.check_step_before(dossier.code or "", back_is_counter=plan.is_counter(back))

    returned = dossier.step
    parts.return_run(dossier, by=by, at=at, note=rules.words(note))
    last = _last_at(dossier, back)
    parts.begin_step(dossier, back, at=at)
    _give_back(dossier, last, at=at)
    dossier.save(update_fields=STEP)

    journal.record(
        Event.STEP_RETURNED, dossier, by=by, at=at, key=key, step=returned, back=dossier.step
    )
    return dossier


def _give(dossier: Dossier, to: int, *, at: datetime) -> None:
    post = queries.colleagues(dossier, clock.day(at)).filter(pk=to).first()
    rules.check_colleague(post is not None)
    dossier.assignee = post
    dossier.save(update_fields=STEP)
    StepRun.objects.filter(dossier=dossier, finished_at=None).update(post=post)


def _give_back(dossier: Dossier, post: int | None, *, at: datetime) -> None:
    """To whoever had the step, if that post still has it in its charge; else to anyone there."""
    holder = queries.colleagues(dossier, clock.day(at)).filter(pk=post).first() if post else None
    dossier.assignee = holder
    StepRun.objects.filter(dossier=dossier, finished_at=None).update(post=holder)


def _name(dossier: Dossier) -> str:
    return f"post:{dossier.assignee.public_id}" if dossier.assignee else ""


def _last_at(dossier: Dossier, step: str) -> int | None:
    run = StepRun.objects.filter(dossier=dossier, step=step).order_by("-id").first()
    return run.post_id if run else None
