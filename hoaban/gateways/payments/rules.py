"""How a payment fits what was asked. Pure."""

from dataclasses import dataclass

from hoaban.gateways.payments.enums import Verdict


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
