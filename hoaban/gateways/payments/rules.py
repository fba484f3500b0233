"""How a payment fits what was asked. Pure."""

import hashlib
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


def is_same(said: Said, amount: int, memo: str) -> bool:
    """Whether a payment kept under a number is what is told of under it now."""
    return (said.amount, words(said.memo)) == (amount, words(memo))


def other_number(said: Said) -> str:
    """Under which a payment is kept whose own number another one has; the same when told again."""
    digest = hashlib.sha256(f"{said.amount}|{words(said.memo)}".encode()).hexdigest()
    return f"{said.number[:KEPT_NUMBER]} {UNNUMBERED}{digest[:DIGEST]}"


def may_be_twin(said: Said, number: str, paid_at: datetime) -> bool:
    """Whether a payment of the same sum, words and day may be the same one from another export: one
    of them has no hour, or one has no number and the hours are the same.
    """
    moments = (clock.local(one) for one in (said.paid_at, paid_at))
    given, kept = (one.replace(second=0, microsecond=0) for one in moments)
    ours = [one.startswith(UNNUMBERED) for one in (said.number, number)]
    if given == kept:
        return any(ours) and not all(ours)  # twice in one statement without numbers: two payments
    return any(ours) and time(0) in {given.time(), kept.time()}
