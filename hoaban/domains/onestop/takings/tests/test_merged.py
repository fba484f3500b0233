"""After a merger each line stays in the book of its day's agency, and the successor reads both."""

from datetime import date

import pytest
from pytest_django import Settings

from hoaban.core.people import agencies
from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.cashbook import queries as cashbook
from hoaban.domains.onestop.takings import queries
from hoaban.engines.tallies.periods import Period
from tests.world.acts import LATER
from tests.world.province import post_of
from tests.world.scenes import Scenes, vn

NEW, DAY = "ubnd-03127-2025", date(2025, 7, 2)
AFTER = vn("2025-07-02 10:00")


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2025-07-02T15:00:00+07:00"


@pytest.fixture
def heir(scenes: Scenes) -> Actor:
    """The cashier of the ward that took the other in."""
    assert scenes.ward.agency.code == "ubnd-03127"
    return post_of(agencies.row(NEW, DAY), Role.CLERK, "heir", on=DAY)


def test_a_refund_of_what_the_old_agency_took_stands_in_the_successors_book(
    scenes: Scenes, heir: Actor
) -> None:
    scenes.act("refund_fee", scenes.bring("owed"), heir, at=AFTER)
    before, after = (cashbook.sums(heir, Period(day, day)) for day in (LATER.date(), DAY))
    assert (before.left, after.left) == (16000, -16000)


def test_each_line_says_whose_book_it_stands_in(scenes: Scenes, heir: Actor) -> None:
    scenes.act("pay", scenes.bring("received"))
    scenes.act("pay", scenes.bring("received"), heir, at=AFTER)
    parts = queries.parts(heir, Period(LATER.date(), DAY))
    lines = queries.lines([one for part in parts for one in part])
    assert sorted((one.symbol, one.agency) for one in lines) == [
        ("01/BL", "UBND phường Him Lam"),
        ("01/BL", "UBND phường Điện Biên Phủ"),
    ]
