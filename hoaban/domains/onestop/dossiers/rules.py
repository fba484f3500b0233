"""Fact sheets, codes, due moments and the checks that several acts share."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Protocol

from hoaban.casework.cases.enums import Part
from hoaban.casework.cases.states import Line
from hoaban.core import days
from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.dossiers.enums import State, Who
from hoaban.domains.onestop.dossiers.refused import (
    BasisWithoutAct,
    NotByOrder,
    NotTheAuthority,
    NotYourStep,
    NotYourTurn,
    ReasonMissing,
    StillTimeToSupply,
    WrongState,
)
from hoaban.domains.onestop.parameters.rules import Lapsed
from hoaban.domains.onestop.provisions.rules import Windows


def iso_or_empty(at: datetime | None) -> str:
    return at.isoformat() if at else ""


@dataclass(frozen=True, slots=True)
class Last:
    """The last thing done to a dossier, at which step, and whether this actor did it."""

    verb: str
    at: datetime
    step: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """An agency that was asked for its opinion and has not answered: until when it may."""

    agency: str
    act_by: datetime
    is_own: bool  # this actor answers for it


class Parts(Protocol):
    """What only some rules ask: each is read when it is called, and kept by the sheet."""

    def signs(self) -> bool: ...
    def next_signs(self) -> bool: ...
    def comes_from_counter(self) -> bool: ...
    def gives_out(self) -> bool: ...
    def has_others(self) -> bool: ...
    def examined_alone(self) -> bool: ...
    def result_symbol(self) -> str: ...
    def result_withdrawn_for(self) -> str: ...
    def result_awaits_seal(self) -> bool: ...
    def issued_the_result(self) -> bool: ...
    def last(self) -> Last | None: ...
    def asked(self) -> tuple[Asked, ...]: ...
    def has_answered(self) -> bool: ...
    def holds_originals(self) -> bool: ...
    def lacks(self) -> str: ...
    def awaits_several(self) -> bool: ...
    def lapsed(self) -> Lapsed | None: ...
    def is_taken_elsewhere(self) -> bool: ...


@dataclass(frozen=True)
class Facts:
    """The fact sheet of one dossier, one actor and one moment: there is no smaller one."""

    code: str
    state: str
    money: str
    paid_by: str
    delivery: str
    turn: str
    who: str
    is_head: bool
    signs_for_agency: bool  # its head or a deputy, or who acts for one by a written delegation
    is_by_order: bool  # acts for the head by order, who signs named kinds and does nothing else
    signs_by_order: bool  # ... and the drafted result is of such a kind
    answers_for_it: bool
    is_the_applicant: bool
    is_assigned_elsewhere: bool
    is_at_another_agency: bool  # the step at hand
    at: datetime
    received_at: datetime | None
    due_at: datetime | None
    held_to: datetime | None  # the promise by which it is judged
    limit_amount: int
    limit_unit: str
    supplements_before: int
    supplements_after: int
    is_renamed: bool  # the owner was corrected since the filing
    extensions: int
    was_late: bool  # the result was signed after the promise it was held to
    fee_amount: int
    fee_paid_back: int  # what of it went back and is not with the agency again
    has_draft_result: bool
    windows: Windows
    act_by: datetime
    parts: Parts = field(repr=False, compare=False)

    @cached_property
    def signs(self) -> bool:
        """The step at hand ends by signing."""
        return self.parts.signs()

    @cached_property
    def next_signs(self) -> bool:
        """The step after this one ends by signing."""
        return self.parts.next_signs()

    @cached_property
    def comes_from_counter(self) -> bool:
        """The step before is the counter's."""
        return self.parts.comes_from_counter()

    @cached_property
    def gives_out(self) -> bool:
        """The step at hand is a leader's, and gives the next one to who works on it."""
        return self.parts.gives_out()

    @cached_property
    def has_others(self) -> bool:
        """Somebody besides this actor and whoever has it may be given the step at hand."""
        return self.parts.has_others()

    @cached_property
    def examined_alone(self) -> bool:
        """Nobody but this person, who would sign, examined or drafted."""
        return self.parts.examined_alone()

    @cached_property
    def holds_originals(self) -> bool:
        """Originals that were handed in still lie with the agency."""
        return self.parts.holds_originals()

    @cached_property
    def lacks(self) -> str:
        """The papers that must be handed in and did not come, by name."""
        return self.parts.lacks()

    @cached_property
    def awaits_several(self) -> bool:
        """More than one paper of the open request has not come."""
        return self.parts.awaits_several()

    @cached_property
    def lapsed(self) -> Lapsed | None:
        """Since when nothing is received under the version that was filed; None: it may be."""
        return self.parts.lapsed()

    @cached_property
    def is_taken_elsewhere(self) -> bool:
        """Another agency of the day decides on the procedure too."""
        return self.parts.is_taken_elsewhere()

    @cached_property
    def result_symbol(self) -> str:
        """Number and symbol of the signed result."""
        return self.parts.result_symbol()

    @cached_property
    def result_withdrawn_for(self) -> str:
        """Why the signed result was taken back."""
        return self.parts.result_withdrawn_for()

    @cached_property
    def result_awaits_seal(self) -> bool:
        """The clerk has to put the agency's seal on the signed result first."""
        return self.parts.result_awaits_seal()

    @cached_property
    def issued_the_result(self) -> bool:
        """The signed result is of an agency for which this actor answers."""
        return self.parts.issued_the_result()

    @cached_property
    def last(self) -> Last | None:
        """The last thing done, for officials."""
        return self.parts.last()

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Whose opinion is still awaited."""
        return self.parts.asked()

    @cached_property
    def has_answered(self) -> bool:
        """An agency for which this actor answers was asked, and gave its opinion."""
        return self.parts.has_answered()


def check(line: Line, facts: Facts) -> None:
    """The part every action shares: the state, whose business it is, and who may."""
    check_who(line, facts)
    if facts.state not in line.sources:
        raise WrongState(code=facts.code, state=State(facts.state).label, action=line.words)


BY_ORDER = frozenset({"sign"})  # a signature is given by order, no power [ND30/2020 Đ13 k4]


def check_who(line: Line, facts: Facts) -> None:
    """The applicant acts on their own dossier, an official where the agency has the line's part."""
    if facts.who not in line.who:
        raise NotAllowed
    if facts.is_by_order and line.act not in BY_ORDER:
        raise NotByOrder
    if facts.who in {Who.CITIZEN, Who.PARTNER}:
        has_part = facts.is_the_applicant
    elif line.part == Part.CONSULTED:
        has_part = any(one.is_own for one in facts.asked)
    else:
        has_part = facts.answers_for_it
    if not has_part:
        raise NotAllowed


def check_turn(facts: Facts) -> None:
    if facts.turn != facts.who or facts.is_at_another_agency:
        raise NotYourTurn(code=facts.code)
    if facts.is_assigned_elsewhere:
        raise NotYourStep(code=facts.code)


def check_authority(facts: Facts) -> None:
    """Who leads a unit decides its steps; for the agency its head or a deputy signs."""
    if not facts.signs_for_agency:
        raise NotTheAuthority


def check_time_is_up(facts: Facts) -> None:
    """Nobody's dossier ends for want of papers while there is time left to supply them."""
    if facts.at <= facts.act_by:
        raise StillTimeToSupply(code=facts.code, until=moment(facts.act_by))


def dong(amount: int) -> str:
    """An amount as a sentence writes it: 16.000."""
    return f"{amount:,}".replace(",", ".")


def moment(at: datetime) -> str:
    """A moment as people write it, Vietnam time."""
    return days.written(at)


def words(text: str, *, about: str) -> str:
    """A reason in words: trimmed, and refused when it says nothing.

    `about` is the topic of law of the act that must say why.
    """
    reason = trimmed(text)
    if not says_something(reason):
        raise ReasonMissing(about)
    return reason


# A number with the letters of its kind (12/QĐ-UBND), or the name of a kind of act.
_ACT = re.compile(
    r"\d+/(?:\d{4}/)?[^\W\d_]{2,}|\b(?:luật|pháp lệnh|hiến pháp|nghị định|nghị quyết|thông tư"
    r"|quyết định|công ước|hiệp định)\s+[^\W_]",
    re.IGNORECASE,
)


def legal_basis(text: str) -> str:
    """The basis of a refusal, trimmed. Refused where it names no act."""
    basis = trimmed(text)
    if not _ACT.search(basis):
        raise BasisWithoutAct
    return basis


def trimmed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def says_something(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def dossier_code(prefix: str, day: str, number: int) -> str:
    """`{identifier of the receiving authority}-{YYMMDD}-{NNNN}`. [ND61/2018 Đ26] [TT01/2018 Đ19]

    The number is padded to four digits; above that a digit is added, never a code twice.
    """
    return f"{prefix}-{day}-{number:0>{WIDTH}}"


WIDTH = len("NNNN")


def code_words(code: str) -> list[str]:
    """The words of a code by which its dossier is found: the day and the number."""
    before, _dash, number = code.rpartition("-")
    day = before.rpartition("-")[-1]
    return [word for word in (day, number) if word]
