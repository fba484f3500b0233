"""Receives a dossier, refuses it, passes it on to the unit that handles it."""

from dataclasses import asdict, replace
from datetime import date, datetime

from django.db import transaction

from hoaban.casework.cases import actions as cases
from hoaban.casework.clocks import rules as clocks
from hoaban.casework.clocks.rules import Promise
from hoaban.core import clock
from hoaban.core.journal import actions as journal
from hoaban.core.numbers import actions as numbers
from hoaban.core.people.actors import Actor
from hoaban.core.workdays import counting
from hoaban.core.workdays.tables import Calendar
from hoaban.domains.onestop.custody import actions as custody
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.enums import Money, Who
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.papers.queries import receipt, refusal
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.provisions import queries as provisions
from hoaban.domains.onestop.reception import rules
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.queries import RevisionFacts


@transaction.atomic
def receive(pk: int, *, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Receive a dossier: its legal code is minted, its clock starts, form 01 is issued.

    The due moment follows from the revision, the case and the channel; the fee is computed and
    asked. What was filed with an agency that has ended since, its successor receives as its own.
    Refuses another state than submitted, and anyone but a clerk of the receiving agency.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.RECEIVE.event, by, key):
        return dossier
    rules.check_receive(dossiers.facts(dossier, by=by, at=at))

    _settle_agency(dossier, at)
    dossier.case.opened_at = at
    mint_code(dossier, at)
    _enter_in_book(dossier, at)
    on = clock.day(at)
    facts, variant = parameters.numbers_of(dossier.revision_id, dossier.variant_id, on)
    limit = catalogue.limit_in(facts, case=variant, channel=dossier.channel, on=on)
    calendar = promise(dossier, limit.amount, limit.unit, at)
    _compute_fee(dossier, facts, variant, on)
    dossier.save(update_fields=RECEIVED)
    due_at = dossier.due_at or at
    act_by = min(counting.transfer_due(at, calendar), due_at)
    plan = parameters.plan(dossier.revision_id)
    task = plan.first if plan.is_counter(plan.first) else ""
    turn = dossiers.at_counter(dossier, act_by, task=task)
    taken = replace(turn, officer=by.post_pk) if task else turn
    dossiers_actions.move(dossier, rules.RECEIVE, at=at, turn=taken, officer=by.post_pk)
    dossiers_actions.issue_paper(dossier, "receipt", receipt(dossier, by=by, at=at), at=at)

    journal.record(
        rules.RECEIVE.event,
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
    "limit_amount",
    "limit_unit",
    "calendar_digest",
    "book_number",
    "fee_amount",
    "fee_lines",
    "money",
]


def _settle_agency(dossier: Dossier, at: datetime) -> None:
    """Whoever receives is the receiving authority: code, clock and figures are its own."""
    answering = dossiers.answering(dossier, clock.day(at))
    if answering.code != parameters.agency(dossier.receiving_agency_id).code:
        dossier.case.agency = answering
        cases.replace(dossier.case, by=answering.pk, at=at)
        dossier.forget_turn()


def mint_code(dossier: Dossier, received_at: datetime) -> None:
    """The code belongs to the receiving authority, numbered by day. [ND61/2018 Đ26]

    Called inside the action that opens the case, which records.
    """
    agency = parameters.agency(dossier.receiving_agency_id)
    day = f"{clock.local(received_at):%y%m%d}"
    number = numbers.next("dossier", agency=agency.code, period=day)
    dossier.case.code = dossiers_rules.dossier_code(
        agency.official_code or agency.code, day, number
    )
    cases.add_words(dossier.case, dossiers_rules.code_words(dossier.case.code))


def _enter_in_book(dossier: Dossier, at: datetime) -> None:
    """The dossier's place in the register of receptions of the agency, by year. [TT01/2018 Đ9]"""
    code, year = parameters.agency(dossier.receiving_agency_id).code, str(clock.day(at).year)
    dossier.book_number = numbers.next("register", agency=code, period=year)


def promise(dossier: Dossier, amount: int, unit: str, received_at: datetime) -> Calendar:
    """The due moment of a limit by the calendar of now, which is kept with it.

    Called inside the action that opens the case, which records.
    """
    agency = parameters.agency(dossier.receiving_agency_id)
    calendar = provisions.windows(clock.day(received_at), agency.code).calendar
    dossier.limit_amount, dossier.limit_unit = amount, unit
    dossier.calendar_digest = calendar.digest
    due_at = clocks.due_moment(Promise(received_at, amount, unit), calendar)
    dossier.case.due_at = dossier.case.held_to = due_at
    return calendar


def charge(dossier: Dossier, on: date) -> None:
    """Ask the fee of a day, where that day has one of it. [ND61/2018 Đ22]

    Called inside the action that opens the case, which records and saves.
    """
    facts, variant = parameters.numbers_of(dossier.revision_id, dossier.variant_id, on)
    _compute_fee(dossier, facts, variant, on)


def _compute_fee(dossier: Dossier, facts: RevisionFacts, variant: str, on: date) -> None:
    """[ND61/2018 Đ22]"""
    case = catalogue.case_in(facts, variant)
    fee = catalogue.fee_in(case, channel=dossier.channel, answers=dossier.answers, on=on)
    dossier.fee_amount = fee.amount
    dossier.fee_lines = [asdict(line) for line in fee.lines]
    dossier.money = Money.ASKED if fee.amount else Money.NONE


@transaction.atomic
def refuse(
    pk: int, *, reason: str, basis: str, by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """Refuse to receive, with the reason in words and its legal basis: form 03.

    What waits to be completed is refused once the time for it has passed.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.REFUSE.event, by, key):
        return dossier
    rules.check_refuse(dossiers.facts(dossier, by=by, at=at))
    why = dossiers_rules.words(reason, about="reception.refusal")
    law = dossiers_rules.legal_basis(basis)

    dossier.end_reason = why
    dossier.save(update_fields=["end_reason"])
    dossiers_actions.move(dossier, rules.REFUSE, at=at, officer=by.post_pk)
    custody.give_back(dossier, at=at)
    sheet = refusal(dossier, reason=why, basis=law, by=by, at=at)
    dossiers_actions.issue_paper(dossier, "refusal", sheet, at=at)

    journal.record(rules.REFUSE.event, dossier, by=by, at=at, key=key)
    return dossier


@transaction.atomic
def transfer(pk: int, *, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Pass the dossier from the counter to the unit that handles it."""
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.TRANSFER.event, by, key):
        return dossier
    rules.check_transfer(dossiers.facts(dossier, by=by, at=at))

    plan = parameters.plan(dossier.revision_id)
    first = plan.steps[plan.first]
    code = first.next if first.role == Who.CLERK else first.code
    turn = dossiers.at_step(dossier, code, dossier.due_at or at)
    dossiers_actions.move(dossier, rules.TRANSFER, at=at, turn=turn, officer=by.post_pk)

    journal.record(rules.TRANSFER.event, dossier, by=by, at=at, key=key, step=dossier.step)
    return dossier


@transaction.atomic
def renew_receipt(pk: int, *, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Give form 01 again with the day that counts since the supplement came, or the right owner.

    Refuses while no supplement has moved the day and no owner was corrected.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.RENEW_RECEIPT.event, by, key):
        return dossier
    rules.check_renew_receipt(dossiers.facts(dossier, by=by, at=at))

    dossiers_actions.issue_paper(dossier, "receipt", receipt(dossier, by=by, at=at), at=at)

    due_at = dossiers_rules.iso_or_empty(dossier.due_at)
    journal.record(rules.RENEW_RECEIPT.event, dossier, by=by, at=at, key=key, due_at=due_at)
    return dossier
