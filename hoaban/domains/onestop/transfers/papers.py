"""A statement line by line: what each says, and what became of it."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from hoaban.core import clock
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.transfers import queries as transfers
from hoaban.domains.onestop.transfers import rules
from hoaban.domains.onestop.transfers.rules import Came
from hoaban.engines.sheets import moments
from hoaban.engines.sheets.reading import Rows
from hoaban.gateways.payments import queries
from hoaban.gateways.payments.contract import UNNUMBERED
from hoaban.gateways.payments.enums import ALLOTTED
from hoaban.gateways.payments.models import Payment


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a statement; without money that came in, `why` says so."""

    number: int  # as people see it in the file, from 1
    message: dict[str, str]  # for the provider: number, memo, amount, paid_at
    why: str


def lines(rows: Rows, heads: rules.Heads) -> Iterator[Line]:
    """The lines below the headings. What has no number of its own gets one from what it says and
    how often that was said before, so that a statement read again names the same payments.
    """
    said: Counter[str] = Counter()
    for index, row in enumerate(rows[heads.line + 1 :], start=heads.line + 2):
        if not any(row):
            continue
        given = {
            name: row[place] if place < len(row) else "" for name, place in heads.places.items()
        }
        amount, paid_at = rules.came(row, heads), moments.read(given["paid_at"])
        if isinstance(amount, Came):
            yield Line(index, {}, _why(amount, given))
        elif paid_at is None:
            yield Line(index, {}, gettext("Không đọc được ngày giao dịch: bỏ qua."))
        else:
            same = f"{paid_at.isoformat()}|{amount}|{given['memo']}"
            said[same] += 1
            digest = hashlib.sha256(f"{same}|{said[same]}".encode()).hexdigest()
            message = {
                "number": given.get("number") or f"{UNNUMBERED}{digest[:32]}",
                "memo": given["memo"],
                "amount": str(amount),
                "paid_at": paid_at.isoformat(),
            }
            yield Line(index, message, "")


def _why(came: Came, given: Mapping[str, str]) -> str:
    if came is Came.OUT:
        return gettext("Không phải tiền vào: bỏ qua.")
    if came is Came.UNREADABLE:
        words = gettext("Không đọc được số tiền “%s”: hãy đối chiếu dòng này.")
        return words % given["amount"]
    words = gettext("Không rõ tiền vào hay tiền ra (“%s”): chưa ghi nhận, hãy đối chiếu dòng này.")
    return words % (given.get("sign") or given["amount"])


def not_yet(paid_at: datetime) -> str:
    """Why a line of a day that has not come is not recorded."""
    words = gettext("Ngày giao dịch %(day)s chưa đến: chưa ghi nhận, hãy đối chiếu dòng này.")
    return words % {"day": f"{clock.day(paid_at):%d/%m/%Y}"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a line."""

    line: Line
    payment: Payment | None
    words: str
    is_new: bool
    about: tuple[str, ...] = ()  # references of the dossiers that it pays or names

    @property
    def is_own(self) -> bool:
        """Whether whoever received the money has those dossiers."""
        if self.payment is None or self.payment.demand is None:
            return True
        return self.payment.demand.agency == self.payment.agency


def about(payment: Payment) -> tuple[str, ...]:
    """References of the dossiers that a payment and its shares pay, or that its words name."""
    paid = [one.demand.about for one in (payment, *queries.shares(payment)) if one.demand]
    return tuple(paid or (one.about for one in queries.mentioned([payment.memo])[payment.memo]))


@dataclass(frozen=True, slots=True)
class Listed:
    """A payment of the list; `meant` are dossiers for which it may have come."""

    payment: Payment
    meant: tuple[Dossier, ...]
    may_be_allotted: bool
    settled_by: str


def listed(payments: Sequence[Payment]) -> list[Listed]:
    """The payments of a page, each with what one needs to settle it."""
    open_ = [one for one in payments if one.verdict in ALLOTTED and one.settled_at is None]
    meant, by = transfers.meant(open_), transfers.settled_by(payments)
    return [
        Listed(one, tuple(meant.get(one.pk, ())), one in open_, by.get(one.pk, ""))
        for one in payments
    ]
