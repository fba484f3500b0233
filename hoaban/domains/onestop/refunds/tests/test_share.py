"""A part of a fee goes back: proposed by the counter or by content, decided by who signs."""

from datetime import date
from decimal import Decimal

import pytest

from hoaban.casework.papers.models import Paper
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.refused import NotTheAuthority, ReasonMissing
from hoaban.domains.onestop.kept_fees import queries as kept_fees
from hoaban.domains.onestop.kept_fees import rules as kept_rules
from hoaban.domains.onestop.kept_fees.rules import Kept
from hoaban.domains.onestop.refunds import queries
from hoaban.domains.onestop.refunds.refused import (
    NothingToDecide,
    RefundNotDecided,
    TooMuchBack,
    WrongRefund,
)
from tests.world.acts import WHY
from tests.world.desks import Desk, page
from tests.world.scenes import Scenes, last, refused

FEES = [{"code": "charge", "amount": 10_001}, {"code": "copy", "amount": 5_000}]
YEAR = date(2020, 1, 1)


def kept(
    share: str, *, procedure: str = "", fee: str = "", stage: str = "in_process", on: date = YEAR
) -> Kept:
    return Kept(procedure, fee, stage, Decimal(share), on, None)


def test_a_part_is_proposed_decided_paid_and_the_paper_says_it_is_one(scenes: Scenes) -> None:
    proposed = scenes.act("propose_refund", scenes.bring("unsaid"))
    assert proposed.money == "proposed"
    with refused(RefundNotDecided):
        scenes.act("refund_fee", proposed)
    with refused(RefundNotDecided):
        scenes.act("keep_fee", proposed)
    decided = scenes.act("decide_refund", proposed, amount=5000, ground="Đã thẩm định một nửa.")
    assert (decided.money, queries.amount(decided)) == ("owed", 5000)
    assert decided.end_reason.endswith(
        "\nPhí, lệ phí đã nộp được hoàn trả 5.000 đồng: Đã thẩm định một nửa."
    )
    assert last(decided).facts == {"amount": 5000}
    with refused(WrongRefund):
        scenes.act("refund_fee", decided)
    back = scenes.act("refund_fee", decided, amount=5000)
    facts = Paper.objects.get(case=back.pk, form="HT").facts
    [line] = facts["lines"]
    assert (facts["amount"], line["amount"], line["name"][:9]) == (5000, 5000, "Một phần:")
    assert [one.said for one in queries.shares(back)] == ["proposed", "decided"]


def test_who_ends_a_dossier_may_leave_the_sum_to_the_leader(scenes: Scenes) -> None:
    paid = scenes.act("transfer", scenes.act("pay", scenes.bring("received")))
    ended = scenes.act("stop", paid, refund="part")
    assert ended.money == "proposed"
    notice = Paper.objects.filter(case=ended.pk).order_by("id").last()
    assert notice
    assert "số tiền do lãnh đạo cơ quan quyết định" in notice.facts["fee_note"]
    assert scenes.act("decide_refund", ended, amount=16000).money == "owed"


def test_nothing_at_all_may_be_decided_and_no_more_than_was_paid(scenes: Scenes) -> None:
    unsaid = scenes.bring("unsaid")
    for amount in (16001, -1):
        with refused(TooMuchBack):
            scenes.act("decide_refund", unsaid, amount=amount)
    with refused(ReasonMissing):
        scenes.act("decide_refund", unsaid, ground="-")
    nothing = scenes.act("decide_refund", unsaid, amount=0)
    assert (nothing.money, queries.KEPT in nothing.end_reason) == ("paid", True)
    with refused(NothingToDecide):
        scenes.act("decide_refund", nothing)


def test_who_does_not_sign_for_the_agency_decides_nothing(scenes: Scenes) -> None:
    unsaid = scenes.bring("unsaid")
    deputy = scenes.actor("leader")
    if deputy.signs_for_agency:
        scenes.act("decide_refund", unsaid, deputy)
        return
    with refused(NotTheAuthority):
        scenes.act("decide_refund", unsaid, deputy)


def test_what_was_paid_back_wrongly_is_taken_back_and_decided_anew(scenes: Scenes) -> None:
    back = scenes.act("take_back_refund", scenes.act("refund_fee", scenes.bring("owed")))
    less = scenes.act("decide_refund", back, amount=4000)
    assert scenes.act("refund_fee", less, amount=4000).money == "refunded"


def test_the_last_decision_holds_and_all_that_was_said_stays(scenes: Scenes) -> None:
    owed = scenes.act("decide_refund", scenes.act("propose_refund", scenes.bring("unsaid")))
    owed = scenes.act("decide_refund", owed, amount=7000)
    said = [(one.said, one.amount) for one in queries.shares(owed)]
    assert said == [("proposed", 6000), ("decided", 6000), ("decided", 7000)]
    assert (queries.amount(owed), queries.proposed(owed)) == (7000, None)


@pytest.mark.parametrize(
    ("lines", "back"),
    [
        ([], None),
        ([kept("0.5")], 7500),
        ([kept("0.5"), kept("1", fee="copy")], 5000),
        ([kept("0.5"), kept("0.2", procedure="1.1")], 12000),
        ([kept("0.5", fee="charge")], None),
        ([kept("0.5", stage="drafted")], None),
        ([kept("0.5"), kept("0.25", on=date(2020, 2, 1))], 11250),
        ([kept("0.5", on=date(2021, 1, 1))], None),
        ([kept("1")], 0),
        ([kept("0")], 15001),
    ],
)
def test_content_proposes_by_procedure_fee_stage_and_day(
    lines: list[Kept], back: int | None
) -> None:
    told = kept_rules.goes_back(
        FEES, lines, procedure="1.1", stage="in_process", on=date(2020, 3, 16)
    )
    assert told == back


@pytest.fixture
def by_content(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """A province that keeps half of every fee once the work has begun. Synthetic."""
    path = type(kept_fees.path())(f"{tmp_path}/refunds.csv")
    path.write_text(
        "procedure,fee,stage,kept,basis,illustrative,valid_from,valid_to,note\n"
        ",,in_process,0.5,Nghị quyết thử,yes,2018-01-01,,synthetic\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(kept_fees, "path", lambda: path)


def test_the_form_begins_with_what_content_proposes(scenes: Scenes, by_content: None) -> None:
    paid = scenes.act("transfer", scenes.act("pay", scenes.bring("received")))
    ended = scenes.act("withdraw", paid, refund="")
    assert (kept_fees.stage(ended), kept_fees.by_content(ended)) == ("in_process", 8000)
    assert 'value="8.000"' in Desk().get("clerk", page(ended, "propose_refund"))


def test_a_proposal_stands_in_the_leaders_form_and_in_the_list(scenes: Scenes) -> None:
    proposed = scenes.act("propose_refund", scenes.bring("unsaid"))
    form = Desk().get("leader", page(proposed, "decide_refund"))
    assert ('value="6.000"' in form, WHY in form) == (True, True)
    assert "Chờ lãnh đạo duyệt số tiền hoàn trả" in Desk().get("clerk", "/desk/takings/owed/")


def test_the_applicant_reads_how_far_the_decision_is(scenes: Scenes) -> None:
    proposed = scenes.act("propose_refund", scenes.bring("unsaid"))
    Dossier.objects.filter(pk=proposed.pk).update(owner_person=scenes.ward.citizen.person_pk)
    address = f"/my/{proposed.reference}/"
    assert "đang xem xét số tiền" in Desk().get("citizen", address)
    scenes.act("decide_refund", proposed)
    assert "trả lại 6.000" in Desk().get("citizen", address)
