"""Asks the applicant for what is missing, and takes it in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from hoaban.casework.acts.actions import Next
from hoaban.casework.attachments import actions as attachments
from hoaban.casework.clocks import rules as clocks_rules
from hoaban.casework.clocks.enums import AfterWait
from hoaban.casework.clocks.rules import Waited
from hoaban.casework.turns import queries as turns
from hoaban.casework.turns.enums import Ending
from hoaban.core.files.models import Use
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.core.workdays import counting
from hoaban.core.workdays.facts import Unit
from hoaban.domains.onestop.corrections import actions as corrections
from hoaban.domains.onestop.corrections.queries import Change
from hoaban.domains.onestop.custody import actions as custody
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.enums import Stage
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.rules import Facts, iso_or_empty
from hoaban.domains.onestop.filing.actions import Block
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.rules import Windows
from hoaban.domains.onestop.supplements import queries, rules
from hoaban.domains.onestop.supplements.models import Supplement
from hoaban.domains.onestop.supplements.rules import Item

COUNTED = {Stage.BEFORE: "supplements_before", Stage.AFTER: "supplements_after"}


def _ask(
    dossier: Dossier,
    stage: Stage,
    facts: Facts,
    items: Sequence[Item],
    *,
    reason: str,
    head_reason: str,
    at: datetime,
) -> Next:
    """One complete list of what to bring; the turn of the applicant that it begins.

    A second request of a stage says why the head allows it.
    """
    counted = COUNTED[stage]
    Supplement.objects.create(
        dossier=dossier,
        stage=stage,
        items=[dict(item) for item in items],
        reason=dossiers_rules.words(reason, about="supplement.request"),
        head_reason=_allowed(head_reason) if getattr(dossier, counted) else "",
        on_supply=facts.windows.on_supply,
        asked_at=at,
    )
    setattr(dossier, counted, getattr(dossier, counted) + 1)
    dossier.save(update_fields=[counted])
    return dossiers.at_applicant(dossier, _answer_by(at, facts.windows))


def _allowed(head_reason: str) -> str:
    return dossiers_rules.words(head_reason, about="supplement.once")


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
    if dossiers.is_repeated(dossier, rules.COMPLETE.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_complete(facts)
    declared = queries.declared_anew(dossier, answers)
    rules.check_answered(facts, queries.missing(dossier, files or {}, declared))

    answer_supplement(dossier, at=at)
    custody.add_items(dossier, files or {})
    attachments.add(dossier.case, files or {}, at=at)
    custody.add_counts(dossier, counts or {})
    if answers is not None:
        _declare(dossier, answers, declared, by=by, at=at)
    law = dossiers.law_of(dossier)
    hours = Unit.WORKING_HOURS
    act_by = counting.due(at, law.precheck_hours, hours, law.calendar)
    turn = dossiers.at_counter(dossier, act_by)
    dossiers_actions.move(dossier, rules.COMPLETE, at=at, turn=turn)

    journal.record(
        rules.COMPLETE.event, dossier, by=by, at=at, key=key, **corrections.told(declared)
    )
    return dossier


DECLARED_ANEW = "Người nộp khai lại"


def _declare(
    dossier: Dossier, answers: Block, declared: Sequence[Change], *, by: Actor, at: datetime
) -> None:
    """What the applicant declares anew stands in the place of what was declared before."""
    post = parameters.acting_post(by)
    corrections.replace(dossier, answers, declared, ground=DECLARED_ANEW, post=post, at=at)


@transaction.atomic
def ask_completion(
    pk: int,
    *,
    items: Sequence[Item],
    reason: str,
    by: Actor,
    at: datetime,
    head_reason: str = "",
    key: str | None = None,
) -> Dossier:
    """Ask the applicant, once and completely, for what is missing before reception: form 02.

    `items` are {component, name, what}, of a declaration also its sections to be declared anew.
    A second request needs the head and a reason.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.ASK_COMPLETION.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_ask_completion(facts)
    listed = rules.listed(items)
    turn = _ask(dossier, Stage.BEFORE, facts, listed, reason=reason, head_reason=head_reason, at=at)
    dossiers_actions.move(dossier, rules.ASK_COMPLETION, at=at, turn=turn, officer=by.post_pk)
    sheet = queries.supplement(dossier, items=listed, reason=reason, by=by, at=at)
    dossiers_actions.issue_paper(dossier, "supplement", sheet, at=at)

    journal.record(rules.ASK_COMPLETION.event, dossier, by=by, at=at, key=key, items=len(listed))
    return dossier


def _answer_by(at: datetime, law: Windows) -> datetime:
    return counting.due(at, law.completion_days, Unit.WORKING_DAYS, law.calendar)


@transaction.atomic
def ask_supplement(
    pk: int,
    *,
    items: Sequence[Item],
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
    if dossiers.is_repeated(dossier, rules.ASK_SUPPLEMENT.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_ask_supplement(facts)
    listed = rules.listed(items)
    turn = _ask(dossier, Stage.AFTER, facts, listed, reason=reason, head_reason=head_reason, at=at)
    dossiers_actions.move(
        dossier, rules.ASK_SUPPLEMENT, at=at, turn=turn, ending=Ending.PAUSED, reason=Stage.AFTER
    )
    sheet = queries.supplement(dossier, items=listed, reason=reason, by=by, at=at)
    dossiers_actions.issue_paper(dossier, "supplement", sheet, at=at)

    journal.record(rules.ASK_SUPPLEMENT.event, dossier, by=by, at=at, key=key, items=len(listed))
    return dossier


@transaction.atomic
def supply(
    pk: int,
    *,
    by: Actor,
    at: datetime,
    answers: Block | None = None,
    files: Mapping[str, Sequence[Use]] | None = None,
    counts: Mapping[str, Mapping[str, int]] | None = None,
    key: str | None = None,
) -> Dossier:
    """Take in what was asked after reception: the clock starts again, or goes on where it stopped.

    `answers` is the whole declaration with the sections that the request opened declared anew. The
    step at hand goes on with whoever had it.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.SUPPLY.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_supply(facts)
    declared = queries.declared_anew(dossier, answers)
    rules.check_answered(facts, queries.missing(dossier, files or {}, declared))
    queries.check_opened(dossier, answers, declared)

    request = answer_supplement(dossier, at=at)
    custody.add_items(dossier, files or {})
    attachments.add(dossier.case, files or {}, at=at)
    custody.add_counts(dossier, counts or {})
    if answers is not None:
        _declare(dossier, answers, declared, by=by, at=at)
    on_supply = request.on_supply if request else AfterWait.RESTARTS
    asked_at = request.asked_at if request else at
    former, calendar = dossier.due_at or at, facts.windows.calendar
    _promise_anew(dossier, former, Waited(asked_at, at, on_supply, calendar))
    dossiers_actions.move(dossier, rules.SUPPLY, at=at, turn=_resumed(dossier, at))

    journal.record(
        rules.SUPPLY.event,
        dossier,
        by=by,
        at=at,
        key=key,
        on_supply=on_supply,
        former=iso_or_empty(former),
        due_at=iso_or_empty(dossier.due_at),
        calendar=dossier.calendar_digest,
        **corrections.told(declared),
    )
    return dossier


def _resumed(dossier: Dossier, at: datetime) -> Next:
    """The step at hand goes on with whoever had it."""
    paused = turns.steps_of(dossier.case)[-1]
    turn = dossiers.at_step(dossier, dossier.step, dossier.due_at or at, post=paused.post_id)
    return replace(turn, officer=paused.officer_id, goes_on=True)


def _promise_anew(dossier: Dossier, former: datetime, waited: Waited) -> None:
    """The due moment as it stood, moved by the one supplement that has just come.

    It restarts the limit [ND61/2018 Đ19 k4], or moves the due moment by the working time waited
    where the procedure's own law says so; a new appointment replaced it before [ND61/2018 Đ19 k9].
    """
    promise = dossier.clock_facts()
    held_to = dossier.held_to or former
    dossier.case.due_at = clocks_rules.after_wait(former, promise, waited)
    dossier.case.held_to = clocks_rules.held_after_wait(held_to, promise, waited)
    dossier.calendar_digest = waited.calendar.digest
    dossier.save(update_fields=["calendar_digest"])
