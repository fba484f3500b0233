"""Takes a result back, and opens the dossier that gives it again."""

import secrets
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from hoaban.casework.attachments import actions as attachments
from hoaban.casework.attachments import queries as attachments_queries
from hoaban.casework.cases import actions as cases
from hoaban.casework.cases.enums import Part
from hoaban.casework.cases.models import Case
from hoaban.casework.cases.rules import reference as drawn_reference
from hoaban.casework.turns.models import Turn
from hoaban.core import clock, rows
from hoaban.core.files.models import Use
from hoaban.core.journal import actions as journal
from hoaban.core.people import agencies
from hoaban.core.people.actors import Actor
from hoaban.core.workdays import counting
from hoaban.domains.documents import actions as documents
from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.enums import UNPAID, Event, Money, State, Who
from hoaban.domains.onestop.dossiers.models import KIND, Dossier
from hoaban.domains.onestop.papers import queries as papers
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.reception import actions as reception
from hoaban.domains.onestop.reception import rules as reception_rules
from hoaban.domains.onestop.revocations import queries, rules
from hoaban.domains.onestop.revocations.enums import Fault, Follows
from hoaban.domains.onestop.revocations.models import Revocation


@transaction.atomic
def revoke(
    pk: int,
    *,
    reason: str,
    basis: str,
    fault: str,
    follows: str,
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Dossier:
    """Take the signed result back, with its copies: nobody is given it or asked a fee for it.

    `fault` says whose it was (`Fault`), `follows` whether the agency gives it again (`Follows`): by
    a dossier that has answers and papers of this one, a promise of its own, and the fee of the day
    where the agency did not err. What was done stays done. The applicant gets a notice with the
    reason and its legal basis.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.REVOKE.event, by, key):
        return dossier
    rules.check_revoke(dossiers.facts(dossier, by=by, at=at))
    whose, then = rules.said(fault, follows)
    why = dossiers_rules.words(reason, about="result.revocation")
    law = dossiers_rules.legal_basis(basis)

    symbol = _take_back(dossier, why, by=by, at=at)
    is_charged = rules.is_charged_again(whose, dossier.money)
    if dossier.money in UNPAID:
        dossier.fee_amount, dossier.fee_lines = 0, []
    dossier.money = rules.money_after(dossier.money, whose, then, has_rest=_has_rest(dossier))
    dossier.delivery, dossier.end_reason = rules.delivery_after(dossier.delivery), why
    dossier.save(update_fields=["money", "fee_amount", "fee_lines", "delivery", "end_reason"])
    dossiers_actions.move(dossier, rules.REVOKE, at=at, officer=by.post_pk, note=why)
    is_given_again = then == Follows.REISSUE
    correction = _open(dossier, is_charged=is_charged, by=by, at=at) if is_given_again else None
    row = Revocation(dossier=dossier, reason=why, basis=law, fault=whose, follows=then)
    row.revoked_at, row.revoked_by_id = at, by.post_pk
    sheet = queries.notice(row, correction, by=by, at=at)
    row.paper = dossiers_actions.issue_paper(dossier, "revocation", sheet, at=at)
    row.save(force_insert=True)

    facts = {"symbol": symbol, "fault": whose, "follows": then}
    opened = {"corrected_by": correction.reference} if correction else {}
    journal.record(rules.REVOKE.event, dossier, by=by, at=at, key=key, **facts, **opened)
    return dossier


def _take_back(dossier: Dossier, why: str, *, by: Actor, at: datetime) -> str:
    """The document holds no more, where it was not withdrawn by itself before: its number."""
    result = dossiers.issued_result(dossier)
    if result is None:
        return ""
    if result.withdrawn_at is None:
        documents.withdraw(result.pk, reason=why[:REASON], by=by, at=at, with_its_case=True)
    return result.symbol


REASON = 500  # letters that a document keeps of why it was withdrawn


def _open(original: Dossier, *, is_charged: bool, by: Actor, at: datetime) -> Dossier:
    """The dossier that gives the result again: received at once, since all of it lies here, and at
    the counter, which passes it on. It stands in no book of receptions, and costs nothing where it
    is not charged.
    """
    dossier = _copy(original, at=at)
    facts = {
        "channel": dossier.channel,
        "reference": dossier.reference,
        "check_by": at.isoformat(),
        "corrects": original.reference,
    }
    journal.record(Event.SUBMITTED, dossier, by=by, at=at, **facts)
    dossier.case.opened_at = at
    reception.mint_code(dossier, at)
    amount, unit = queries.limit(original, clock.day(at))
    calendar = reception.promise(dossier, amount, unit, at)
    if is_charged:
        reception.charge(dossier, clock.day(at))
    dossier.save(update_fields=[*PROMISED, *CHARGED])
    due_at = dossier.due_at or at
    plan = parameters.plan(dossier.revision_id)
    task = plan.first if plan.is_counter(plan.first) else ""
    act_by = min(counting.transfer_due(at, calendar), due_at)
    turn = dossiers.at_counter(dossier, act_by, task=task)
    dossiers_actions.move(dossier, reception_rules.RECEIVE, at=at, turn=turn)
    sheet = papers.receipt(dossier, by=by, at=at)
    dossiers_actions.issue_paper(dossier, "receipt", sheet, at=at)
    journal.record(
        Event.RECEIVED,
        dossier,
        by=by,
        at=at,
        code=dossier.code,
        amount=amount,
        unit=unit,
        due_at=f"{due_at:%Y-%m-%dT%H:%M:%S%z}",
        calendar=dossier.calendar_digest,
        channel=dossier.channel,
        corrects=original.reference,
    )
    return dossier


PROMISED = ("limit_amount", "limit_unit", "calendar_digest")
CHARGED = ("fee_amount", "fee_lines", "money")


def _copy(original: Dossier, *, at: datetime) -> Dossier:
    """The rows of a case with what the other declared and handed in, with whoever answers now."""
    on = clock.day(at)
    receiving = dossiers.answering(original, on)
    deciding = agencies.successor(parameters.agency(original.deciding_agency_id), on)
    forms = parameters.plan(original.revision_id).forms
    about = papers.names_about(forms, original.answers)
    case = rows.new(
        Case,
        kind=KIND,
        reference=drawn_reference(secrets.randbelow(1 << 16) for _ in range(9)),
        title=original.case.title,
        search_text=cases.searched(dossiers.found_by(original.owner, original.submitter, about)),
        agency=receiving,
        state=State.SUBMITTED,
        is_synthetic=original.is_synthetic,
    )
    if not cases.open_first(case):
        raise RuntimeError("two random references alike")
    same = {name: getattr(original, name) for name in CARRIED}
    dossier = rows.new(Dossier, case=case, corrects=original, submitted_at=at, **same)
    parts = [(receiving.pk, Part.RECEIVES), (deciding.pk, Part.DECIDES)]
    if receiving.pk == deciding.pk:
        parts = [(receiving.pk, Part.OWNS)]
    rows.insert(
        *cases.beginning(case, parts, at=at, act_by=at),
        dossier,
        rows.new(Turn, case=case, agency=receiving, role=Who.CLERK, act_by=at, since=at),
        *_items(dossier, original),
        *attachments.first(case, _files(original), at=at),
    )
    return dossier


CARRIED = (
    *("revision_id", "variant_id", "channel", "owner", "owner_person_id", "submitter"),
    *("submitter_person_id", "submitted_by", "phone_tail", "area_code", "answers", "wants_post"),
)


def _items(dossier: Dossier, original: Dossier) -> list[PaperItem]:
    """What was handed in, without the originals: they lie with the other dossier, or went back."""
    return [
        rows.new(
            PaperItem,
            dossier=dossier,
            component=item.component,
            name=item.name,
            certified=item.certified,
            copies=item.copies,
            is_shown=item.is_shown or bool(item.originals),
        )
        for item in PaperItem.objects.filter(dossier=original).order_by("id")
    ]


def _files(original: Dossier) -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = {}
    for one in attachments_queries.of(original.pk).filter(is_current=True):
        found.setdefault(one.component, []).append(one.use)
    return found


@transaction.atomic
def open_refund(pk: int, *, faults: Collection[str], by: Actor, at: datetime) -> Dossier:
    """What would give a result again ended without one: of the fee that was paid for the first
    dossier (primary key), or of the rest of it, the counter says whether it goes back, where the
    agency had erred (`faults`: of all results that were taken back). What it said then stays,
    should this be called again; a debt stays one until it is paid or written off.
    """
    dossier = dossiers.locked(pk)
    found = queries.of(dossier)
    if found is None or found.refund_opened_at or Fault.AGENCY not in faults:
        return dossier

    found.refund_opened_at = at
    found.save(update_fields=["refund_opened_at"])
    journal.record(Event.NOT_GIVEN_AGAIN, dossier, by=by, at=at)
    return _ask_for_the_fee(dossier, faults, f"refund_opened:{pk}", by=by, at=at)


@transaction.atomic
def reopen_refund(pk: int, *, key: str, by: Actor, at: datetime) -> Dossier:
    """A debt was paid after nothing had come in place of the result: of that fee too the counter
    says whether it goes back. `key` is of the payment.
    """
    dossier = dossiers.locked(pk)
    found = queries.of(dossier)
    if found is None or found.refund_opened_at is None:
        return dossier
    return _ask_for_the_fee(dossier, {Fault.AGENCY}, key, by=by, at=at)


def _has_rest(dossier: Dossier) -> bool:
    """Whether something of the fee did not go back yet."""
    return dossier.fee_amount > dossier.fee_paid_back


def _ask_for_the_fee(
    dossier: Dossier, faults: Collection[str], key: str, *, by: Actor, at: datetime
) -> Dossier:
    if dossiers.is_repeated(dossier, Event.REFUND_OPENED, by, key):
        return dossier
    has_rest = _has_rest(dossier)
    if not rules.asks_for_the_fee(dossier.state, dossier.money, faults, has_rest=has_rest):
        return dossier
    dossier.money = Money.UNSAID
    dossier.save(update_fields=["money"])

    journal.record(Event.REFUND_OPENED, dossier, by=by, at=at, key=key)
    return dossier


@transaction.atomic
def replace(pk: int, *, by: Actor, at: datetime) -> Dossier:
    """Whoever checks the result that was taken back is led to the one that this dossier gives."""
    dossier = dossiers.locked(pk)
    before = dossiers.by_pk(dossier.corrects_id) if dossier.corrects_id else None
    if before is None or before.result_id is None or dossier.result_id is None:
        return dossier

    documents.replace(before.result_id, with_=dossier.result_id, by=by, at=at)
    return dossier
