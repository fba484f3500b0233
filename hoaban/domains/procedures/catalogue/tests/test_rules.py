from datetime import date

import pytest

from hoaban.core.language import Words
from hoaban.domains.procedures.catalogue import rules as catalogue
from hoaban.domains.procedures.catalogue.rules import (
    CaseFacts,
    ChannelNotOffered,
    FeeFacts,
    LimitFacts,
    NoSuchCase,
    RevisionFacts,
)

DAY = date(2020, 3, 30)
POOR = {
    "code": "poor",
    "words": {"vi": "Hộ nghèo", "en": "Poor household"},
    "reduction": "1",
    "when": {"field": "relief.ground", "is": "poor"},
}
STUDENT = {
    "code": "student",
    "words": {"vi": "Sinh viên", "en": "Student"},
    "reduction": "0.5",
    "when": {"field": "relief.ground", "is": "student"},
}


def case(*fees: FeeFacts) -> CaseFacts:
    return CaseFacts("default", (), (LimitFacts("counter", 3, "working_days", False),), fees)  # noqa: FBT003


def revision(*, online: bool) -> RevisionFacts:
    limits = tuple(LimitFacts(c, 3, "working_days", same_day=False) for c in ("counter", "online"))
    return RevisionFacts(
        code="1.001193",
        valid_from=DAY,
        valid_to=None,
        level="commune",
        agencies=(),
        online_level="3",
        is_fileable_online=online,
        result_kind="GXN",
        result_months=None,
        is_postal=False,
        cases=(CaseFacts("default", (), limits, ()),),
    )


def fee(**facts: object) -> FeeFacts:
    given: dict[str, object] = {
        "channel": "counter",
        "code": "fee",
        "name": {"vi": "Phí", "en": "Fee"},
        "amount": 8000,
        "unit": "copy",
    }
    return FeeFacts(**(given | facts))  # type: ignore[arg-type]  # the facts of one test


def test_a_fee_counts_its_units_by_the_answer() -> None:
    one = case(fee(quantity="request.copies"))

    assert (
        catalogue.fee(one, channel="counter", answers={"request": {"copies": 3}}, on=DAY).amount
        == 24000
    )
    assert catalogue.fee(one, channel="counter", answers={}, on=DAY).amount == 0
    assert (
        catalogue.fee(one, channel="online", answers={"request": {"copies": 3}}, on=DAY).lines == ()
    )


def test_pages_after_the_second_cost_less_and_a_copy_is_capped() -> None:
    one = case(
        fee(amount=2000, tiers=((3, 1000),), maximum=200000, quantity="r.pages", times="r.copies")
    )

    def amount(pages: int, copies: int) -> int:
        answers = {"r": {"pages": pages, "copies": copies}}
        return catalogue.fee(one, channel="counter", answers=answers, on=DAY).amount

    assert [amount(1, 1), amount(2, 1), amount(3, 1), amount(5, 2)] == [2000, 4000, 5000, 14000]
    assert [amount(400, 1), amount(400, 2), amount(0, 5)] == [200000, 400000, 0]


def test_a_fee_counts_the_pages_of_every_copy() -> None:
    asked = fee(amount=2000, tiers=((3, 1000),), quantity="r.pages", times="r.copies")
    answers = {"r": {"pages": 3, "copies": 4}}
    (line,) = catalogue.fee(case(asked), channel="counter", answers=answers, on=DAY).lines
    assert (line.quantity, line.amount) == (12, 20000)


def test_who_is_poor_pays_nothing_and_a_student_half_and_the_reason_is_named() -> None:
    one = case(fee(exemptions=(POOR, STUDENT)))

    def paid(ground: str) -> tuple[int, Words]:
        result = catalogue.fee(
            one, channel="counter", answers={"relief": {"ground": ground}}, on=DAY
        )
        return result.amount, result.exemption

    assert paid("poor") == (0, {"vi": "Hộ nghèo", "en": "Poor household"})
    assert paid("student") == (4000, {"vi": "Sinh viên", "en": "Student"})
    assert paid("none") == (8000, {})


def test_limits_are_by_case_and_channel() -> None:
    facts = revision(online=True)

    assert catalogue.limit(facts, case="default", channel="online", on=DAY).amount == 3
    with pytest.raises(ChannelNotOffered):
        catalogue.limit(facts, case="default", channel="post", on=DAY)
    with pytest.raises(NoSuchCase, match="late"):
        catalogue.limit(facts, case="late", channel="online", on=DAY)


def test_a_channel_must_be_offered_and_online_needs_the_level() -> None:
    catalogue.check_channel(revision(online=True), "online")
    for facts, channel in ((revision(online=False), "online"), (revision(online=True), "post")):
        with pytest.raises(ChannelNotOffered):
            catalogue.check_channel(facts, channel)
