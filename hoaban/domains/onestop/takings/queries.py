"""Reads what an agency took in fees: receipt by receipt, and in sums."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, QuerySet, Sum

from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers.enums import PaidBy
from hoaban.domains.onestop.money.models import Receipt
from hoaban.domains.onestop.refunds import queries as refunds
from hoaban.domains.onestop.refunds.models import Refund
from hoaban.engines.tallies.periods import Period

ORDER = ("-taken_at", "-id")


def parts(actor: Actor, days: Period) -> list[QuerySet[Receipt]]:
    """The receipts of these days, cancelled ones too, in a part for each agency of the actor."""
    found = _of(days).select_related("paper", "dossier__case", "taken_by__person")
    return access.by_agency(found, actor)


def cancelled(actor: Actor, days: Period, *, most: int) -> list[Receipt]:
    """The receipts cancelled on these days, whenever they were given, the last first; so many at
    most.
    """
    found = _cancelled(days).select_related(
        *("paper", "dossier__case", "taken_by__person", "cancelled_by__person")
    )
    return list(access.of_agencies(found, actor).order_by("-cancelled_at", "-id")[:most])


def _cancelled(days: Period) -> QuerySet[Receipt]:
    return Receipt.objects.filter(cancelled_at__gte=days.begins_at, cancelled_at__lt=days.ends_at)


def _of(days: Period) -> QuerySet[Receipt]:
    return Receipt.objects.filter(taken_at__gte=days.begins_at, taken_at__lt=days.ends_at)


@dataclass(frozen=True, slots=True)
class Line:
    """A receipt, or a refund, as the list has it."""

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
    reason: str = ""  # of the cancellation, or of the refund


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
            taken_by=one.cancelled_by.person.full_name if one.cancelled_by else "",
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
            taken_by=one.paid_by_post.person.full_name if one.paid_by_post else "",
            reason=one.reason,
        )
        for one in found
    ]


def _line(one: Receipt) -> Line:
    return replace(
        _line_of(one),
        amount=one.amount,
        paid_by=str(PaidBy(one.paid_by).label),
        taken_at=one.taken_at,
        taken_by=one.taken_by.person.full_name if one.taken_by else "",
        is_cancelled=one.is_cancelled,
        reason=one.paper.withdrawal_reason,
    )


def _line_of(one: Receipt | Refund) -> Line:
    said, case = one.paper.facts, one.dossier.case
    return Line(
        symbol=one.paper.symbol,
        public_id=one.paper.public_id,
        reference=case.reference,
        code=case.code or case.reference,
        payer=said.get("payer", ""),
        purpose="; ".join(each["name"] for each in said.get("lines", ())),
        taken_at=one.paper.at,
    )


@dataclass(frozen=True, slots=True)
class Sums:
    """What was taken, by how it came, and what was cancelled on these days, whenever it was taken:
    a day that is over keeps its sums.
    """

    by_way: tuple[tuple[str, int, int], ...]  # words, receipts, VND; less what was cancelled
    count: int  # receipts given
    cancelled: int
    cash: int  # VND, less the cancelled receipts

    @property
    def amount(self) -> int:
        return sum(amount for _words, _count, amount in self.by_way)


def sums(actor: Actor, days: Period) -> Sums:
    """The sums of these days. Two queries."""
    taken, gone = _by_way(_of(days), actor), _by_way(_cancelled(days), actor)
    left = {
        way: taken.get(way, (0, 0))[1] - gone.get(way, (0, 0))[1] for way in sorted({*taken, *gone})
    }
    by_way = tuple(
        (str(PaidBy(way).label), taken.get(way, (0, 0))[0], vnd) for way, vnd in left.items()
    )
    given, cancelled = (sum(count for count, _vnd in one.values()) for one in (taken, gone))
    return Sums(by_way, given, cancelled, left.get(PaidBy.CASH, 0))


def _by_way(found: QuerySet[Receipt], actor: Actor) -> dict[str, tuple[int, int]]:
    rows = access.of_agencies(found, actor).values("paid_by").order_by("paid_by")
    summed = rows.annotate(n=Count("pk"), vnd=Sum("amount"))
    return {row["paid_by"]: (row["n"], row["vnd"]) for row in summed}


@dataclass(frozen=True, slots=True)
class Cash:
    """What moved through the drawer on these days, in VND."""

    came: int  # less the cancelled receipts
    went: int  # paid back

    @property
    def to_hand_over(self) -> int:
        """Below nothing where more went out than came in."""
        return self.came - self.went


def cash(actor: Actor, days: Period, sums: Sums) -> Cash:
    """The cash of these days, of which `sums` tell what came. One query."""
    went = refunds.paid_back(actor, days.begins_at, days.ends_at, paid_by=PaidBy.CASH)
    return Cash(sums.cash, went)
