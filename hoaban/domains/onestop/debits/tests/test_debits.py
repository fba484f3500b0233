"""Money that left the account: what the bank took back, its charges, and what nobody knows yet."""

import pytest
from pytest_django import Settings

from hoaban.core.people import agencies
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.debits import actions as debits
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.money.models import Receipt
from hoaban.domains.onestop.transfers import actions, queries
from hoaban.gateways.payments import queries as payments
from hoaban.gateways.payments.models import Debit, Payment
from tests.world.acts import LATER
from tests.world.desks import Desk
from tests.world.province import MONDAY, post_of
from tests.world.scenes import Scenes, last
from tests.world.statements import read

pytestmark = pytest.mark.usefixtures("every_row_stands")
HEAD = "Ngày giao dịch;Ghi nợ;Ghi có;Nội dung;Số giao dịch\n"
WENT, DEBTS = "/desk/takings/went/", "/desk/takings/debts/"


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-03-20T15:00:00+07:00"
    settings.PAYMENTS = ["transfer", "platform"]


@pytest.fixture
def desk(scenes: Scenes) -> Desk:
    assert scenes.ward.clerk
    return Desk()


def paid(scenes: Scenes, desk: Desk, state: str = "received") -> tuple[Dossier, str]:
    """A dossier whose fee came by one line of a statement, and the reference of its demand."""
    dossier = scenes.bring(state)
    demand = actions.ask(dossier.pk, by=scenes.ward.citizen, at=LATER)
    read(desk, f"16/03/2020;;16.000;{demand.reference} tra phi;FT2001", head=HEAD)
    dossier.refresh_from_db()
    assert dossier.money == "paid"
    return dossier, demand.reference


def natures() -> list[tuple[str, bool]]:
    rows = Debit.objects.order_by("pk")
    return [(one.nature, one.settled_at is not None) for one in rows]


@pytest.mark.parametrize("memo", ["{} thu hoi", "REVERSAL OF FT2001", "hoan ghi co ct {}"])
def test_a_debit_that_names_a_payment_takes_it_back(scenes: Scenes, desk: Desk, memo: str) -> None:
    dossier, reference = paid(scenes, desk)
    shown = read(desk, f"18/03/2020;16.000;;{memo.format(reference)};FT3001", head=HEAD)
    assert "Ngân hàng thu hồi khoản đã nộp" in shown
    settled = desk.get("clerk", f"{WENT}?settled=1")
    named = f'">{dossier.code}</a> · {dossier.owner["full_name"]}'
    assert [named in one for one in (shown, settled)] == [True, True]
    dossier.refresh_from_db()
    receipt = Receipt.objects.get(dossier=dossier)
    assert (dossier.money, dossier.paid_by, last(dossier).verb) == (
        *("asked", "", "dossiers.fee_taken_back"),
    )
    assert (receipt.was_taken_back, receipt.is_cancelled, receipt.cancelled_by) == (
        *(True, True, None),
    )
    payment, demand = Payment.objects.get(), payments.by_reference(reference)
    assert demand
    assert (payment.verdict, demand.received, demand.paid_at) == ("taken", 0, None)
    assert natures() == [("taken", True)]


def test_the_fee_is_paid_again_under_the_same_reference(scenes: Scenes, desk: Desk) -> None:
    dossier, reference = paid(scenes, desk)
    read(desk, f"18/03/2020;16.000;;{reference};FT3001", head=HEAD)
    read(desk, f"19/03/2020;;16.000;{reference};FT4001", head=HEAD)
    dossier.refresh_from_db()
    receipts = Receipt.objects.filter(dossier=dossier).order_by("pk")
    assert (dossier.money, [one.is_cancelled for one in receipts]) == ("paid", [True, False])


def test_a_statement_read_again_takes_nothing_back_twice(scenes: Scenes, desk: Desk) -> None:
    _dossier, reference = paid(scenes, desk)
    line = f"18/03/2020;16.000;;{reference};FT3001"
    read(desk, line, head=HEAD)
    assert "đã ghi nhận từ lần nhập trước" in read(desk, line, head=HEAD)
    assert len(natures()) == 1


def test_a_result_that_was_released_stays_so_and_the_debt_is_listed(
    scenes: Scenes, desk: Desk
) -> None:
    done, reference = paid(scenes, desk, "done")
    handed = scenes.act("hand_over", scenes.act("release", done, at=LATER), at=LATER)
    read(desk, f"18/03/2020;16.000;;{reference};FT3001", head=HEAD)
    handed.refresh_from_db()
    assert (handed.state, handed.delivery, handed.money) == ("returned", "handed", "debt")
    assert str(handed.code) in desk.get("clerk", DEBTS)
    assert "phải nộp lại: 1" in desk.get("clerk", "/desk/takings/")
    assert scenes.act("pay", handed, at=LATER).money == "paid"
    assert str(handed.code) not in desk.get("clerk", DEBTS)


@pytest.mark.parametrize(
    "line",
    [
        "18/03/2020;15.000;;{};FT3001",  # another sum
        "18/03/2020;16.000;;phi duy tri tai khoan;FT3001",  # names nothing
    ],
)
def test_what_fits_nothing_is_listed_and_changes_nothing(
    scenes: Scenes, desk: Desk, line: str
) -> None:
    dossier, reference = paid(scenes, desk)
    read(desk, line.format(reference), head=HEAD)
    dossier.refresh_from_db()
    assert (dossier.money, [settled for _nature, settled in natures()]) == ("paid", [False])
    assert "FT3001" in desk.get("clerk", WENT)


def test_a_charge_of_the_bank_is_called_so_and_listed_among_what_is_settled(
    scenes: Scenes, desk: Desk
) -> None:
    paid(scenes, desk)
    read(desk, "18/03/2020;3.300;;phi dich vu;FT3001", head=HEAD)
    debit = Debit.objects.get()
    desk.post("clerk", WENT, {"does": "settle", "nature": "charge", "debit": debit.pk})
    assert natures() == [("charge", True)]
    shown = ["FT3001" in desk.get("clerk", address) for address in (WENT, f"{WENT}?settled=1")]
    assert shown == [False, True]
    desk.post("clerk", WENT, {"does": "reopen", "reason": "Nhầm dòng", "debit": debit.pk})
    assert natures() == [("unknown", False)]


def test_another_expense_needs_words_and_a_charge_does_not(scenes: Scenes, desk: Desk) -> None:
    paid(scenes, desk)
    read(desk, "18/03/2020;3.300;;rut tien;FT3001", head=HEAD)
    sent = {"does": "settle", "nature": "own", "debit": Debit.objects.get().pk}
    assert desk.post("clerk", WENT, sent).status_code == 422
    assert desk.post("clerk", WENT, sent | {"note": "Nộp kho bạc"}).status_code == 302


def test_the_counter_says_whose_payment_was_taken_back(scenes: Scenes, desk: Desk) -> None:
    dossier, _reference = paid(scenes, desk)
    read(desk, "18/03/2020;16.000;;thu hoi lenh chuyen nham;FT3001", head=HEAD)
    sent = {"does": "take_back", "code": dossier.code, "debit": Debit.objects.get().pk}
    assert desk.post("clerk", WENT, sent).status_code == 302
    dossier.refresh_from_db()
    assert (dossier.money, natures()) == ("asked", [("taken", True)])
    assert desk.post("clerk", WENT, sent).status_code == 422  # settled already


def test_money_that_goes_back_anyway_is_asked_about(scenes: Scenes, desk: Desk) -> None:
    """The counter may have returned it itself."""
    _dossier, reference = paid(scenes, desk)
    read(desk, f"17/03/2020;;16.000;{reference} lan hai;FT2002", head=HEAD)
    read(desk, "18/03/2020;16.000;;tra lai FT2002;FT3001", head=HEAD)
    assert natures() == [("doubt", False)]


def test_two_payments_that_one_debit_may_mean_are_asked_about(scenes: Scenes, desk: Desk) -> None:
    _dossier, reference = paid(scenes, desk)
    read(desk, f"17/03/2020;;16.000;{reference} lan hai;FT2002", head=HEAD)
    read(desk, f"18/03/2020;16.000;;{reference};FT3001", head=HEAD)
    assert natures() == [("doubt", False)]


def test_the_refund_that_the_agency_paid_by_transfer_is_known_as_one(
    scenes: Scenes, desk: Desk
) -> None:
    dossier, _reference = paid(scenes, desk)
    ended = scenes.act("stop", scenes.act("transfer", dossier, at=LATER), at=LATER)
    scenes.act("refund_fee", ended, paid_by="transfer", account="0123", at=LATER)
    line = "18/03/2020;16.000;;hoan tra phi ho so {};FT300{}"
    read(desk, line.format(ended.reference, 1), head=HEAD)
    read(desk, line.format(ended.reference, 2), head=HEAD)
    ended.refresh_from_db()
    assert natures() == [("refund", True), ("doubt", False)]
    assert ended.money == "refunded"


def test_what_was_refunded_and_then_taken_back_by_the_bank_is_refused_until_that_is_settled(
    scenes: Scenes, desk: Desk
) -> None:
    dossier, reference = paid(scenes, desk)
    ended = scenes.act("stop", scenes.act("transfer", dossier, at=LATER), at=LATER)
    scenes.act("refund_fee", ended, at=LATER)
    read(desk, f"18/03/2020;16.000;;{reference};FT3001", head=HEAD)
    debit = Debit.objects.get()
    sent = {"does": "take_back", "code": dossier.code, "debit": debit.pk}
    answer = desk.post("clerk", WENT, sent)
    assert (answer.status_code, "thu lại khoản hoàn trả trước" in answer.content.decode()) == (
        *(422, True),
    )
    assert natures() == [("doubt", False)]


def test_a_fee_that_was_to_go_back_goes_nowhere_once_the_bank_took_it(
    scenes: Scenes, desk: Desk
) -> None:
    dossier, _reference = paid(scenes, desk)
    ended = scenes.act("stop", scenes.act("transfer", dossier, at=LATER), at=LATER)
    debit = "18/03/2020;16.000;;thu hoi;FT3001"
    read(desk, debit, head=HEAD)
    debits.take_back(Debit.objects.get().pk, code=str(ended.code), by=scenes.ward.clerk, at=LATER)
    ended.refresh_from_db()
    assert (ended.state, ended.money) == ("stopped", "asked")


def test_a_part_that_was_taken_back_is_missing_again(scenes: Scenes, desk: Desk) -> None:
    dossier = scenes.bring("received")
    demand = actions.ask(dossier.pk, by=scenes.ward.citizen, at=LATER)
    read(desk, f"16/03/2020;;6.000;{demand.reference};FT1", head=HEAD)
    read(desk, f"16/03/2020;;10.000;{demand.reference};FT2", head=HEAD)
    read(desk, f"18/03/2020;10.000;;{demand.reference} thu hoi;FT9", head=HEAD)
    dossier.refresh_from_db()
    demand.refresh_from_db()
    verdicts = list(Payment.objects.order_by("pk").values_list("verdict", flat=True))
    assert (dossier.money, demand.received, verdicts) == ("asked", 6000, ["short", "taken"])
    partly = queries.partly(dossier)
    assert partly
    assert partly.missing == 10_000


def test_another_agency_neither_sees_nor_settles_it(scenes: Scenes, desk: Desk) -> None:
    paid(scenes, desk)
    read(desk, "18/03/2020;3.300;;phi;FT3001", head=HEAD)
    post_of(agencies.row("so-tp", MONDAY.date()), Role.CLERK, "clerk-so-tp")
    sent = {"does": "settle", "nature": "charge", "debit": Debit.objects.get().pk}
    assert desk.post("clerk-so-tp", WENT, sent).status_code == 403
    assert ("FT3001" in desk.get("clerk-so-tp", WENT), natures()) == (False, [("unknown", False)])


def test_the_same_line_from_another_export_without_numbers_is_asked_about(
    scenes: Scenes, desk: Desk
) -> None:
    paid(scenes, desk)
    read(desk, "18/03/2020 10:00;3.300;;phi;FT3001", head=HEAD)
    read(desk, "18/03/2020 10:00;3.300;;phi;", head=HEAD)
    assert natures() == [("unknown", False), ("twin", False)]
