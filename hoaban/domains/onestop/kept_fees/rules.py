"""How much of a fee goes back by the content of a day. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Kept:
    """The share of a fee that the agency keeps on a day where the work had come to a stage."""

    procedure: str  # "": every one
    fee: str  # "": every one
    stage: str
    share: Decimal  # 0 to 1
    valid_from: date
    valid_to: date | None


def goes_back(
    lines: Sequence[Mapping[str, Any]],  # Any: JSON
    kept: Iterable[Kept],
    *,
    procedure: str,
    stage: str,
    on: date,
) -> int | None:
    """What of these fees goes back by the content of a day, in whole VND, rounded down; None where
    content says nothing about one of them. What names procedure and fee goes before what does not.
    """
    holds = [
        one
        for one in kept
        if one.stage == stage
        and one.procedure in {"", procedure}
        and one.valid_from <= on < (one.valid_to or date.max)
    ]
    total = 0
    for each in lines:
        own = [one for one in holds if one.fee in {"", each["code"]}]
        if not own:
            return None
        telling = max(own, key=lambda one: (bool(one.procedure), bool(one.fee), one.valid_from))
        total += int(each["amount"] * (1 - telling.share))
    return total
