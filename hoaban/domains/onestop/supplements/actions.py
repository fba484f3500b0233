"""Asks the applicant for what is missing, and takes it in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from hoaban.casework.acts.actions import Next
from hoaban.casework.cases.states import Line
from hoaban.casework.clocks.enums import AfterWait
from hoaban.casework.clocks.rules import Waited
from hoaban.casework.turns import queries as turns
from hoaban.casework.turns.enums import Ending
from hoaban.core.journal import actions as journal
from hoaban.core.language import FIRST, text
from hoaban.core.people.actors import Actor
from hoaban.core.workdays import counting, waits
from hoaban.core.workdays.facts import Unit
from hoaban.domains.onestop.corrections import actions as corrections
from hoaban.domains.onestop.corrections.queries import Change
from hoaban.domains.onestop.custody import actions as custody
from hoaban.domains.onestop.custody.actions import Counts, Files
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.enums import Stage, State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.rules import Facts, iso_or_empty
from hoaban.domains.onestop.filing.actions import Block
from hoaban.domains.onestop.papers.queries import receipt
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.promises import actions as promises
from hoaban.domains.onestop.provisions.rules import Windows
from hoaban.domains.onestop.supplements import queries, rules
from hoaban.domains.onestop.supplements.models import Proposal, Supplement
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
    """One complete list of what to bring; a second of a stage says why the head allows it."""
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


@transaction.atomic
def complete(
    pk: int,
    *,
    by: Actor,
    at: datetime,
    key: str | None = None,
    answers: Block | None = None,
    files: Files | None = None,
    counts: Counts | None = None,
) -> Dossier:
    """File again all that was asked before reception; the counter checks it as a new filing."""
    came = _Came(answers, files or {}, counts or {})
    line, check = rules.COMPLETE, rules.check_complete
    dossier, told = _hand_in(pk, line, check, came, by=by, at=at, key=key)
    if told is not None:
        journal.record(rules.COMPLETE.event, dossier, by=by, at=at, key=key, **told)
    return dossier


@transaction.atomic
def supply(
    pk: int,
    *,
    by: Actor,
    at: datetime,
    answers: Block | None = None,
    files: Files | None = None,
    counts: Counts | None = None,
    key: str | None = None,
) -> Dossier:
    """Hand in at the counter all that was asked after reception; the clock stands meanwhile.

    `answers` is the whole declaration with the sections that the request opened declared anew.
    """
    came = _Came(answers, files or {}, counts or {})
    check = rules.check_supply
    dossier, told = _hand_in(pk, rules.SUPPLY, check, came, by=by, at=at, key=key)
    if told is not None:
        journal.record(rules.SUPPLY.event, dossier, by=by, at=at, key=key, **told)
    return dossier


@dataclass(frozen=True, slots=True)
class _Came:
    """What came: the whole declaration, files and sheets by component."""

    answers: Block | None
    files: Files
    counts: Counts


def _hand_in(
    pk: int,
    line: Line,
    check: Callable[[Facts], None],
    came: _Came,
    *,
    by: Actor,
    at: datetime,
    key: str | None,
) -> tuple[Dossier, dict[str, Any] | None]:  # Any: facts of the entry
    """What was asked for comes in and waits for the counter to look; no facts: it did before."""
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, line.event, by, key):
        return dossier, None
    check(dossiers.facts(dossier, by=by, at=at))
    declared = queries.declared_anew(dossier, came.answers)
    _check_answered(dossier, came.files, came.counts, declared, by=by)
    is_received = line is rules.SUPPLY
    if is_received:
        queries.check_opened(dossier, came.answers, declared)

    answer(dossier, rest=[], **{"sent_at" if is_received else "supplied_at": at})
    custody.take_in(dossier, came.files, came.counts, at=at)
    if came.answers is not None:
        post = parameters.acting_post(by)
        ground = DECLARED_ANEW
        corrections.replace(dossier, came.answers, declared, ground=ground, post=post, at=at)
    law = dossiers.law_of(dossier)
    look_by = counting.due(at, law.precheck_hours, Unit.WORKING_HOURS, law.calendar)
    turn = dossiers.at_counter(dossier, look_by, task=dossier.step)
    dossiers_actions.move(dossier, line, at=at, turn=turn)

    return dossier, dict(corrections.told(declared))


def _check_answered(
    dossier: Dossier, files: Files, counts: Counts, declared: Sequence[Change], *, by: Actor
) -> None:
    on_paper = by.is_official
    rules.check_answered(queries.missing(dossier, files, counts, declared, on_paper=on_paper))


def answer(dossier: Dossier, **fields: object) -> None:
    """The request at hand is answered, or open again."""
    request = queries.last_request(dossier)
    if request:
        Supplement.objects.filter(pk=request.pk).update(**fields)


DECLARED_ANEW = "Người nộp khai lại"


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
    missing = {one.code: text(one.name, FIRST) for one in dossiers.lacking(dossier)}
    rules.check_whole([{"component": queries.component_of(dossier, i)} for i in listed], missing)
    turn = _ask(dossier, Stage.BEFORE, facts, listed, reason=reason, head_reason=head_reason, at=at)
    dossiers_actions.move(dossier, rules.ASK_COMPLETION, at=at, turn=turn, officer=by.post_pk)
    sheet = queries.supplement(dossier, items=listed, reason=reason, by=by, at=at)
    dossiers_actions.issue_paper(dossier, "supplement", sheet, at=at)

    journal.record(
        rules.ASK_COMPLETION.event,
        dossier,
        by=by,
        at=at,
        key=key,
        **queries.asked_until(dossier, listed),
    )
    return dossier


def _answer_by(at: datetime, law: Windows) -> datetime:
    return waits.ends(at, law.completion_days, law.calendar)


def decide(dossier: Dossier, *, declined: str, at: datetime) -> Proposal | None:
    """The leader's word on what was proposed; None where nothing was."""
    proposal = queries.open_proposal(dossier)
    if proposal:
        proposal.decided_at, proposal.declined = at, declined
        proposal.save(update_fields=["decided_at", "declined"])
    return proposal


@transaction.atomic
def ask_supplement(
    pk: int,
    *,
    by: Actor,
    at: datetime,
    items: Sequence[Item] | None = None,
    reason: str = "",
    head_reason: str = "",
    key: str | None = None,
) -> Dossier:
    """Ask for a supplement after reception, through the one-stop shop: form 02; the clock stands.

    A leader asks: for what was proposed, unless `items` and `reason` say otherwise, or of their
    own. Within the window after reception and once; a second request needs the head and a reason.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.ASK_SUPPLEMENT.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_ask_supplement(facts)
    proposal = decide(dossier, declined="", at=at)
    listed = rules.listed(proposal.items if proposal and items is None else items or ())
    why = reason or (proposal.reason if proposal else "")
    turn = _ask(dossier, Stage.AFTER, facts, listed, reason=why, head_reason=head_reason, at=at)
    dossiers_actions.move(
        dossier,
        rules.ASK_SUPPLEMENT,
        at=at,
        turn=turn,
        officer=by.post_pk if proposal else None,
        ending=Ending.DONE if proposal else Ending.PAUSED,
        reason=Stage.AFTER,
    )
    asks = proposal.post if proposal else None
    sheet = queries.supplement(dossier, items=listed, reason=why, by=by, at=at, asks=asks)
    dossiers_actions.issue_paper(dossier, "supplement", sheet, at=at)

    journal.record(
        rules.ASK_SUPPLEMENT.event,
        dossier,
        by=by,
        at=at,
        key=key,
        **queries.asked_until(dossier, listed),
    )
    return dossier


@transaction.atomic
def take_supplement(
    pk: int,
    *,
    by: Actor,
    at: datetime,
    files: Files | None = None,
    counts: Counts | None = None,
    key: str | None = None,
) -> Dossier:
    """The counter has all that was asked: the clock starts again, or goes on where it stopped.

    Both from the moment when the last of it came. What nobody sent is brought to the counter now.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.TAKE_SUPPLEMENT.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_take_supplement(facts)
    request = queries.last_request(dossier)
    sent_at = request.sent_at if request else None
    if sent_at is None:
        _check_answered(dossier, files or {}, counts or {}, (), by=by)

    has_more = bool(files or counts)
    came_at = at if sent_at is None or has_more else sent_at
    answer(dossier, rest=[], supplied_at=came_at)
    custody.take_in(dossier, files or {}, counts or {}, at=at)
    on_supply = request.on_supply if request else AfterWait.RESTARTS
    asked_at = request.asked_at if request else at
    former, held_before = dossier.due_at or at, dossier.held_to or at
    promises.promise_anew(dossier, Waited(asked_at, came_at, on_supply, facts.windows.calendar))
    _go_on(dossier, by=by, at=at)

    journal.record(
        rules.TAKE_SUPPLEMENT.event,
        dossier,
        by=by,
        at=at,
        key=key,
        on_supply=on_supply,
        came_at=came_at.isoformat(),
        former=iso_or_empty(former),
        due_at=iso_or_empty(dossier.due_at),
        was_late=asked_at > held_before,
        calendar=dossier.calendar_digest,
    )
    return dossier


def resumed(dossier: Dossier, *, at: datetime) -> Next:
    """The step at hand goes on with whoever had it, a leader's word on it apart."""
    turn = dossiers.at_step(dossier, dossier.step, dossier.due_at or at)
    passes = turns.steps_of(dossier.case)
    last = next((one for one in reversed(passes) if one.role == turn.role), None)
    if last is None:
        return turn
    post = last.officer_id if dossier.state == State.SUPPLEMENT_PROPOSED else last.post_id
    goes_on = last is passes[-1]
    return replace(turn, post=post, officer=last.officer_id, goes_on=goes_on)


def _go_on(dossier: Dossier, *, by: Actor, at: datetime) -> None:
    """Whoever had the step has it again, and the applicant a receipt with the new day."""
    turn = resumed(dossier, at=at)
    dossiers_actions.move(dossier, rules.TAKE_SUPPLEMENT, at=at, turn=turn, officer=by.post_pk)
    dossiers_actions.issue_paper(dossier, "receipt", receipt(dossier, by=by, at=at), at=at)
