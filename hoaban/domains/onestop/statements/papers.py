"""A statement line by line: what each says, and what became of it."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext

from hoaban.core import clock
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.statements import rules
from hoaban.domains.onestop.statements.rules import Came
from hoaban.domains.onestop.transfers.papers import Named, named
from hoaban.engines.sheets import moments
from hoaban.engines.sheets.reading import Rows
from hoaban.gateways.payments import queries
from hoaban.gateways.payments.contract import UNNUMBERED
from hoaban.gateways.payments.models import Debit, Payment


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a statement; one that tells of no money, or not clearly, says why in `why`."""

    number: int  # as people see it in the file, from 1
    message: dict[str, str]  # for the provider: number, memo, amount, paid_at
    why: str
    is_out: bool = False  # the money left the account


def lines(rows: Rows, heads: rules.Heads) -> Iterator[Line]:
    """The lines below the headings. What has no number of its own gets one from what it says and
    how often that was said before, so that a statement read again names the same payments.
    """
    said: Counter[str] = Counter()
    for index, row in enumerate(rows[heads.line + 1 :], start=heads.line + 2):
        if not any(row) or rules.numbers_columns(row):
            continue
        if rules.sums_up(row, heads):
            yield Line(index, {}, gettext("Dòng cộng hoặc số dư của ngân hàng: bỏ qua."))
            continue
        given = {
            name: row[place] if place < len(row) else "" for name, place in heads.places.items()
        }
        amount, paid_at = rules.came(row, heads), moments.read(given["paid_at"])
        is_out = amount is Came.OUT
        amount = rules.went(row, heads) if is_out else amount
        if isinstance(amount, Came):
            yield Line(index, {}, _why(amount, given))
        elif paid_at is None:
            words = gettext("Không đọc được ngày giao dịch: chưa ghi nhận, hãy đối chiếu dòng này.")
            yield Line(index, {}, words)
        else:
            sign = "-" if is_out else ""
            same = f"{paid_at.isoformat()}|{sign}{amount}|{given['memo']}"
            said[same] += 1
            digest = hashlib.sha256(f"{same}|{said[same]}".encode()).hexdigest()
            message = {
                "number": given.get("number") or f"{UNNUMBERED}{digest[:32]}",
                "memo": given["memo"],
                "amount": str(amount),
                "paid_at": paid_at.isoformat(),
            }
            yield Line(index, message, "", is_out=is_out)


def _why(came: Came, given: Mapping[str, str]) -> str:
    if came is Came.NONE:
        return gettext("Không có tiền vào hay tiền ra: bỏ qua.")
    if came is Came.UNREADABLE:
        words = gettext("Không đọc được số tiền “%s”: hãy đối chiếu dòng này.")
        return words % (given["amount"] or given.get("debit", ""))
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
    debit: Debit | None = None
    dossiers: tuple[Named, ...] = ()  # the same, with what people know them by

    @property
    def amount(self) -> int | None:
        """VND of the line, below nothing what left; None where nothing was recorded."""
        if self.debit is not None:
            return -self.debit.amount
        return self.payment.whole if self.payment else None

    @property
    def memo(self) -> str:
        """The words of the line as they were recorded."""
        found = self.payment or self.debit
        return found.memo if found else ""


def with_names(verdicts: Sequence[Verdict], actor: Actor) -> list[Verdict]:
    """The same, each with the code and the owner of its dossiers, for whoever reads them."""
    names = named((about for one in verdicts for about in one.about), actor)
    return [replace(one, dossiers=tuple(names[about] for about in one.about)) for one in verdicts]


def about(payment: Payment) -> tuple[str, ...]:
    """References of the dossiers that a payment and its shares pay, or that its words name."""
    paid = [one.demand.about for one in (payment, *queries.shares(payment)) if one.demand]
    return tuple(paid or (one.about for one in queries.mentioned([payment.memo])[payment.memo]))
