"""Whatever was taken, cancelled, paid back or came back: the rows add up to the sums."""

import re
from collections import defaultdict
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from pytest_django import Settings

from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.cashbook import queries as cashbook
from hoaban.engines.tallies.periods import Period
from tests.world.desks import Desk
from tests.world.province import MONDAY
from tests.world.scenes import Scenes

DAYS = ("16/03/2020", "17/03/2020", "18/03/2020", "19/03/2020")
PERIODS = [(day, day) for day in DAYS] + [(DAYS[0], DAYS[-1]), (DAYS[1], DAYS[2])]
NOTE = re.compile(r"(.+?): ([\d.]+) biên lai, (-?[\d.]+) đồng(?:, đã hủy ([\d.]+) biên lai)?")
WAYS = ("cash", "transfer")


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-03-30T09:00:00+07:00"


def lived(scenes: Scenes, chance: Random) -> None:
    """Some days of a cashier: taken by two ways, cancelled, ended, paid back, taken back again."""
    dossiers = [
        scenes.act("transfer", scenes.bring("received")) if chance.random() < 0.6
        else scenes.bring("received")
        for _ in range(5)
    ]  # fmt: skip
    for step in range(30):
        dossier, at = chance.choice(dossiers), MONDAY + timedelta(hours=1 + 3 * step)
        way = chance.choice(WAYS)
        deeds: list[tuple[str, dict[str, Any]]] = [  # Any: arguments
            ("pay", {"paid_by": way}),
            ("cancel_fee", {}),
            ("take_back_fee", {}),
            ("stop", {"refund": chance.choice(["refund", "part"])}),
            ("decide_refund", {"amount": chance.choice([4000, 16000])}),
            ("refund_fee", {"amount": 16000, "paid_by": way, "account": "01"}),
            ("refund_fee", {"amount": 4000, "paid_by": way, "account": "01"}),
            ("take_back_refund", {"came_back_by": chance.choice(WAYS)}),
        ]
        name, given = chance.choice(deeds)
        try:
            scenes.act(name, dossier, at=at, **given)
        except Refusal:
            continue


def number(written: str) -> int:
    return int(written.replace(".", ""))


@pytest.mark.parametrize("seed", range(4))
def test_the_column_of_amounts_is_the_sum_by_way_and_the_total(scenes: Scenes, seed: int) -> None:
    lived(scenes, Random(seed))  # noqa: S311 - repeatable
    desk = Desk()
    moved = False
    for begins, ends in PERIODS:
        address = f"/desk/takings/?begins={begins}&ends={ends}&format=csv"
        lines = desk.by("clerk").get(address).content.decode("utf-8-sig").splitlines()
        rows = [line.split(";") for line in lines[1:] if line.count(";") > 6]
        by_way: dict[str, int] = defaultdict(int)
        for row in rows:
            by_way[row[6]] += int(row[5])
        notes = [found for line in lines if (found := NOTE.fullmatch(line.strip('"')))]
        told = {one[1]: number(one[3]) for one in notes}
        total = told.pop("Cộng")
        assert told == dict(by_way), (begins, ends)
        assert total == sum(by_way.values()), (begins, ends)
        moved = moved or bool(rows)
    assert moved


@pytest.mark.parametrize("seed", range(2))
def test_days_add_up_to_their_period_and_kinds_to_what_was_taken(scenes: Scenes, seed: int) -> None:
    lived(scenes, Random(seed))  # noqa: S311 - repeatable
    first = MONDAY.date()
    days = [Period(first + timedelta(days=n), first + timedelta(days=n)) for n in range(5)]
    whole = Period(days[0].from_on, days[-1].to_on)
    clerk = scenes.ward.clerk
    each, all_ = [cashbook.sums(clerk, day) for day in days], cashbook.sums(clerk, whole)
    assert sum(one.left for one in each) == all_.left
    assert sum(one.cash.left for one in each) == all_.cash.left
    assert sum(one.amount for one in cashbook.by_kind(clerk, whole)) == all_.came


@pytest.mark.parametrize("seed", range(2))
def test_the_parts_of_the_whole_are_those_of_each_way(scenes: Scenes, seed: int) -> None:
    lived(scenes, Random(seed))  # noqa: S311 - repeatable
    first = MONDAY.date()
    sums = cashbook.sums(scenes.ward.clerk, Period(first, first + timedelta(days=4)))
    assert sums.taken - sums.gone - sums.out + sums.back == sums.left
    assert sums.left == sum(one.left for one in sums.ways)
