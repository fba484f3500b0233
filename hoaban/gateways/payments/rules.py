"""How a payment fits what was asked. Pure."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from hoaban.core import clock
from hoaban.gateways.payments.contract import UNNUMBERED, Said
from hoaban.gateways.payments.enums import Verdict
from hoaban.gateways.payments.references import DIGEST, KEPT_NUMBER, LONGEST_MEMO


@dataclass(frozen=True, slots=True)
class Standing:
    """A demand as it stands when a payment comes: whole VND."""

    asked: int
    received: int
    is_paid: bool
    is_closed: bool
    agency: str  # code; into whose account it goes


def judge(standing: Standing | None, amount: int, agency: str) -> Verdict:
    """How a payment into the account of an agency (its code) fits a demand; several short ones pay
    together, and what came to another agency pays nothing.
    """
    if standing is None:
        return Verdict.UNKNOWN
    if standing.agency != agency:
        return Verdict.ELSEWHERE
    if standing.is_paid:
        return Verdict.DOUBLE
    if standing.is_closed:
        return Verdict.LATE
    total = standing.received + amount
    if total < standing.asked:
        return Verdict.SHORT
    return Verdict.MATCHED if total == standing.asked else Verdict.OVER


def words(memo: str) -> str:
    """What a memo says, however a statement sets its blanks and capitals."""
    return " ".join(memo[:LONGEST_MEMO].split()).upper()


@dataclass(frozen=True, slots=True)
class Kept:
    """A payment as it is kept: whole VND of the transfer, and the demand (key) that it named."""

    number: str
    amount: int
    memo: str
    paid_at: datetime
    demand: int | None = None


def is_same(said: Said, kept: Kept) -> bool:
    """Whether a payment kept under a number is what is told of under it now. Another day or hour is
    another payment; a statement without hours tells of the same day.
    """
    if (said.amount, words(said.memo)) != (kept.amount, words(kept.memo)):
        return False
    if said.is_numbered_once:
        return True
    given, there = _minute(said.paid_at), _minute(kept.paid_at)
    is_whole_day = time(0) in {given.time(), there.time()}
    return given == there or (is_whole_day and given.date() == there.date())


def _minute(moment: datetime) -> datetime:
    return clock.local(moment).replace(second=0, microsecond=0)


def clashes(said: Said, kept: Kept, *, demand: int | None) -> bool:
    """Whether a payment under a number that a kept one has may be that one, told otherwise. On
    another day, in other words and for another demand (key), the number began anew.
    """
    if said.is_numbered_once or clock.day(said.paid_at) == clock.day(kept.paid_at):
        return True
    if (said.amount, words(said.memo)) == (kept.amount, words(kept.memo)):
        return True
    return demand is not None and demand == kept.demand


def other_number(said: Said) -> str:
    """Under which a payment is kept whose own number another one has; the same when told again."""
    there = f"{said.amount}|{words(said.memo)}|{_minute(said.paid_at).isoformat()}"
    digest = hashlib.sha256(there.encode()).hexdigest()
    return f"{other_begins(said.number)}{digest[:DIGEST]}"


def other_begins(number: str) -> str:
    """How the numbers begin under which payments are kept whose own number another one has."""
    return f"{number[:KEPT_NUMBER]} {UNNUMBERED}"


def may_be_twin(said: Said, number: str, paid_at: datetime) -> bool:
    """Whether a payment of the same sum, words and day may be the same one from another export: one
    of them has no hour, or one has no number and the hours are the same.
    """
    given, kept = _minute(said.paid_at), _minute(paid_at)
    ours = [one.startswith(UNNUMBERED) for one in (said.number, number)]
    if given == kept:
        return any(ours) and not all(ours)  # twice in one statement without numbers: two payments
    return any(ours) and time(0) in {given.time(), kept.time()}


def digest_of(said: Said) -> str:
    """What a line is known by that tells of money that left: all that it says."""
    there = f"{said.number}|{said.amount}|{words(said.memo)}|{_minute(said.paid_at).isoformat()}"
    return hashlib.sha256(there.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Named:
    """A demand (key) that a transfer names, and how it stands."""

    demand: int
    standing: Standing


def chosen(named: Sequence[Named], amount: int, agency: str) -> list[Named]:
    """Which of the demands that one transfer names it pays, by what is open and by the sum; none
    where that cannot be said. Of those asked for no more the last one stands for all.
    """
    if len(named) <= 1:
        return list(named)
    live = [one for one in named if judge(one.standing, 0, agency) == Verdict.SHORT]
    if not live:
        return [named[-1]]
    if sum(_missing(one) for one in live) == amount:
        return live
    fits = [one for one in live if _missing(one) == amount]
    return fits if len(fits) == 1 else []


def _missing(one: Named) -> int:
    return one.standing.asked - one.standing.received
