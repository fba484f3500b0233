"""Asks the applicant for what is missing, and takes it in."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from hoaban.core.files.models import Use
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.core.workdays import counting
from hoaban.core.workdays.facts import Unit
from hoaban.domains.onestop.custody import actions as custody
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.enums import Clock, Event, OnSupply, Stage, State, Who
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.rules import Extended, Supplied, iso_or_empty
from hoaban.domains.onestop.filing.actions import Block
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.rules import Windows
from hoaban.domains.onestop.supplements import queries, rules
from hoaban.domains.onestop.supplements.models import Supplement


def ask(
    dossier: Dossier,
    stage: Stage,
    *,
    items: Sequence[Mapping[str, str]],
    reason: str,
    head_reason: str,
    on_supply: str,
    at: datetime,
) -> Supplement:
    """One complete list of what to bring and what to do with each paper."""
    return Supplement.objects.create(
        dossier=dossier,
        stage=stage,
        items=[dict(item) for item in items],
        reason=reason,
        head_reason=head_reason,
        on_supply=on_supply,
        asked_at=at,
    )


def answer_supplement(dossier: Dossier, *, at: datetime) -> Supplement | None:
    """The open request is answered."""
    request = Supplement.objects.filter(dossier=dossier, supplied_at=None).first()
    if request:
        request.supplied_at = at
        request.save(update_fields=["supplied_at"])
    return request


@transaction.atomic
def complete(
    pk: int,
    *,
    by: Actor,
    at: datetime,
    key: str | None = None,
    answers: Block | None = None,
    files: Mapping[str, Sequence[Use]] | None = None,
    counts: Mapping[str, Mapping[str, int]] | None = None,
) -> Dossier:
    """File again what was asked before reception: new versions of the papers, the old ones kept."""
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, Event.COMPLETED, by, key):
        return dossier
    rules.check_complete(dossiers.facts(dossier, by=by, at=at))

    answer_supplement(dossier, at=at)
    custody.add_items(dossier, files or {})
    dossiers_actions.add_files(dossier, files or {}, at=at)
    custody.add_counts(dossier, counts or {})
    if answers is not None:
        dossier.answers = dict(answers)
    law = dossiers.law_of(dossier)
    dossier.state, dossier.turn = State.SUBMITTED, Who.CLERK
    dossier.act_by = counting.due(at, law.precheck_hours, Unit.WORKING_HOURS, law.calendar)
    dossier.save(update_fields=["answers", "state", "turn", "act_by"])

    journal.record(Event.COMPLETED, dossier, by=by, at=at, key=key)
    return dossier


@transaction.atomic
def ask_completion(
    pk: int,
    *,
    items: Sequence[Mapping[str, str]],
    reason: str,
    by: Actor,
    at: datetime,
    head_reason: str = "",
    key: str | None = None,
) -> Dossier:
    """Ask the applicant, once and completely, for what is missing before reception: form 02.

    `items` are {component, name, what}. A second request needs the head and a reason.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, Event.COMPLETION_ASKED, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_ask_completion(facts)
    listed = rules.listed(items)
    why_again = dossiers_rules.words(head_reason) if facts.supplements_before else ""

    law = facts.windows
    ask(
        dossier,
        Stage.BEFORE,
        items=listed,
        reason=dossiers_rules.words(reason),
        head_reason=why_again,
        on_supply=law.on_supply,
        at=at,
    )
    dossier.supplements_before += 1
    dossier.state, dossier.turn = State.AWAITING_COMPLETION, Who.CITIZEN
    dossier.act_by = _answer_by(at, law)
    dossier.save(update_fields=["supplements_before", "state", "turn", "act_by"])
    sheet = queries.supplement(dossier, items=listed, reason=reason, by=by, at=at)
    dossiers_actions.issue_paper(dossier, "supplement", sheet, at=at)

    journal.record(Event.COMPLETION_ASKED, dossier, by=by, at=at, key=key, items=len(listed))
    return dossier


def _answer_by(at: datetime, law: Windows) -> datetime:
    return counting.due(at, law.completion_days, Unit.WORKING_DAYS, law.calendar)


@transaction.atomic
def ask_supplement(
    pk: int,
    *,
    items: Sequence[Mapping[str, str]],
    reason: str,
    by: Actor,
    at: datetime,
    head_reason: str = "",
    key: str | None = None,
) -> Dossier:
    """Ask for a supplement after reception, through the one-stop shop: form 02; the clock pauses.

    Within the window after reception and once; a second request needs the head and a reason.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, Event.SUPPLEMENT_ASKED, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_ask_supplement(facts)
    listed = rules.listed(items)
    why_again = dossiers_rules.words(head_reason) if facts.supplements_after else ""

    law = facts.windows
    ask(
        dossier,
        Stage.AFTER,
        items=listed,
        reason=dossiers_rules.words(reason),
        head_reason=why_again,
        on_supply=law.on_supply,
        at=at,
    )
    dossiers_actions.end_interval(dossier, at=at)
    dossiers_actions.start_interval(dossier, Clock.PAUSED, at=at, reason=Stage.AFTER)
    dossier.supplements_after += 1
    dossier.state, dossier.clock = State.AWAITING_SUPPLEMENT, Clock.PAUSED
    dossier.turn = Who.CITIZEN
    days = Unit.WORKING_DAYS
    dossier.act_by = counting.due(at, law.completion_days, days, law.calendar)
    dossier.save(update_fields=["supplements_after", "state", "clock", "turn", "act_by"])
    sheet = queries.supplement(dossier, items=listed, reason=reason, by=by, at=at)
    dossiers_actions.issue_paper(dossier, "supplement", sheet, at=at)

    journal.record(Event.SUPPLEMENT_ASKED, dossier, by=by, at=at, key=key, items=len(listed))
    return dossier


@transaction.atomic
def supply(
    pk: int,
    *,
    by: Actor,
    at: datetime,
    files: Mapping[str, Sequence[Use]] | None = None,
    counts: Mapping[str, Mapping[str, int]] | None = None,
    key: str | None = None,
) -> Dossier:
    """Take in what was asked after reception: the clock starts again, or goes on where it stopped.

    The step at hand goes on with whoever had it.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, Event.SUPPLIED, by, key):
        return dossier
    rules.check_supply(dossiers.facts(dossier, by=by, at=at))

    request = answer_supplement(dossier, at=at)
    custody.add_items(dossier, files or {})
    dossiers_actions.add_files(dossier, files or {}, at=at)
    custody.add_counts(dossier, counts or {})
    on_supply = request.on_supply if request else OnSupply.RESTARTS
    asked_at = request.asked_at if request else at
    former = dossier.due_at
    dossier.due_at = _due_after(dossier, Supplied(asked_at, at, on_supply))
    dossiers_actions.end_interval(dossier, at=at)
    dossiers_actions.start_interval(dossier, Clock.RUNNING, at=at)
    plan = parameters.plan(dossier.revision_id)
    dossier.state, dossier.clock = State.IN_PROCESS, Clock.RUNNING
    dossier.turn, dossier.act_by = plan.steps[dossier.step].role, dossier.due_at
    dossier.save(update_fields=["state", "clock", "turn", "act_by", "due_at"])

    journal.record(
        Event.SUPPLIED,
        dossier,
        by=by,
        at=at,
        key=key,
        on_supply=on_supply,
        former=iso_or_empty(former),
        due_at=iso_or_empty(dossier.due_at),
    )
    return dossier


def _due_after(dossier: Dossier, supplied: Supplied) -> datetime:
    """The due moment as it stood, moved by the one supplement that has just come."""
    calendar = dossiers.calendar_of(dossier)
    promise = dossier.clock_facts()
    moved: list[Supplied | Extended] = [supplied]
    if dossier.due_at:
        moved.insert(0, Extended(dossier.due_at))
    return dossiers_rules.due_moment(promise, calendar, moved)
