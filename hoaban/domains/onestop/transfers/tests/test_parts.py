"""A fee paid in parts, told of again and again; what came elsewhere, or for nothing any more."""

from random import Random

import pytest
from pytest_django import Settings

from hoaban.core.journal.models import Entry
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.money.models import Receipt
from hoaban.domains.onestop.transfers import actions, queries, reactions
from hoaban.gateways.payments import actions as payments
from hoaban.gateways.payments import contract
from hoaban.gateways.payments import queries as payments_queries
from hoaban.gateways.payments.models import Demand, Payment
from tests.world.acts import LATER
from tests.world.desks import Desk, page
from tests.world.scenes import Scenes

FEE, OWN = 16000, "ubnd-03127"


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-03-16T15:00:00+07:00"
    settings.PAYMENTS = ["transfer", "platform"]


def asked(scenes: Scenes) -> tuple[Dossier, str]:
    dossier = scenes.bring("received")
    return dossier, actions.ask(dossier.pk, by=scenes.ward.citizen, at=LATER).reference


def confirmed(number: str, memo: str, amount: int, agency: str = OWN) -> Payment:
    """Money that came, written down, without what follows."""
    message = {"number": number, "memo": memo, "amount": str(amount), "paid_at": str(LATER)}
    said = contract.providers()["transfer"].read(message, agency)
    return payments.confirm(said, by=queries.RECORDER, at=LATER)


def come(number: str, memo: str, amount: int, agency: str = OWN) -> Payment:
    payment = confirmed(number, memo, amount, agency)
    return actions.take(payment.pk, by=queries.RECORDER, at=LATER)


def verdicts() -> list[str]:
    return list(Payment.objects.order_by("pk").values_list("verdict", flat=True))


def standing(dossier: Dossier) -> tuple[str, int]:
    dossier.refresh_from_db()
    return dossier.money, Receipt.objects.filter(dossier=dossier).count()


def closed_by(verb: str) -> None:
    """What follows entries of a verb, as the jobs do it: each at least once."""
    for entry in Entry.objects.filter(verb=verb).order_by("pk"):
        reactions.close(entry)


def fits(amounts: list[int]) -> list[str]:
    """How each sum fits the fee, reckoned by itself."""
    total, paid_with = 0, 0
    found: list[str] = []
    for place, amount in enumerate(amounts, start=1):
        if paid_with:
            found.append("double")
            continue
        total += amount
        if total < FEE:
            found.append("short")
            continue
        paid_with = place
        found = ["matched"] * (place - 1) + ["matched" if total == FEE else "over"]
    return found


@pytest.mark.parametrize("seed", range(12))
def test_parts_told_of_again_in_any_order_stay_what_they_are(scenes: Scenes, seed: int) -> None:
    chance = Random(seed)  # noqa: S311
    dossier, reference = asked(scenes)
    amounts = [chance.choice([FEE, 10000, 8000, 6000, 5000, 20000]) for _ in range(4)]
    for number, amount in enumerate(amounts):
        come(f"K{number}", reference, amount)
        for again in chance.choices(range(number + 1), k=3):
            come(f"K{again}", reference, amounts[again])
    for entry in chance.choices(Entry.objects.filter(verb="payments.confirmed"), k=8):
        reactions.take(entry)
    assert verdicts() == fits(amounts)
    assert standing(dossier) == ("paid", 1)


@pytest.mark.usefixtures("every_row_stands")
def test_a_part_that_was_paid_back_counts_no_more(scenes: Scenes) -> None:
    dossier, reference = asked(scenes)
    part = come("S1", reference, 10000)
    actions.settle(part.pk, note="Đã trả lại", by=scenes.ward.clerk, at=LATER)
    demand = Demand.objects.get(reference=reference)
    assert (demand.received, demand.missing) == (0, FEE)
    come("S2", reference, 6000)
    assert (standing(dossier), verdicts()) == (("asked", 0), ["left", "short"])
    come("S3", reference, 10000)
    assert (standing(dossier), verdicts()) == (("paid", 1), ["left", "matched", "matched"])


def test_money_in_another_agencys_account_pays_nothing_and_stands_in_its_list(
    scenes: Scenes,
) -> None:
    dossier, reference = asked(scenes)
    payment = come("X1", reference, FEE, "so-tp")
    assert (payment.verdict, payment.agency, payment.surplus) == ("account", "so-tp", FEE)
    assert standing(dossier) == ("asked", 0)
    listed = [payments_queries.unsettled([code]).count() for code in ("so-tp", OWN)]
    assert listed == [1, 0]
    assert come("X2", reference, FEE).verdict == "matched"


@pytest.mark.parametrize("act", ["withdraw", "pay"])
def test_what_is_asked_no_more_closes_and_parts_go_back(scenes: Scenes, act: str) -> None:
    dossier, reference = asked(scenes)
    come("S1", reference, 10000)
    scenes.act(act, dossier)
    assert queries.paying(Dossier.objects.get(pk=dossier.pk), at=LATER).offers == ()
    closed_by("dossiers.withdrawn" if act == "withdraw" else "dossiers.fee_paid")
    assert Demand.objects.get(reference=reference).closed_at is not None
    assert verdicts() == ["left"]
    come("S2", reference, 6000)
    assert verdicts() == ["left", "late"]


def test_money_that_came_with_a_fee_taken_at_the_counter_goes_back_with_all_its_parts(
    scenes: Scenes,
) -> None:
    dossier, reference = asked(scenes)
    come("S1", reference, 10000)
    last = confirmed("S2", reference, 7000)
    scenes.act("pay", dossier)
    assert actions.take(last.pk, by=queries.RECORDER, at=LATER).verdict == "double"
    assert (standing(dossier), verdicts()) == (("paid", 1), ["double", "double"])
    assert sum(one.surplus for one in Payment.objects.all()) == 17000


def test_closing_that_runs_late_closes_no_fee_asked_anew(scenes: Scenes) -> None:
    dossier, _first = asked(scenes)
    scenes.act("cancel_fee", scenes.act("pay", dossier))
    reference = actions.ask(dossier.pk, by=scenes.ward.citizen, at=LATER).reference
    closed_by("dossiers.fee_paid")
    assert Demand.objects.get(reference=reference).closed_at is None


def test_a_fee_that_is_another_one_now_is_not_paid_by_what_was_asked_before(scenes: Scenes) -> None:
    dossier, reference = asked(scenes)
    Dossier.objects.filter(pk=dossier.pk).update(fee_amount=40000)
    assert come("S1", reference, FEE).verdict == "late"
    assert standing(dossier) == ("asked", 0)


def test_what_came_and_what_is_owed_is_told_at_the_counter_and_to_the_applicant(
    scenes: Scenes, desk: Desk
) -> None:
    dossier, reference = asked(scenes)
    assert queries.partly(dossier) is None
    come("S1", reference, 10000)
    case = desk.get("clerk", page(dossier))
    assert "Đã chuyển khoản 10.000 đồng, còn thiếu 6.000 đồng" in " ".join(case.split())
    own = desk.get("citizen", f"/my/{dossier.reference}/")
    assert "Đã nhận <b>10.000 đồng</b>, còn thiếu <b>6.000 đồng</b>." in " ".join(own.split())
    come("S2", reference, 6000)
    dossier.refresh_from_db()
    assert (dossier.money, queries.partly(dossier)) == ("paid", None)
