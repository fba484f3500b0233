"""Reads what an agency took in fees: receipt by receipt, and in sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet, Sum

from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers.enums import PaidBy
from hoaban.domains.onestop.money.models import Receipt
from hoaban.engines.tallies.periods import Period

ORDER = ("-taken_at", "-id")
READERS = frozenset({Role.CLERK, Role.LEADER, Role.AUDITOR})


def may_read(actor: Actor) -> bool:
    """Whoever takes fees, answers for them or audits them."""
    return actor.role in READERS


def parts(actor: Actor, days: Period) -> list[QuerySet[Receipt]]:
    """The receipts of these days, cancelled ones too, in a part for each agency of the actor."""
    found = _of(days).select_related("paper", "dossier__case", "taken_by__person")
    if access.sees_everything(actor):
        return [found]
    return [found.filter(agency=agency) for agency in access.reach(actor)]


def _of(days: Period) -> QuerySet[Receipt]:
    return Receipt.objects.filter(taken_at__gte=days.begins_at, taken_at__lt=days.ends_at)


@dataclass(frozen=True, slots=True)
class Line:
    """A receipt as the list has it."""

    symbol: str
    public_id: str
    reference: str
    code: str
    payer: str
    purpose: str  # the fees by name
    amount: int
    paid_by: str
    taken_at: datetime
    taken_by: str
    is_cancelled: bool
    reason: str  # of the cancellation

    @property
    def counted(self) -> int:
        """What it adds to the sum: nothing once it is cancelled."""
        return 0 if self.is_cancelled else self.amount


def lines(found: Sequence[Receipt]) -> list[Line]:
    """The rows of these receipts; no query more."""
    return [_line(one) for one in found]


def _line(one: Receipt) -> Line:
    said, case = one.paper.facts, one.dossier.case
    return Line(
        symbol=one.paper.symbol,
        public_id=one.paper.public_id,
        reference=case.reference,
        code=case.code or case.reference,
        payer=said.get("payer", ""),
        purpose="; ".join(each["name"] for each in said.get("lines", ())),
        amount=one.amount,
        paid_by=str(PaidBy(one.paid_by).label),
        taken_at=one.taken_at,
        taken_by=one.taken_by.person.full_name if one.taken_by else "",
        is_cancelled=one.is_cancelled,
        reason=one.paper.withdrawal_reason,
    )


@dataclass(frozen=True, slots=True)
class Sums:
    """What was taken, by how it came, and how many receipts were cancelled."""

    by_way: tuple[tuple[str, int, int], ...]  # words, receipts, VND
    cancelled: int

    @property
    def count(self) -> int:
        return sum(count for _words, count, _amount in self.by_way)

    @property
    def amount(self) -> int:
        return sum(amount for _words, _count, amount in self.by_way)


def sums(actor: Actor, days: Period) -> Sums:
    """The sums of these days. One query."""
    found = _of(days)
    if not access.sees_everything(actor):
        found = found.filter(agency__in=access.reach(actor))
    grouped = found.values("paid_by", "is_cancelled").annotate(n=Count("pk"), vnd=Sum("amount"))
    rows = list(grouped.order_by("paid_by", "is_cancelled"))
    by_way = tuple(
        (str(PaidBy(row["paid_by"]).label), row["n"], row["vnd"])
        for row in rows
        if not row["is_cancelled"]
    )
    return Sums(by_way, sum(row["n"] for row in rows if row["is_cancelled"]))
