"""Checks of what the counter finds missing in an answer to a request."""

from collections.abc import Mapping, Sequence

from hoaban.casework.cases.states import line
from hoaban.domains.onestop.dossiers.enums import State, Who
from hoaban.domains.onestop.dossiers.rules import Facts, check
from hoaban.domains.onestop.shortfalls.refused import LackingNotAsked, NothingSentYet
from hoaban.domains.onestop.supplements.refused import NothingToSupply
from hoaban.domains.onestop.supplements.rules import PaperAsked

TELL_COMPLETION_LACKS = line(
    "tell_completion_lacks",
    "báo phần nộp lại chưa đủ",
    [State.SUBMITTED],
    State.AWAITING_COMPLETION,
    "clerk",
    "supplement.before",
    "dossiers.completion_lacking",
    turn=Who.CITIZEN,
)
TELL_SUPPLEMENT_LACKS = line(
    "tell_supplement_lacks",
    "báo phần bổ sung chưa đủ",
    [State.SUPPLEMENT_SENT],
    State.AWAITING_SUPPLEMENT,
    "clerk",
    "supplement.request",
    "dossiers.supplement_lacking",
    turn=Who.CITIZEN,
)


def check_tell_completion_lacks(facts: Facts) -> None:
    """What was filed again leaves out something of the one request, which stays open."""
    check(TELL_COMPLETION_LACKS, facts)
    if not facts.supplements_before:
        raise NothingSentYet(code=facts.code)


def check_tell_supplement_lacks(facts: Facts) -> None:
    check(TELL_SUPPLEMENT_LACKS, facts)


def check_lacking(asked: Sequence[PaperAsked], lacking: Mapping[str, str]) -> None:
    """The counter names what is still missing of the request, and asks for nothing beside it."""
    said = {code for code, what in lacking.items() if what.strip()}
    if not said:
        raise NothingToSupply
    if said - {one.code for one in asked}:
        raise LackingNotAsked
