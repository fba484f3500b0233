"""Checks of asking another agency; the clock of the dossier goes on meanwhile."""

from datetime import datetime

from hoaban.casework.cases.enums import Part
from hoaban.casework.cases.states import line
from hoaban.core.workdays import counting
from hoaban.core.workdays.facts import Unit
from hoaban.domains.onestop.consultations.refused import (
    AlreadyAnswered,
    LimitAfterDue,
    NotConsulted,
    NothingAsked,
    NoTimeToConsult,
    OpinionMissing,
    StillTimeToAnswer,
)
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.rules import (
    Facts,
    check,
    check_turn,
    moment,
    says_something,
    trimmed,
)

CONSULT = line(
    "consult",
    "lấy ý kiến",
    [State.IN_PROCESS],
    None,
    "specialist leader",
    "process.consultation",
    "dossiers.consulted",
)
ANSWER_CONSULTATION = line(
    "answer_consultation",
    "trả lời lấy ý kiến",
    [
        *(State.IN_PROCESS, State.SUPPLEMENT_PROPOSED),
        *(State.AWAITING_SUPPLEMENT, State.SUPPLEMENT_SENT, State.AWAITING_PAYMENT),
    ],
    None,
    "specialist leader",
    "process.consultation",
    "dossiers.consultation_answered",
    part=Part.CONSULTED,
)
RECORD_SILENCE = line(
    "record_silence",
    "ghi nhận không trả lời",
    [State.IN_PROCESS],
    None,
    "specialist leader",
    "process.consultation",
    "dossiers.silence_recorded",
)
WITHDRAW_CONSULTATION = line(
    "withdraw_consultation",
    "thôi lấy ý kiến",
    [State.IN_PROCESS],
    None,
    "specialist leader",
    "process.consultation",
    "dossiers.consultation_withdrawn",
)


def check_consult(facts: Facts) -> None:
    """Whoever has the step asks, while a working day is left before the due moment."""
    check(CONSULT, facts)
    check_turn(facts)
    if facts.due_at and limit(facts, 1) > facts.due_at:
        raise NoTimeToConsult(code=facts.code, due=moment(facts.due_at))


def limit(facts: Facts, days: int) -> datetime:
    """The close of the last of so many working days."""
    return counting.due(facts.at, days, Unit.WORKING_DAYS, facts.windows.calendar)


def check_limit(facts: Facts, act_by: datetime) -> None:
    """Another agency answers inside the limit of the dossier."""
    if facts.due_at and act_by > facts.due_at:
        raise LimitAfterDue(code=facts.code, until=moment(act_by), due=moment(facts.due_at))


def in_words(text: str) -> str:
    """A question or an opinion, trimmed; refused when it says nothing."""
    said = trimmed(text)
    if not says_something(said):
        raise OpinionMissing
    return said


def check_agency(is_one: bool) -> None:  # noqa: FBT001 - the only fact
    if not is_one:
        raise NotConsulted


def check_answer(facts: Facts) -> None:
    """Only an agency that is asked answers, late too while its silence is not recorded.

    Whoever comes with a second answer, from another tab or post, is told that one was given.
    """
    may = facts.who in ANSWER_CONSULTATION.who and not facts.answers_for_it
    if may and not any(one.is_own for one in facts.asked) and facts.has_answered:
        raise AlreadyAnswered(code=facts.code)
    check(ANSWER_CONSULTATION, facts)


def check_record_silence(facts: Facts) -> None:
    """Whoever has the step goes on without those that let their limit pass."""
    check(RECORD_SILENCE, facts)
    check_turn(facts)
    _check_asked(facts)
    first = min(facts.asked, key=lambda one: one.act_by)
    if facts.at <= first.act_by:
        raise StillTimeToAnswer(agency=first.agency, until=moment(first.act_by))


def check_withdraw(facts: Facts) -> None:
    check(WITHDRAW_CONSULTATION, facts)
    check_turn(facts)
    _check_asked(facts)


def _check_asked(facts: Facts) -> None:
    if not facts.asked:
        raise NothingAsked(code=facts.code)
