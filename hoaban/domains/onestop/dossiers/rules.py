"""Fact sheets, codes, due moments and the checks that several acts share."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from hoaban.core.workdays import counting
from hoaban.core.workdays.facts import Unit
from hoaban.core.workdays.tables import Calendar
from hoaban.domains.onestop.dossiers.enums import OnSupply
from hoaban.domains.onestop.dossiers.refused import NotYourStep, NotYourTurn, ReasonMissing
from hoaban.domains.onestop.parameters.rules import Windows


def iso_or_empty(at: datetime | None) -> str:
    return at.isoformat() if at else ""


VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Facts:
    """The fact sheet of one dossier, one actor and one moment."""

    code: str
    state: str
    clock: str
    money: str
    delivery: str
    turn: str
    who: str
    is_head: bool
    answers_for_it: bool
    is_the_applicant: bool
    is_assigned_elsewhere: bool
    at: datetime
    submitted_at: datetime
    received_at: datetime | None
    due_at: datetime | None
    supplements_before: int
    supplements_after: int
    extensions: int
    fee_amount: int
    has_draft_result: bool
    windows: Windows


def check_turn(facts: Facts) -> None:
    if facts.turn != facts.who:
        raise NotYourTurn(code=facts.code)
    if facts.is_assigned_elsewhere:
        raise NotYourStep(code=facts.code)


def moment(at: datetime) -> str:
    """A moment as people write it, Vietnam time."""
    return f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"


def words(text: str) -> str:
    """A reason in words: trimmed, and refused when it says nothing."""
    reason = re.sub(r"\s+", " ", text).strip()
    if not any(letter.isalpha() for letter in reason):
        raise ReasonMissing
    return reason


CODE_ALPHABET = "23456789ABCDFGHJKMNPQRSTVWXYZ"


def reference(draws: Iterable[int]) -> str:
    """A public reference: the drawn characters and one that checks them.

    The alphabet has a prime number of characters, none easily mistaken for another, so the weighted
    sum finds every single wrong character and every swap of neighbours.
    """
    size = len(CODE_ALPHABET)
    digits = [draw % size for draw in draws]
    check_digit = sum((i + 1) * d for i, d in enumerate(digits, start=1)) % size
    return "".join(CODE_ALPHABET[d] for d in [*digits, check_digit])


def is_reference(text: str) -> bool:
    """Whether the text can be a reference at all: typed wrong is known without looking."""
    digits = [CODE_ALPHABET.find(letter) for letter in text]
    return bool(digits) and min(digits) >= 0 and reference(digits[:-1]) == text


def dossier_code(prefix: str, day: str, number: int) -> str:
    """`{identifier of the receiving authority}-{YYMMDD}-{NNNN}`. [ND61/2018 Đ26] [TT01/2018 Đ19]

    The number is padded to four digits; above that a digit is added, never a code twice.
    """
    return f"{prefix}-{day}-{number:0>{WIDTH}}"


WIDTH = len("NNNN")


@dataclass(frozen=True, slots=True)
class Last:
    """The last thing done to a dossier, at which step, and whether this actor did it."""

    verb: str
    at: datetime
    step: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised at reception: the valid moment and the limit."""

    received_at: datetime
    amount: int
    unit: str


@dataclass(frozen=True, slots=True)
class Supplied:
    """A supplement that was asked and supplied, and what the clock does then."""

    asked_at: datetime
    supplied_at: datetime
    on_supply: str


@dataclass(frozen=True, slots=True)
class Extended:
    """The one new appointment."""

    due_at: datetime


def due_moment(
    promise: Promise, calendar: Calendar, moved: Sequence[Supplied | Extended] = ()
) -> datetime:
    """The due moment, a pure function of what the journal knows, in the order it happened.

    A supplement restarts the limit from the moment it was supplied [ND61/2018 Đ19 k4], or moves
    the due moment by the working time waited where the procedure's own law says so. A new
    appointment replaces it [ND61/2018 Đ19 k9].
    """
    unit = Unit(promise.unit)
    due = counting.due(promise.received_at, promise.amount, unit, calendar)
    for event in moved:
        if isinstance(event, Extended):
            due = event.due_at
        elif event.on_supply == OnSupply.RESTARTS:
            due = counting.due(event.supplied_at, promise.amount, unit, calendar)
        else:
            span = (event.asked_at, event.supplied_at)
            due = counting.resume_due(due, [span], unit, calendar)
    return due


def punctuality(done_at: datetime, due_at: datetime, half_day: datetime) -> str:
    """`before`, `on` or `late`: compared as instants; before = before the half-day of the due."""
    if done_at > due_at:
        return "late"
    return "before" if done_at < half_day else "on"
