"""What a procedure's content means. Pure: facts in, an amount, a word or a Refusal out."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from hoaban.core.language import Words
from hoaban.core.refusals import Refusal
from hoaban.engines.forms.rules import Json, holds, value_at


class NoRevisionThatDay(Refusal):
    """Thủ tục {code} không có hiệu lực vào ngày {on}. Vui lòng chọn thủ tục khác hoặc hỏi nơi
    tiếp nhận hồ sơ.

    reception.place
    """


class NoSuchCase(Refusal):
    """Thủ tục {code} không có trường hợp "{case}"."""


class ChannelNotOffered(Refusal):
    """Thủ tục {code} không nhận hồ sơ theo cách này.

    reception.channels
    """


class ShownForInformation(Refusal):
    """Thủ tục {code} chỉ được đăng để tham khảo (trang thủ tục nêu lý do), chưa nộp ở đây được."""


class ContentRefused(Refusal):
    """Không nạp được nội dung thủ tục, không có gì thay đổi: {problems}."""


@dataclass(frozen=True)
class LimitFacts:
    channel: str
    amount: int
    unit: str
    same_day: bool
    valid_from: date = date.min
    valid_to: date | None = None


@dataclass(frozen=True)
class FeeFacts:
    """One line of the fee; amounts in whole VND."""

    channel: str
    code: str
    name: Words
    amount: int
    unit: str
    tiers: tuple[tuple[int, int], ...] = ()
    maximum: int = 0
    quantity: str = ""
    times: str = ""
    exemptions: tuple[Json, ...] = ()
    valid_from: date = date.min
    valid_to: date | None = None


Numbered = TypeVar("Numbered", LimitFacts, FeeFacts)


@dataclass(frozen=True)
class CaseFacts:
    """`limits` and `fees` of all days; `limits_on` and `fees_on` say what holds on one."""

    code: str
    required: tuple[str, ...]
    limits: tuple[LimitFacts, ...]
    fees: tuple[FeeFacts, ...]

    def limits_on(self, day: date) -> tuple[LimitFacts, ...]:
        held = {each.channel: each for each in _in_order(self.limits, day)}
        return tuple(each for each in self.limits if held.get(each.channel) is each)

    def fees_on(self, day: date) -> tuple[FeeFacts, ...]:
        held = {(each.channel, each.code): each for each in _in_order(self.fees, day)}
        return tuple(each for each in self.fees if held.get((each.channel, each.code)) is each)


@dataclass(frozen=True)
class RevisionFacts:
    code: str
    valid_from: date
    valid_to: date | None
    level: str
    agencies: tuple[str, ...]
    online_level: str
    is_fileable_online: bool
    result_kind: str
    result_months: int | None
    is_postal: bool
    cases: tuple[CaseFacts, ...]
    is_information: bool = False  # nothing is filed under this version


@dataclass(frozen=True)
class FeeLine:
    """A fee as it is asked: `price` of one `unit` in whole VND, 0 where not each costs the same."""

    code: str
    name: Words
    quantity: int
    amount: int
    exemption: Words = field(default_factory=dict)  # empty: none
    unit: str = ""
    price: int = 0


@dataclass(frozen=True)
class FeeResult:
    """`amount` in whole VND; `exemption` is the reason of the first reduction, if any."""

    amount: int
    lines: tuple[FeeLine, ...]
    exemption: Words = field(default_factory=dict)


def check_fileable(facts: RevisionFacts) -> None:
    """Nothing is filed under a version that is shown for information: what holds is not known."""
    if facts.is_information:
        raise ShownForInformation(code=facts.code)


def check_channel(facts: RevisionFacts, channel: str) -> None:
    """The ways in are counter, post, and online where the level allows: [ND61/2018 Đ16]."""
    check_fileable(facts)
    is_closed = channel == "online" and not facts.is_fileable_online
    if is_closed or channel not in {one.channel for case in facts.cases for one in case.limits}:
        raise ChannelNotOffered(code=facts.code)


def _in_order(rows: Iterable[Numbered], day: date) -> list[Numbered]:
    """The numbers that live on a day; what began last stands last, and holds."""
    living = (row for row in rows if row.valid_from <= day < (row.valid_to or date.max))
    return sorted(living, key=lambda row: row.valid_from)


def case_of(facts: RevisionFacts, code: str) -> CaseFacts:
    for case in facts.cases:
        if case.code == code:
            return case
    raise NoSuchCase(code=facts.code, case=code)


def limit(facts: RevisionFacts, *, case: str, channel: str, on: date) -> LimitFacts:
    """How long this case may take through this channel on a day of reception.

    Refuses NoSuchCase, ChannelNotOffered.
    """
    held = case_of(facts, case).limits_on(on)
    if found := next((each for each in held if each.channel == channel), None):
        return found
    raise ChannelNotOffered(code=facts.code)


def fee(case: CaseFacts, *, channel: str, answers: Json, on: date) -> FeeResult:
    """What this case costs on a day by its answers, line by line, after exemptions.

    [ND61/2018 Đ22]
    """
    held = (each for each in case.fees_on(on) if each.channel == channel)
    lines = tuple(_fee_line(each, answers) for each in held)
    first = next((line.exemption for line in lines if line.exemption), {})
    return FeeResult(sum(line.amount for line in lines), lines, first)


def _fee_line(facts: FeeFacts, answers: Json) -> FeeLine:
    quantity = _quantity(value_at(answers, facts.quantity)) if facts.quantity else 1
    amount = sum(_unit_amount(facts, which) for which in range(1, quantity + 1))
    if facts.maximum:
        amount = min(amount, facts.maximum)
    times = _quantity(value_at(answers, facts.times)) if facts.times else 1
    price = 0 if facts.tiers else facts.amount
    counted, costs = quantity * times, amount * times
    whole = FeeLine(facts.code, facts.name, counted, costs, unit=facts.unit, price=price)
    for exemption in facts.exemptions:
        if holds(exemption.get("when"), answers):
            kept = 1 - Decimal(str(exemption["reduction"]))
            return replace(whole, amount=int(amount * kept), exemption=exemption["words"])
    return whole


def _quantity(value: object) -> int:
    """A count from an answer: a number, a yes, or the rows of a table."""
    if isinstance(value, list):
        return len(value)
    try:
        return max(int(str(value)), 0)
    except ValueError:
        return 1 if value is True else 0


def _unit_amount(facts: FeeFacts, which: int) -> int:
    begun = [amount for start, amount in facts.tiers if which >= start]
    return begun[-1] if begun else facts.amount
