"""Checks of results."""

from collections.abc import Sequence

from hoaban.casework.cases.states import ENDS, NOBODY, line
from hoaban.domains.onestop.consultations.refused import ConsultationOpen
from hoaban.domains.onestop.dossiers.enums import (
    Delivery,
    Event,
    Method,
    Money,
    Outcome,
    State,
    Who,
)
from hoaban.domains.onestop.dossiers.refused import WrongState
from hoaban.domains.onestop.dossiers.rules import (
    Facts,
    check,
    check_authority,
    check_turn,
    dong,
)
from hoaban.domains.onestop.results.refused import (
    FeeUnpaid,
    FindingMissing,
    NotAtSigning,
    NotGivenOutYet,
    NotReleased,
    ReceiverMissing,
    ResultNotSealed,
    ResultWithdrawn,
    SignedAlone,
    WrongMethod,
    WrongOutcome,
)
from hoaban.domains.onestop.steps.refused import NoDraftResult

DRAFT_RESULT = line(
    "draft_result",
    "dự thảo kết quả",
    [State.IN_PROCESS],
    None,
    "specialist leader",
    "process.internal",
    Event.RESULT_DRAFTED,
)
SIGN = line(
    "sign",
    "ký kết quả",
    [State.IN_PROCESS],
    State.DONE,
    "leader",
    "result.decision",
    Event.SIGNED,
    clock=ENDS,
    turn=Who.CLERK,
)
RELEASE = line(
    "release",
    "chuyển kết quả",
    [State.DONE],
    None,
    "clerk",
    "result.return",
    Event.RELEASED,
)
HAND_OVER = line(
    "hand_over",
    "trả kết quả",
    [State.DONE],
    State.RETURNED,
    "clerk citizen",
    "result.receiver",
    "dossiers.handed_over",
    turn=NOBODY,
)


def check_draft_result(facts: Facts) -> None:
    check(DRAFT_RESULT, facts)
    check_turn(facts)


def check_sign(facts: Facts) -> None:
    """A leader signs what others prepared; signing ends the clock. [ND61/2018 Đ19]

    The signer is not the only one who looked. [TT01/2018 Đ8]
    """
    check(SIGN, facts)
    check_turn(facts)
    if not facts.has_draft_result:
        raise NoDraftResult(code=facts.code)
    if not facts.signs:
        raise NotAtSigning(code=facts.code)
    if not facts.signs_by_order:
        check_authority(facts)
    if facts.examined_alone:
        raise SignedAlone(code=facts.code)
    if facts.asked:
        agencies = ", ".join(one.agency for one in facts.asked)
        raise ConsultationOpen(code=facts.code, agencies=agencies)


def check_release(facts: Facts) -> None:
    """[ND61/2018 Đ20] sealed first, where the clerk seals [ND30/2020 Đ17]."""
    check(RELEASE, facts)
    if facts.delivery != Delivery.NOTHING:
        raise WrongState(
            code=facts.code, state=Delivery(facts.delivery).label, action="chuyển kết quả"
        )
    if facts.result_awaits_seal:
        raise ResultNotSealed(symbol=facts.result_symbol)


def check_hand_over(facts: Facts) -> None:
    """The result goes to the citizen when it is there and the fee is settled. [ND61/2018 Đ22]"""
    check(HAND_OVER, facts)
    if facts.delivery != Delivery.READY:
        raise NotReleased(code=facts.code)
    _check_may_have_it(facts)


def check_fetch_result(facts: Facts) -> None:
    """The applicant may have the signed result as a file: released, paid for, not taken back."""
    if facts.result_withdrawn_for:
        _check_stands(facts)
    if facts.delivery == Delivery.NOTHING:
        raise NotGivenOutYet
    _check_may_have_it(facts)


def _check_may_have_it(facts: Facts) -> None:
    if facts.money == Money.ASKED:
        raise FeeUnpaid(code=facts.code, amount=dong(facts.fee_amount))
    _check_stands(facts)


def _check_stands(facts: Facts) -> None:
    """A result that was taken back is handed to nobody. [ND30/2020 Đ18]"""
    if facts.result_withdrawn_for:
        reason = facts.result_withdrawn_for.rstrip(" .")
        raise ResultWithdrawn(symbol=facts.result_symbol, reason=reason)


def check_method(facts: Facts, method: str) -> None:
    """An official hands over at the counter or by post; the portal is the applicant's own way."""
    ways = {Method.PORTAL} if facts.who == Who.CITIZEN else {Method.COUNTER, Method.POST}
    if method not in ways:
        raise WrongMethod


def check_receiver(name: str) -> None:
    """Whoever takes the result is written down. [ND61/2018 Đ6 k2]"""
    if not name.strip():
        raise ReceiverMissing


def check_finding(finding: str, *, found: Sequence[str]) -> None:
    """A result that states what the agency found cannot be without it. [ND61/2018 Đ20]"""
    if finding and not any(words.strip() for words in found):
        raise FindingMissing(what=finding)


def outcome(value: str) -> Outcome:
    """Yes or no; "not yet" is no result. [ND61/2018 Đ19 k8]"""
    if value not in {Outcome.POSITIVE, Outcome.NEGATIVE}:
        raise WrongOutcome
    return Outcome(value)
