"""At the one-stop counter: receive, ask to complete, refuse, take the fee, pass on."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from hoaban.core import clock, numbers, workdays
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.dossiers import queries, rules
from hoaban.domains.dossiers.actions import _frozen as frozen
from hoaban.domains.dossiers.actions import _parts as parts
from hoaban.domains.dossiers.enums import Clock, Event, Money, Stage, State, Who
from hoaban.domains.dossiers.models import Dossier, PaperItem
from hoaban.domains.procedures import queries as procedures


@transaction.atomic
def receive(pk: int, *, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Receive a dossier: its legal code is minted, its clock starts, form 01 is issued.

    The due moment follows from the revision, the case and the channel; the fee is computed and
    asked. What was filed with an agency that has ended since, its successor receives as its own.
    Refuses another state than submitted, and anyone but a clerk of the receiving agency.
    """
    dossier = queries.locked(pk)
    if queries.is_repeated(dossier, Event.RECEIVED, by, key):
        return dossier
    rules.check_receive(queries.facts(dossier, by=by, at=at))

    _settle_agency(dossier, at)
    _mint_code(dossier, at)
    _start_clock(dossier, at)
    _compute_fee(dossier)
    plan = queries.plan(dossier.revision_id)
    if plan.is_counter(plan.first):
        parts.begin_step(dossier, plan.first, at=at, post=by.post_pk)
    dossier.state, dossier.turn, dossier.assignee_id = State.RECEIVED, Who.CLERK, None
    dossier.save(update_fields=RECEIVED)
    parts.issue_paper(dossier, "receipt", frozen.receipt(dossier, by=by), at=at)

    journal.record(
        Event.RECEIVED,
        dossier,
        by=by,
        at=at,
        key=key,
        code=dossier.code,
        amount=dossier.limit_amount,
        unit=dossier.limit_unit,
        due_at=f"{dossier.due_at:%Y-%m-%dT%H:%M:%S%z}",
        calendar=dossier.calendar_digest,
        channel=dossier.channel,
    )
    return dossier


RECEIVED = [
    "receiving_agency",
    "deciding_agency",
    "code",
    "received_at",
    "due_at",
    "act_by",
    "limit_amount",
    "limit_unit",
    "calendar_digest",
    "clock",
    "fee_amount",
    "fee_lines",
    "money",
    "state",
    "turn",
    "step",
    "assignee",
]


def _settle_agency(dossier: Dossier, at: datetime) -> None:
    """Whoever receives is the receiving authority: code, clock and figures are its own."""
    answering = queries.answering(dossier, clock.day(at))
    if answering.code != queries.agency(dossier.receiving_agency_id).code:
        dossier.receiving_agency = dossier.deciding_agency = answering


def _mint_code(dossier: Dossier, at: datetime) -> None:
    """The code belongs to the receiving authority, numbered by day. [ND61/2018 Đ26]"""
    agency = queries.agency(dossier.receiving_agency_id)
    day = f"{clock.local(at):%y%m%d}"
    number = numbers.next("dossier", agency=agency.code, period=day)
    dossier.code = rules.dossier_code(agency.official_code or agency.code, day, number)


def _start_clock(dossier: Dossier, at: datetime) -> None:
    plan = queries.plan(dossier.revision_id)
    case = plan.cases[dossier.case_id].code
    limit = procedures.limit_in(plan.facts, case=case, channel=dossier.channel)
    agency = queries.agency(dossier.receiving_agency_id)
    calendar = queries.windows(clock.day(at), agency.code).calendar
    promise = rules.Promise(at, limit.amount, limit.unit)
    dossier.received_at = at
    dossier.limit_amount, dossier.limit_unit = limit.amount, limit.unit
    dossier.calendar_digest = calendar.digest
    dossier.due_at = rules.due_moment(promise, calendar)
    dossier.act_by = min(workdays.transfer_due(at, calendar), dossier.due_at)
    dossier.clock = Clock.RUNNING
    parts.start_interval(dossier, Clock.RUNNING, at=at)


def _compute_fee(dossier: Dossier) -> None:
    """[ND61/2018 Đ22]"""
    plan = queries.plan(dossier.revision_id)
    case = procedures.case_in(plan.facts, plan.cases[dossier.case_id].code)
    fee = procedures.fee_in(case, channel=dossier.channel, answers=dossier.answers)
    dossier.fee_amount = fee.amount
    dossier.fee_lines = [asdict(line) for line in fee.lines]
    dossier.money = Money.ASKED if fee.amount else Money.NONE


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
    dossier = queries.locked(pk)
    if queries.is_repeated(dossier, Event.COMPLETION_ASKED, by, key):
        return dossier
    facts = queries.facts(dossier, by=by, at=at)
    rules.check_ask_completion(facts)
    listed = rules.listed(items)
    why_again = rules.words(head_reason) if facts.supplements_before else ""

    law = facts.windows
    parts.ask(
        dossier,
        Stage.BEFORE,
        items=listed,
        reason=rules.words(reason),
        head_reason=why_again,
        on_supply=law.on_supply,
        at=at,
    )
    dossier.supplements_before += 1
    dossier.state, dossier.turn = State.AWAITING_COMPLETION, Who.CITIZEN
    dossier.act_by = _answer_by(at, law)
    dossier.save(update_fields=["supplements_before", "state", "turn", "act_by"])
    sheet = frozen.supplement(dossier, items=listed, reason=reason, by=by, at=at)
    parts.issue_paper(dossier, "supplement", sheet, at=at)

    journal.record(Event.COMPLETION_ASKED, dossier, by=by, at=at, key=key, items=len(listed))
    return dossier


def _answer_by(at: datetime, law: rules.Windows) -> datetime:
    return workdays.due(at, law.completion_days, workdays.Unit.WORKING_DAYS, law.calendar)


@transaction.atomic
def refuse(
    pk: int, *, reason: str, basis: str = "", by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """Refuse to receive, with the reason in words and its legal basis: form 03."""
    dossier = queries.locked(pk)
    if queries.is_repeated(dossier, Event.REFUSED, by, key):
        return dossier
    rules.check_refuse(queries.facts(dossier, by=by, at=at))
    why = rules.words(reason)

    dossier.state, dossier.turn, dossier.clock = State.REFUSED, Who.NOBODY, Clock.ENDED
    dossier.ended_at, dossier.end_reason = at, why
    dossier.save(update_fields=["state", "turn", "clock", "ended_at", "end_reason"])
    PaperItem.objects.filter(dossier=dossier, returned_at=None).update(returned_at=at)
    sheet = frozen.refusal(dossier, reason=why, basis=basis, by=by, at=at)
    parts.issue_paper(dossier, "refusal", sheet, at=at)

    journal.record(Event.REFUSED, dossier, by=by, at=at, key=key)
    return dossier


@transaction.atomic
def pay(pk: int, *, amount: int, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Record the fee as paid at the counter; `amount` in whole VND must be what was asked."""
    dossier = queries.locked(pk)
    if queries.is_repeated(dossier, Event.FEE_PAID, by, key):
        return dossier
    rules.check_pay(queries.facts(dossier, by=by, at=at))
    rules.check_amount(dossier.fee_amount, amount)

    dossier.money = Money.PAID
    dossier.save(update_fields=["money"])

    journal.record(Event.FEE_PAID, dossier, by=by, at=at, key=key, amount=amount)
    return dossier


@transaction.atomic
def transfer(pk: int, *, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Pass the dossier from the counter to the unit that handles it."""
    dossier = queries.locked(pk)
    if queries.is_repeated(dossier, Event.TRANSFERRED, by, key):
        return dossier
    rules.check_transfer(queries.facts(dossier, by=by, at=at))

    plan = queries.plan(dossier.revision_id)
    parts.end_step(dossier, by=by, at=at)
    first = plan.steps[plan.first]
    parts.begin_step(dossier, first.next if first.role == Who.CLERK else first.code, at=at)
    dossier.state = State.IN_PROCESS
    dossier.act_by = dossier.due_at or at
    dossier.save(update_fields=["state", "step", "turn", "assignee", "act_by"])

    journal.record(Event.TRANSFERRED, dossier, by=by, at=at, key=key, step=dossier.step)
    return dossier
