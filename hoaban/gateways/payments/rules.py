"""References that people type into a transfer, and how a payment fits what was asked. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hoaban.gateways.payments.enums import Verdict

PREFIX = "HB"
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is read as another
LENGTH = 8
LONGEST_MEMO = 500
_FOUND = re.compile(f"(?={PREFIX}([{LETTERS}]{{{LENGTH}}}))")


def references(memo: str) -> Iterator[str]:
    """What may be a reference in the words of a transfer, which banks set in capitals, cut and
    write without blanks. Bounded by the length of a memo.
    """
    only = "".join(c for c in memo[:LONGEST_MEMO].upper() if c.isascii() and c.isalnum())
    for found in _FOUND.finditer(only):
        yield PREFIX + found.group(1)


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
