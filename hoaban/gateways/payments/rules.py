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


def judge(standing: Standing | None, amount: int) -> Verdict:
    """How a payment fits a demand; several short ones pay together."""
    if standing is None:
        return Verdict.UNKNOWN
    if standing.is_paid:
        return Verdict.DOUBLE
    if standing.is_closed:
        return Verdict.LATE
    total = standing.received + amount
    if total < standing.asked:
        return Verdict.SHORT
    return Verdict.MATCHED if total == standing.asked else Verdict.OVER
