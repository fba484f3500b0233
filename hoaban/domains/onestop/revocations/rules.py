"""Checks of taking a result back."""

from collections.abc import Collection

from hoaban.casework.cases.states import NOBODY, line
from hoaban.domains.onestop.dossiers.enums import UNPAID, Delivery, Event, Money, State
from hoaban.domains.onestop.dossiers.rules import Facts, check, check_authority
from hoaban.domains.onestop.revocations.enums import Fault, Follows
from hoaban.domains.onestop.revocations.refused import (
    AnotherAgencysResult,
    FaultUnsaid,
    FollowsUnsaid,
)

REVOKE = line(
    "revoke",
    "thu hồi kết quả",
    [State.DONE, State.RETURNED],
    State.REVOKED,
    "leader",
    "result.revocation",
    Event.RESULT_REVOKED,
    turn=NOBODY,
)


def check_revoke(facts: Facts) -> None:
    """The agency that issued a result takes it back: its head, or a deputy. [ND30/2020 Đ18]

    It was done, and stays judged by its promise, once.
    """
    check(REVOKE, facts)
    check_authority(facts)
    if not facts.issued_the_result:
        raise AnotherAgencysResult(code=facts.code)


def said(fault: str, follows: str) -> tuple[Fault, Follows]:
    """Whose fault it was and what follows, in known words."""
    if fault not in Fault.values:
        raise FaultUnsaid
    if follows not in Follows.values:
        raise FollowsUnsaid
    return Fault(fault), Follows(follows)


def money_after(money: str, fault: Fault, follows: Follows, *, has_rest: bool) -> str:
    """How the money stands once the result is gone: nothing is asked for it any more, and what was
    paid goes back where the agency erred and gives nothing in its place: all of it, or the rest
    where a part went back before (`has_rest`).
    """
    if money in UNPAID:  # a payment that the bank took back too
        return Money.NONE
    goes_back = gives_all_back(fault, follows) and has_rest
    return Money.OWED if money in KEPT and goes_back else money


def gives_all_back(fault: str, follows: str) -> bool:
    """Whether all that was paid goes back: the agency erred, and gives nothing in its place."""
    return (fault, follows) == (Fault.AGENCY, Follows.NOTHING)


KEPT = frozenset({Money.PAID, Money.REFUNDED})  # all of a fee, or what did not go back of it


def is_charged_again(fault: Fault, money: str) -> bool:
    """Whether the dossier that gives a result again costs what any other does: not where the agency
    erred; else where the applicant did, and where nothing was paid for the result that is gone
    (`money`: as it stood).
    """
    return fault == Fault.APPLICANT or (fault == Fault.OTHER and money in UNPAID)


def asks_for_the_fee(state: str, money: str, faults: Collection[str], *, has_rest: bool) -> bool:
    """Whether somebody has to say what becomes of a fee, or of the rest of it, since nothing came
    in place of a result that the agency had got wrong (`faults`: of all that were taken back).
    """
    is_kept = money in {*KEPT, Money.OWED}
    return state == State.REVOKED and is_kept and has_rest and Fault.AGENCY in faults


def delivery_after(delivery: str) -> str:
    """Nothing waits for the applicant any more; what was handed over was handed over."""
    return delivery if delivery == Delivery.HANDED else Delivery.NOTHING
