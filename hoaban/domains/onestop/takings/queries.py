"""Reads what an agency took in fees: receipt by receipt, and in sums."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from hoaban.core.language import FIRST, text
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Post
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.cashbook import queries as cashbook
from hoaban.domains.onestop.dossiers.enums import Money, PaidBy
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.money.models import Receipt
from hoaban.domains.onestop.refunds.models import Refund
from hoaban.engines.tallies.periods import Period

ORDER = ("-taken_at", "-id")


def parts(actor: Actor, days: Period) -> list[QuerySet[Receipt]]:
    """The receipts of these days, cancelled ones too, in a part for each agency of the actor."""
    found = cashbook.taken_on(days).select_related(
        "paper", "agency", "dossier__case", "taken_by__person"
    )
    return access.by_agency(found, actor)


def cancelled(actor: Actor, days: Period, *, most: int) -> list[Receipt]:
    """The receipts cancelled on these days, whenever they were given, the last first; so many at
    most.
    """
    found = cashbook.cancelled_on(days).select_related(
        *("paper", "agency", "dossier__case", "taken_by__person", "cancelled_by__person")
    )
    return list(access.of_agencies(found, actor).order_by("-cancelled_at", "-id")[:most])


def debts(actor: Actor) -> list[QuerySet[Dossier]]:
    """The dossiers of the actor's agencies whose fee the bank took back after the work was done, in
    parts.
    """
    found = Dossier.objects.filter(money=Money.DEBT).defer("answers")
    return access.by_agency(found, actor, "case__agency")


def count_debts(actor: Actor, *, most: int) -> int:
    """How many those are, counted to `most` and no further."""
    return min(sum(part[: most + 1].count() for part in debts(actor)), most)


@dataclass(frozen=True, slots=True)
class Line:
    """A receipt, its cancellation, a refund, or a refund that came back, as the list has it."""

    symbol: str
    public_id: str
    reference: str
    code: str
    payer: str
    purpose: str  # the fees by name
    taken_at: datetime
    amount: int = 0
    paid_by: str = ""
    taken_by: str = ""
    is_cancelled: bool = False
    is_back: bool = False  # a refund that came back
    reason: str = ""  # of the cancellation, or of the refund
    agency: str = ""  # whose book it stands in


def lines(found: Sequence[Receipt]) -> list[Line]:
    """The rows of these receipts as they were taken; no query more."""
    return [_line(one) for one in found]


def negative_lines(found: Sequence[Receipt]) -> list[Line]:
    """The rows of their cancellations, each on its own day with what it takes away."""
    return [
        replace(
            _line(one),
            amount=-one.amount,
            taken_at=one.cancelled_at or one.taken_at,
            taken_by=_name(one.cancelled_by),
        )
        for one in found
    ]


def refunded_lines(found: Sequence[Refund]) -> list[Line]:
    """The rows of what was paid back, each by its kinds, with what it takes away."""
    return [
        replace(
            _line_of(one),
            amount=-one.amount,
            paid_by=str(PaidBy(one.paid_by).label),
            taken_at=one.paid_at,
            taken_by=_name(one.paid_by_post),
            reason=one.reason,
        )
        for one in found
    ]


def returned_lines(found: Sequence[Refund]) -> list[Line]:
    """The rows of refunds that came back, each on the day on which it did, with what it adds."""
    return [
        replace(
            _line_of(one),
            amount=one.amount,
            paid_by=str(PaidBy(one.came_back_by).label),
            taken_at=one.taken_back_at or one.paid_at,
            taken_by=_name(one.taken_back_by),
            is_back=True,
            reason=one.paper.withdrawal_reason,
        )
        for one in found
    ]


def _name(post: Post | None) -> str:
    return post.person.full_name if post else ""


def _line(one: Receipt) -> Line:
    return replace(
        _line_of(one),
        amount=one.amount,
        paid_by=str(PaidBy(one.paid_by).label),
        taken_at=one.taken_at,
        taken_by=_name(one.taken_by),
        is_cancelled=one.is_cancelled,
        reason=one.paper.withdrawal_reason,
    )


def _line_of(one: Receipt | Refund) -> Line:
    said, case = one.paper.facts, one.dossier.case
    # Papers are in Vietnamese; the dossier knows its fees by their names in every language.
    names = {text(fee["name"], FIRST): text(fee["name"]) for fee in one.dossier.fee_lines}
    return Line(
        symbol=one.paper.symbol,
        public_id=one.paper.public_id,
        reference=case.reference,
        code=case.code or case.reference,
        payer=said.get("payer", ""),
        purpose="; ".join(names.get(each["name"], each["name"]) for each in said.get("lines", ())),
        agency=one.agency.shown,
        taken_at=one.paper.at,
    )
