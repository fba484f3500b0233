"""The states of a dossier: which are open, which clock goes with them, how far it has come, what
waits for whoever it is about."""

from collections.abc import Mapping
from enum import StrEnum

from hoaban.casework.cases.enums import Clock
from hoaban.domains.onestop.dossiers.enums import SUPPLYING, Delivery, Method, Money, State

OPEN = frozenset(
    {
        State.SUBMITTED,
        State.AWAITING_COMPLETION,
        State.RECEIVED,
        State.IN_PROCESS,
        State.SUPPLEMENT_PROPOSED,
        State.AWAITING_SUPPLEMENT,
        State.SUPPLEMENT_SENT,
        State.AWAITING_PAYMENT,
    }
)


def is_open(state: str) -> bool:
    return state in OPEN


def clock_of(state: str) -> Clock:
    """The clock that goes with a business state."""
    if state in {State.SUBMITTED, State.AWAITING_COMPLETION}:
        return Clock.IDLE
    if state in {State.RECEIVED, State.IN_PROCESS, State.SUPPLEMENT_PROPOSED}:
        return Clock.RUNNING
    return Clock.PAUSED if state in STANDING else Clock.ENDED


STANDING = frozenset({State.AWAITING_SUPPLEMENT, State.SUPPLEMENT_SENT, State.AWAITING_PAYMENT})


DEGREES: Mapping[State, float] = {
    state: place / len(path)
    for path in [(State.SUBMITTED, State.RECEIVED, State.IN_PROCESS, State.DONE, State.RETURNED)]
    for place, state in enumerate(path, start=1)
}


def degree(state: str, done_share: float = 0) -> float | None:
    """How far a dossier has come, 0 to 1, for those who are not signed in. [TT01/2018 Đ16]

    None where it ended without a result: nothing was completed.
    """
    reached = {
        State.AWAITING_COMPLETION: State.SUBMITTED,
        State.SUPPLEMENT_PROPOSED: State.IN_PROCESS,
        State.AWAITING_SUPPLEMENT: State.IN_PROCESS,
        State.SUPPLEMENT_SENT: State.IN_PROCESS,
        State.AWAITING_PAYMENT: State.IN_PROCESS,
    }.get(State(state), State(state))
    if reached not in DEGREES:
        return None
    base = DEGREES[reached]
    if reached != State.IN_PROCESS:
        return base
    return base + (DEGREES[State.DONE] - base) * done_share


class Waits(StrEnum):
    """What the applicant has to do next."""

    SUPPLY = "supply"
    SETTLE = "settle"  # what another agency charges
    PAY = "pay"
    FETCH = "fetch"


def waiting(*, state: str, money: str, delivery: str, by: str) -> list[Waits]:
    """What the applicant is to do, in the order in which pages ask it: bring what is asked for,
    pay, come and fetch the result (`by`: how it reaches them; the post comes by itself). Nothing is
    to be paid for what ended without a result.
    """
    asked = {
        Waits.SUPPLY: state in SUPPLYING,
        Waits.SETTLE: state == State.AWAITING_PAYMENT,
        Waits.PAY: money == Money.DEBT or (money == Money.ASKED and state in {*OPEN, State.DONE}),
        Waits.FETCH: delivery == Delivery.READY and by != Method.POST and state == State.DONE,
    }
    return [one for one, is_asked in asked.items() if is_asked]
