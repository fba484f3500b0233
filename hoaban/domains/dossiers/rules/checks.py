"""May this happen to this dossier, now, by this actor? Each check raises the refusal that fits."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hoaban.core import workdays
from hoaban.core.refusals import NotAllowed
from hoaban.domains.dossiers.enums import UNDOABLE, Delivery, Method, Money, Outcome, State, Who
from hoaban.domains.dossiers.rules.facts import Facts, Last
from hoaban.domains.dossiers.rules.refused import (
    AlreadyExtended,
    ExtensionTooLate,
    HandedToOneself,
    NewDateNotLater,
    NotAColleague,
    NothingBefore,
    NothingToSupply,
    NothingToUndo,
    NotYourStep,
    NotYourTurn,
    OnlyCitizensDraft,
    ReasonMissing,
    StillTimeToSupply,
    SupplementAlreadyAsked,
    SupplementTooLate,
    UndoTooLate,
    WrongState,
)
from hoaban.domains.dossiers.rules.refused_result import (
    FeeUnpaid,
    FindingMissing,
    NoDraftResult,
    NotAtSigning,
    NothingToPay,
    NotReleased,
    ReceiverMissing,
    ResultWithdrawn,
    SignedAlone,
    SignInstead,
    WrongAmount,
    WrongMethod,
    WrongOutcome,
)
from hoaban.domains.dossiers.rules.states import TRANSITIONS, Transition

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def check(action: str, facts: Facts) -> None:
    """The part every action shares: the state, whose business it is, and who may."""
    line = TRANSITIONS[action]
    _check_who(line, facts)
    if facts.state not in line.sources:
        raise WrongState(code=facts.code, state=State(facts.state).label, action=line.words)


def _check_who(line: Transition, facts: Facts) -> None:
    """The applicant acts on their own dossier, an official where the agency answers for it."""
    if facts.who in {Who.CITIZEN, Who.PARTNER}:
        if facts.who not in line.who or not facts.is_the_applicant:
            raise NotAllowed
    elif facts.who not in line.who or not facts.answers_for_it:
        raise NotAllowed


def check_receive(facts: Facts) -> None:
    """A valid reception starts the clock. [ND61/2018 Đ17]"""
    check("receive", facts)


def check_ask_completion(facts: Facts) -> None:
    """Guide once, complete and exact; again only by the head. [ND61/2018 Đ15 k3]"""
    check("ask_completion", facts)
    if facts.who == Who.LEADER and not (facts.is_head and facts.supplements_before):
        raise NotAllowed
    _once(facts.supplements_before, facts)


def check_complete(facts: Facts) -> None:
    check("complete", facts)


def check_refuse(facts: Facts) -> None:
    check("refuse", facts)


def check_pay(facts: Facts) -> None:
    """[ND61/2018 Đ22]"""
    check("pay", facts)
    if facts.money != Money.ASKED:
        raise NothingToPay(code=facts.code)


def check_transfer(facts: Facts) -> None:
    """The same day, or the next working morning after the hour the law names. [ND61/2018 Đ18]"""
    check("transfer", facts)


def check_assign(facts: Facts) -> None:
    """A leader assigns any step of the agency; others only the step of their own role."""
    check("assign", facts)
    if facts.who != Who.LEADER:
        _turn(facts)


def check_do_step(facts: Facts) -> None:
    """Whoever has the step finishes it. [TT01/2018 Đ8]"""
    check("do_step", facts)
    _turn(facts)


def check_hand_on(facts: Facts) -> None:
    check("hand_on", facts)
    _turn(facts)


def check_return_step(facts: Facts) -> None:
    check("return_step", facts)
    _turn(facts)


def check_ask_supplement(facts: Facts) -> None:
    """Within the window after reception, once; again only by the head. [ND61/2018 Đ19 k4]"""
    check("ask_supplement", facts)
    if not (facts.is_head and facts.supplements_after):  # the head asks again whoever has the step
        _turn(facts)
    _once(facts.supplements_after, facts)
    until = supplement_until(facts)
    if until and facts.at > until and not facts.supplements_after:
        raise SupplementTooLate(code=facts.code, until=moment(until))


def check_supply(facts: Facts) -> None:
    check("supply", facts)


def check_extend(facts: Facts) -> None:
    """One new appointment, told at the latest a day before the due date. [ND61/2018 Đ19 k9]"""
    check("extend", facts)
    if facts.extensions >= facts.windows.extensions:
        raise AlreadyExtended(code=facts.code)
    until = extension_until(facts)
    if until and facts.at.astimezone(VIETNAM).date() > until:
        raise ExtensionTooLate(code=facts.code, until=f"{until:%d/%m/%Y}")


def check_draft_result(facts: Facts) -> None:
    check("draft_result", facts)
    _turn(facts)


def check_sign(facts: Facts) -> None:
    """A leader signs what others prepared; signing ends the clock. [ND61/2018 Đ19]"""
    check("sign", facts)
    _turn(facts)
    if not facts.has_draft_result:
        raise NoDraftResult(code=facts.code)


def check_release(facts: Facts) -> None:
    """[ND61/2018 Đ20]"""
    check("release", facts)
    if facts.delivery != Delivery.NOTHING:
        raise WrongState(
            code=facts.code, state=Delivery(facts.delivery).label, action="chuyển kết quả"
        )


def check_hand_over(facts: Facts) -> None:
    """The result goes to the citizen when it is there and the fee is settled. [ND61/2018 Đ22]"""
    check("hand_over", facts)
    if facts.delivery != Delivery.READY:
        raise NotReleased(code=facts.code)
    if facts.money == Money.ASKED:
        raise FeeUnpaid(code=facts.code, amount=facts.fee_amount)


def check_withdraw(facts: Facts) -> None:
    check("withdraw", facts)


def check_stop(facts: Facts) -> None:
    check("stop", facts)


def check_close(facts: Facts) -> None:
    """Nobody's dossier is closed while there is time left to supply. [ND61/2018 Đ15 k3]"""
    check("close", facts)


def check_issue_sheet(facts: Facts) -> None:
    """Whoever gave the case to whom, and when, on one sheet. [TT01/2018 Đ9]"""
    check("issue_sheet", facts)


def check_undo(facts: Facts, last: Last) -> None:
    """A wrong press is taken back soon by whoever pressed, later by the head. [ND61/2018 Đ21]"""
    check("undo", facts)
    if not (last.is_own or facts.is_head):
        raise NotAllowed
    if last.verb not in UNDOABLE:
        raise NothingToUndo(code=facts.code)
    until = last.at + timedelta(minutes=facts.windows.undo_minutes)
    if not facts.is_head and facts.at > until:
        raise UndoTooLate(code=facts.code, until=moment(until))


def check_amount(asked: int, given: int) -> None:
    """What is taken is what was asked, in whole VND. [ND61/2018 Đ22]"""
    if asked != given:
        raise WrongAmount(asked=asked, given=given)


def check_next_step(facts: Facts, *, signs: bool, next_signs: bool) -> None:
    """The signing step ends by signing; what goes to signature has a draft. [TT01/2018 Đ8]"""
    if signs:
        raise SignInstead(code=facts.code)
    if next_signs and not facts.has_draft_result:
        raise NoDraftResult(code=facts.code)


def check_signing_step(facts: Facts, *, signs: bool) -> None:
    if not signs:
        raise NotAtSigning(code=facts.code)


def check_other_eyes(code: str, *, is_alone: bool) -> None:
    """The signer is not the only one who looked. [TT01/2018 Đ8]"""
    if is_alone:
        raise SignedAlone(code=code)


def check_step_before(code: str, *, back_is_counter: bool) -> None:
    """Nothing goes back to the counter but by a request for supplement. [ND61/2018 Đ5]"""
    if back_is_counter:
        raise NothingBefore(code=code)


def check_colleague(is_one: bool) -> None:  # noqa: FBT001 - the only fact
    if not is_one:
        raise NotAColleague


def check_someone_else(facts: Facts, *, is_oneself: bool) -> None:
    """[TT01/2018 Đ8]"""
    if is_oneself:
        raise HandedToOneself(code=facts.code)


def check_method(facts: Facts, method: str) -> None:
    """An official hands over at the counter or by post; the portal is the applicant's own way."""
    ways = {Method.PORTAL} if facts.who == Who.CITIZEN else {Method.COUNTER, Method.POST}
    if method not in ways:
        raise WrongMethod


def check_new_date(former: datetime, due_at: datetime) -> None:
    """[ND61/2018 Đ19 k9]"""
    if due_at <= former:
        raise NewDateNotLater(due=moment(former))


def check_stands(*, symbol: str, withdrawn_for: str) -> None:
    """A result that was taken back is handed to nobody. [ND30/2020 Đ18]"""
    if withdrawn_for:
        raise ResultWithdrawn(symbol=symbol, reason=withdrawn_for.rstrip(" ."))


def check_receiver(name: str) -> None:
    """Whoever takes the result is written down. [ND61/2018 Đ6 k2]"""
    if not name.strip():
        raise ReceiverMissing


def check_time_is_up(code: str, until: datetime, at: datetime) -> None:
    """[ND61/2018 Đ15 k3]"""
    if at <= until:
        raise StillTimeToSupply(code=code, until=moment(until))


def check_may_draft(*, is_citizen: bool) -> None:
    """[ND61/2018 Đ16]"""
    if not is_citizen:
        raise OnlyCitizensDraft


def listed(items: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """A complete list of what to bring, each with what to do. [ND61/2018 Đ17 k1]"""
    clean = [
        {"component": i.get("component", ""), "name": i["name"].strip(), "what": i["what"].strip()}
        for i in items
    ]
    if not clean or not all(item["name"] and item["what"] for item in clean):
        raise NothingToSupply
    return clean


def check_finding(finding: str, *, found: Sequence[str]) -> None:
    """A result that states what the agency found cannot be without it. [ND61/2018 Đ20]"""
    if finding and not any(words.strip() for words in found):
        raise FindingMissing(what=finding)


def outcome(value: str) -> Outcome:
    """Yes or no; "not yet" is no result. [ND61/2018 Đ19 k8]"""
    if value not in {Outcome.POSITIVE, Outcome.NEGATIVE}:
        raise WrongOutcome
    return Outcome(value)


def _turn(facts: Facts) -> None:
    if facts.turn != facts.who:
        raise NotYourTurn(code=facts.code)
    if facts.is_assigned_elsewhere:
        raise NotYourStep(code=facts.code)


def _once(asked: int, facts: Facts) -> None:
    if asked >= facts.windows.supplements_per_stage and not facts.is_head:
        raise SupplementAlreadyAsked(code=facts.code)


def moment(at: datetime) -> str:
    """A moment as people write it, Vietnam time."""
    return f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"


def supplement_until(facts: Facts) -> datetime | None:
    """Until when a supplement may be asked after reception. [ND61/2018 Đ19 k4]"""
    if facts.received_at is None:
        return None
    law = facts.windows
    unit = workdays.Unit.WORKING_DAYS
    return workdays.due(facts.received_at, law.supplement_days, unit, law.calendar)


def extension_until(facts: Facts) -> date | None:
    """The last day on which a new appointment may still be told. [ND61/2018 Đ19 k9]"""
    if facts.due_at is None:
        return None
    due_on = facts.due_at.astimezone(VIETNAM).date()
    return due_on - timedelta(days=facts.windows.notice_days)


def words(text: str) -> str:
    """A reason in words: trimmed, and refused when it says nothing."""
    reason = re.sub(r"\s+", " ", text).strip()
    if not any(letter.isalpha() for letter in reason):
        raise ReasonMissing
    return reason
