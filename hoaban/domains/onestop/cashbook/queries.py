"""Sums what an agency took in fees, cancelled and gave back, by way and by kind."""

from dataclasses import dataclass, field

from django.db.models import Count, Max, QuerySet, Sum

from hoaban.core.language import text
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers.enums import PaidBy
from hoaban.domains.onestop.money.models import Receipt, ReceiptLine
from hoaban.domains.onestop.refunds import queries as refunds
from hoaban.domains.onestop.refunds.models import Refund
from hoaban.engines.tallies.periods import Period


def cancelled_on(days: Period) -> QuerySet[Receipt]:
    """The receipts cancelled on these days, whenever they were given."""
    return Receipt.objects.filter(cancelled_at__gte=days.begins_at, cancelled_at__lt=days.ends_at)


def taken_on(days: Period) -> QuerySet[Receipt]:
    """The receipts given on these days, cancelled ones too."""
    return Receipt.objects.filter(taken_at__gte=days.begins_at, taken_at__lt=days.ends_at)


@dataclass(frozen=True, slots=True)
class Went:
    """What went back by one way, and what of refunds came back by it, in VND."""

    out: int = 0
    back: int = 0

    @property
    def net(self) -> int:
        return self.out - self.back


@dataclass(frozen=True, slots=True)
class Way:
    """What moved by one way on some days, in VND: what each row of the list says, in sums. What was
    cancelled or came back counts on its own day, so that a day that is over keeps its sums.
    """

    words: str
    count: int = 0  # receipts given
    taken: int = 0
    cancelled_count: int = 0
    cancelled: int = 0
    refunds: Went = field(default_factory=Went)

    @property
    def came(self) -> int:
        """Less the cancelled receipts."""
        return self.taken - self.cancelled

    @property
    def left(self) -> int:
        """The sum of its rows; below nothing where more went than came."""
        return self.came - self.refunds.net


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of some days, by the way by which the money came or went."""

    ways: tuple[Way, ...]
    cash: Way

    @property
    def count(self) -> int:
        """Receipts given."""
        return sum(one.count for one in self.ways)

    @property
    def cancelled(self) -> int:
        """Receipts cancelled, whenever they were given."""
        return sum(one.cancelled_count for one in self.ways)

    @property
    def taken(self) -> int:
        return sum(one.taken for one in self.ways)

    @property
    def gone(self) -> int:
        """What was on the cancelled receipts."""
        return sum(one.cancelled for one in self.ways)

    @property
    def out(self) -> int:
        """What was paid back to citizens."""
        return sum(one.refunds.out for one in self.ways)

    @property
    def back(self) -> int:
        """What of refunds came back."""
        return sum(one.refunds.back for one in self.ways)

    @property
    def came(self) -> int:
        """What was taken, less the cancelled receipts."""
        return sum(one.came for one in self.ways)

    @property
    def paid_back(self) -> int:
        """What went back to citizens, less what of it came back."""
        return sum(one.refunds.net for one in self.ways)

    @property
    def left(self) -> int:
        """The sum of all rows."""
        return sum(one.left for one in self.ways)


def sums(actor: Actor, days: Period) -> Sums:
    """The sums of these days. Four queries."""
    taken, gone = _by_way(taken_on(days), actor), _by_way(cancelled_on(days), actor)
    back = went(actor, days)

    def of(way: str) -> Way:
        nothing = (0, 0)
        return Way(
            str(PaidBy(way).label),
            *taken.get(way, nothing),
            *gone.get(way, nothing),
            refunds=back.get(way, Went()),
        )

    return Sums(tuple(of(way) for way in sorted({*taken, *gone, *back})), of(PaidBy.CASH))


def _by_way(found: QuerySet[Receipt], actor: Actor) -> dict[str, tuple[int, int]]:
    rows = access.of_agencies(found, actor).values("paid_by").order_by("paid_by")
    summed = rows.annotate(n=Count("pk"), vnd=Sum("amount"))
    return {row["paid_by"]: (row["n"], row["vnd"]) for row in summed}


@dataclass(frozen=True, slots=True)
class Kind:
    """What was taken of one kind of fee, in VND, less what was cancelled."""

    name: str
    quantity: int
    amount: int


def by_kind(actor: Actor, days: Period) -> list[Kind]:
    """What was taken on these days by kind of fee, less the receipts that were cancelled on them,
    the largest first. Three queries.
    """
    taken, gone = _lines_of(taken_on(days), actor), _lines_of(cancelled_on(days), actor)
    last = {**gone, **taken}
    rows = ReceiptLine.objects.filter(pk__in=[last[kind][0] for kind in last])
    names = {one.kind: text(one.name) for one in rows}
    nothing = (0, 0, 0)
    found = [
        Kind(
            names.get(kind, kind),
            *(taken.get(kind, nothing)[at] - gone.get(kind, nothing)[at] for at in (1, 2)),
        )
        for kind in last
    ]
    return sorted(found, key=lambda one: (-one.amount, one.name))


def _lines_of(found: QuerySet[Receipt], actor: Actor) -> dict[str, tuple[int, int, int]]:
    """By kind the key of its last row, how many and how much."""
    receipts = access.of_agencies(found, actor).values("pk")
    rows = ReceiptLine.objects.filter(receipt__in=receipts).order_by("kind").values("kind")
    summed = rows.annotate(last=Max("pk"), n=Sum("quantity"), vnd=Sum("amount"))
    return {row["kind"]: (row["last"], row["n"], row["vnd"]) for row in summed}


def went(actor: Actor, days: Period) -> dict[str, Went]:
    """What the actor's agencies paid back on these days and what of refunds came back to them then,
    by way. Two queries.
    """
    moments = (days.begins_at, days.ends_at)
    out = _summed(access.of_agencies(refunds.paid_on(*moments), actor), "paid_by")
    back = _summed(access.of_agencies(refunds.taken_back_on(*moments), actor), "came_back_by")
    return {way: Went(out.get(way, 0), back.get(way, 0)) for way in sorted({*out, *back})}


def _summed(found: QuerySet[Refund], way: str) -> dict[str, int]:
    return dict(found.order_by(way).values(way).annotate(vnd=Sum("amount")).values_list(way, "vnd"))
