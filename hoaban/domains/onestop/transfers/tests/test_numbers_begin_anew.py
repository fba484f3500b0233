"""Banks begin their numbers anew each day or batch: each line of statements is recorded once."""

from random import Random

import pytest
from pytest_django import Settings

from hoaban.domains.onestop.transfers import actions
from hoaban.gateways.payments.models import Payment
from tests.world import statements
from tests.world.acts import LATER
from tests.world.desks import Desk
from tests.world.scenes import Scenes

HEAD = "Ngày giao dịch;Số tiền ghi có;Nội dung;Số CT\n"
AGAIN = "đã ghi nhận từ lần nhập trước"


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-03-16T15:00:00+07:00"
    settings.PAYMENTS = ["transfer"]


def read(desk: Desk, *lines: str) -> str:
    return statements.read(desk, *lines, head=HEAD)


def kept() -> list[tuple[str, int]]:
    return list(Payment.objects.order_by("pk").values_list("verdict", "amount"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("15/03/2020 09:00", "16/03/2020 09:00"),
        ("16/03/2020 09:00", "16/03/2020 10:00"),
        ("15/03/2020", "16/03/2020"),
    ],
    ids=["day", "hour", "days without hours"],
)
def test_another_moment_under_one_number_is_another_payment_and_listed(
    scenes: Scenes, desk: Desk, first: str, second: str
) -> None:
    reference = actions.ask(scenes.bring("received").pk, by=scenes.ward.citizen, at=LATER).reference
    line = f"{{}};16.000;{reference};0001\n"
    read(desk, line.format(first))
    shown = [read(desk, line.format(second)) for _twice in range(2)]
    assert [AGAIN in one for one in shown] == [False, True]
    assert kept() == [("matched", 16000), ("clash", 16000)]
    assert "16.000" in desk.get("clerk", "/desk/takings/came/")


def test_a_number_that_began_anew_on_another_day_pays_another_fee(
    scenes: Scenes, desk: Desk
) -> None:
    dossiers = [scenes.bring("received") for _ in range(2)]
    first, second = (
        actions.ask(one.pk, by=scenes.ward.citizen, at=LATER).reference for one in dossiers
    )
    lines = [f"15/03/2020 09:00;16.000;{first};0001\n", f"16/03/2020 08:00;16.000;{second};0001\n"]
    shown = [read(desk, *lines) for _twice in range(2)]
    for dossier in dossiers:
        dossier.refresh_from_db()
    assert [one.count(AGAIN) for one in shown] == [0, 2]
    assert ([one.money for one in dossiers], kept()) == (
        ["paid", "paid"],
        [("matched", 16000), ("matched", 16000)],
    )


def test_a_statement_without_hours_tells_of_the_same_payment_of_that_day(desk: Desk) -> None:
    read(desk, "16/03/2020 09:00;16.000;tra phi;0001\n")
    assert AGAIN in read(desk, "16/03/2020;16.000;tra phi;0001\n")
    assert len(kept()) == 1


@pytest.mark.parametrize("seed", range(8))
def test_statements_that_overlap_record_each_line_once(desk: Desk, seed: int) -> None:
    chance = Random(seed)  # noqa: S311
    lines = sorted(
        {
            f"{day}/03/2020 {hour:02}:00;{amount};{words};{number:04}\n"
            for day in (14, 15, 16)
            for hour in (8, 14)
            for number in (1, 2)
            for amount in chance.choices([5000, 16000], k=2)
            for words in chance.choices(["le phi", "chung thuc"], k=1)
        }
    )
    for _statement in range(6):
        begins = chance.randrange(len(lines))
        read(desk, *lines[begins : begins + chance.randrange(1, len(lines))])
    read(desk, *lines)
    assert Payment.objects.count() == len(lines)
    assert sum(amount for _verdict, amount in kept()) == sum(
        int(line.split(";")[1]) for line in lines
    )
