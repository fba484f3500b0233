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
    [State.IN_PROCESS],
    State.AWAITING_SUPPLEMENT,
    "specialist leader",
    "supplement.after",
    Event.SUPPLEMENT_ASKED,
    clock=PAUSES,
    turn=Who.CITIZEN,
)
SUPPLY = line(
    "supply",
    "nhận bổ sung",
    [State.AWAITING_SUPPLEMENT],
    State.IN_PROCESS,
    "citizen partner clerk",
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
    """Within the window after reception, once; again only by the head. [ND61/2018 Đ19 k4]"""
    check(ASK_SUPPLEMENT, facts)
    if not (facts.is_head and facts.supplements_after):  # the head asks again whoever has the step
        check_turn(facts)
    _once(facts.supplements_after, facts)
    until = supplement_until(facts)
    if until and facts.at > until and not facts.supplements_after:
        law = facts.windows.special_law
        raise SupplementTooLate(code=facts.code, until=moment(until), special_law=law)


def check_supply(facts: Facts) -> None:
    check(SUPPLY, facts)


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


class PaperAsked(Protocol):
    """A paper of a request, and the sections of the declaration that it opens again."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> Words: ...
    @property
    def sections(self) -> tuple[str, ...]: ...


Of = TypeVar("Of", bound=PaperAsked)


def lacking(asked: Sequence[Of], *, files: Collection[str], is_declared: bool) -> list[Of]:
    """What an applicant's answer leaves out, where the request opened the declaration again.

    `files` are the components that came, `is_declared` whether something was declared otherwise.
    """
    if not any(one.sections for one in asked):
        return []
    return [one for one in asked if not (is_declared if one.sections else one.code in files)]


def check_answered(facts: Facts, missing: Sequence[PaperAsked]) -> None:
    """Sent once for all that was asked; the counter judges for itself what it takes."""
    if missing and facts.who != Who.CLERK:
        raise RequestPartlyAnswered(papers="; ".join(one.name["vi"] for one in missing))


def check_opened(asked: Sequence[PaperAsked], declared: Collection[str], titles: str) -> None:
    """After reception nothing but the sections named is declared anew; `titles` names the rest."""
    if set(declared) - {code for one in asked for code in one.sections}:
        raise SectionNotOpened(sections=titles)


def _once(asked: int, facts: Facts) -> None:
    if asked >= facts.windows.supplements_per_stage and not facts.is_head:
        raise SupplementAlreadyAsked(code=facts.code)


def supplement_until(facts: Facts) -> datetime | None:
    """Until when a supplement may be asked after reception. [ND61/2018 Đ19 k4]"""
    if facts.received_at is None:
        return None
    law = facts.windows
    unit = Unit.WORKING_DAYS
    return counting.due(facts.received_at, law.supplement_days, unit, law.calendar)
