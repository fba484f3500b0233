"""The front page of who keeps the system says how much waits for a second person."""

import re

import pytest
from django.conf import LazySettings

from hoaban.domains.office.powers.tests.test_drawn_passwords import drawn
from hoaban.domains.office.powers.tests.test_waiting import signed

pytestmark = pytest.mark.usefixtures("cast")


@pytest.fixture(autouse=True)
def in_2020(settings: LazySettings) -> None:
    settings.HOABAN_TODAY = "2020-03-30T08:00"


def told(username: str) -> list[str]:
    text = signed(username).get("/desk/").text
    return re.findall(r"Chờ người thứ hai xác nhận\s+<b>(\d+)</b>", text)


def test_the_second_keeper_reads_how_many_passwords_wait_and_whoever_keeps_nothing_reads_none() -> (
    None
):
    assert (told("quantri"), told("motcua.stp")) == ([], [])
    keeper = signed("cntt")
    drawn(keeper, "pho.stp")
    drawn(keeper, "lanhdao.stp")
    assert (told("quantri"), told("motcua.stp")) == (["2"], [])


def test_a_drawn_password_has_no_letter_that_is_read_as_another() -> None:
    keeper = signed("cntt")
    letters = {letter for _ in range(20) for letter in drawn(keeper, "pho.stp")}
    assert letters & set("Il1Oo0") == set()
