"""Checks of requests for supplement."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar

from hoaban.casework.cases.states import PAUSES, RESTARTS, STEP, line
from hoaban.core.language import Words
from hoaban.core.refusals import NotAllowed
from hoaban.core.workdays import counting
from hoaban.core.workdays.facts import Unit
from hoaban.domains.onestop.dossiers.enums import Event, State, Who
from hoaban.domains.onestop.dossiers.rules import Facts, check, check_turn, moment
from hoaban.domains.onestop.supplements.refused import (
    NothingToSupply,
    RequestLeavesOut,
    RequestPartlyAnswered,
    SectionNotOpened,
    SupplementAlreadyAsked,
    SupplementTooLate,
)

ASK_COMPLETION = line(
    "ask_completion",
    "yêu cầu hoàn thiện",
    [State.SUBMITTED],
    State.AWAITING_COMPLETION,
    "clerk leader",
    "supplement.before",
    "dossiers.completion_asked",
    turn=Who.CITIZEN,
)
COMPLETE = line(
    "complete",
    "nộp lại",
    [State.AWAITING_COMPLETION],
    State.SUBMITTED,
    "citizen partner clerk",
    "reception.online",
    "dossiers.completed",
    turn=Who.CLERK,
)
ASK_SUPPLEMENT = line(
    "ask_supplement",
    "yêu cầu bổ sung",
    [State.IN_PROCESS, State.SUPPLEMENT_PROPOSED],
    State.AWAITING_SUPPLEMENT,
    "leader",
    "supplement.after",
    Event.SUPPLEMENT_ASKED,
    clock=PAUSES,
    turn=Who.CITIZEN,
)
SUPPLY = line(
    "supply",
    "nộp bổ sung",
    [State.AWAITING_SUPPLEMENT],
    State.SUPPLEMENT_SENT,
    "citizen partner",
    "process.contact",
    "dossiers.supplement_sent",
    turn=Who.CLERK,
)
TAKE_SUPPLEMENT = line(
    "take_supplement",
    "nhận đủ bổ sung",
    [State.AWAITING_SUPPLEMENT, State.SUPPLEMENT_SENT],
    State.IN_PROCESS,
    "clerk",
    "supplement.after",
    Event.SUPPLIED,
    clock=RESTARTS,
    turn=STEP,
)
Item = Mapping[str, Any]  # Any: component, name and what as text, sections as a list


def check_ask_completion(facts: Facts) -> None:
    """Guide once, complete and exact; again only by the head. [ND61/2018 Đ15 k3]"""
    check(ASK_COMPLETION, facts)
    if facts.who == Who.LEADER and not (facts.is_head and facts.supplements_before):
        raise NotAllowed
    _once(facts.supplements_before, facts)


def check_complete(facts: Facts) -> None:
    check(COMPLETE, facts)


def check_ask_supplement(facts: Facts) -> None:
    """Within the window after reception, once; again only by the head. [ND61/2018 Đ19 k4]

    A leader asks for what was proposed, or at a step of their own. What the law counts is the
    notice to the applicant, so the window is judged again when it is given (believed: the article
    counts the days until the papers go back with form 02).
    """
    check(ASK_SUPPLEMENT, facts)
    if not (facts.is_head and facts.supplements_after):  # the head asks again whoever has the step
        check_turn(facts)
    check_window(facts)


def check_window(facts: Facts) -> None:
    """Once, and while the applicant may still be asked."""
    _once(facts.supplements_after, facts)
    until = supplement_until(facts)
    if until and facts.at > until and not facts.supplements_after:
        law = facts.windows.special_law
        raise SupplementTooLate(code=facts.code, until=moment(until), special_law=law)


def check_supply(facts: Facts) -> None:
    """The applicant hands in at the one-stop shop alone. [ND61/2018 Đ5]"""
    check(SUPPLY, facts)


def check_take_supplement(facts: Facts) -> None:
    """The counter has all that was asked; the limit starts again. [ND61/2018 Đ19 k4]"""
    check(TAKE_SUPPLEMENT, facts)


def listed(items: Sequence[Item]) -> list[dict[str, Any]]:  # Any: text, and lists of sections
    """A complete list of what to bring, each with what to do. [ND61/2018 Đ17 k1]"""
    clean: list[dict[str, Any]] = [
        {"component": i.get("component", ""), "name": i["name"].strip(), "what": i["what"].strip()}
        | ({"sections": list(i["sections"])} if i.get("sections") else {})
        for i in items
    ]
    if not clean or not all(item["name"] and item["what"] for item in clean):
        raise NothingToSupply
    return clean


def check_whole(items: Sequence[Item], missing: Mapping[str, str]) -> None:
    """Guide once, complete and exact: every paper that is `missing`, by component, is named."""
    named = {item["component"] for item in items}
    if left := [name for code, name in missing.items() if code not in named]:
        raise RequestLeavesOut(papers="; ".join(left))


class PaperAsked(Protocol):
    """A paper of a request, and the sections of the declaration that it opens again.

    `least` is how many files, or sheets, there must be at least.
    """

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> Words: ...
    @property
    def sections(self) -> tuple[str, ...]: ...
    @property
    def least(self) -> int: ...


Of = TypeVar("Of", bound=PaperAsked)


def lacking(
    asked: Sequence[Of], *, come: Mapping[str, int], is_declared: bool, on_paper: bool = False
) -> list[Of]:
    """What an answer leaves out: each paper needs something of its own.

    `come` is how many files and sheets came for each component, `is_declared` whether something
    was declared otherwise; `on_paper`: a declaration may come on paper too.
    """

    def is_there(one: Of) -> bool:
        if one.sections and (is_declared or not on_paper):
            return is_declared
        return come.get(one.code, 0) >= one.least

    return [one for one in asked if not is_there(one)]


def check_answered(missing: Sequence[PaperAsked]) -> None:
    """What leaves something out changes nothing: it is handed in once for all that was asked."""
    if missing:
        raise RequestPartlyAnswered(papers="; ".join(one.name["vi"] for one in missing))


def check_opened(asked: Sequence[PaperAsked], declared: Collection[str], titles: str) -> None:
    """After reception nothing but the sections named is declared anew; `titles` names the rest."""
    if set(declared) - {code for one in asked for code in one.sections}:
        raise SectionNotOpened(sections=titles)


def _once(asked: int, facts: Facts) -> None:
    if asked >= facts.windows.supplements_per_stage and not facts.is_head:
        raise SupplementAlreadyAsked(code=facts.code)


def supplement_until(facts: Facts) -> datetime | None:
    """Until when a supplement may be asked after reception. [ND61/2018 Đ19 k4]

    None before reception, and where it lies beyond every calendar.
    """
    if facts.received_at is None:
        return None
    law = facts.windows
    unit = Unit.WORKING_DAYS
    return counting.due_if_known(facts.received_at, law.supplement_days, unit, law.calendar)


def approve_by(facts: Facts) -> datetime:
    """Until when a leader should have decided upon a proposal: while the applicant may be asked.

    Before the due moment where that comes first.
    """
    ends = [one for one in (supplement_until(facts), facts.due_at) if one and one >= facts.at]
    return min(ends, default=facts.at)
