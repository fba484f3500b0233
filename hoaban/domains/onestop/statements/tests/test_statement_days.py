"""What a statement says of days: any day of a line is that line's word, and 500 lines are read."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from hoaban.domains.onestop.statements import forms
from hoaban.gateways.payments.models import Payment
from tests.world.desks import Desk
from tests.world.scenes import Scenes

HEAD = "Ngày giao dịch;Số tiền ghi có;Nội dung;Số giao dịch\n"
FAR = [
    "0001-01-01",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
    "01/01/0001",
    "31/12/9999",
    "31/12/1999",
]


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-03-16T15:00:00+07:00"
    settings.PAYMENTS = ["transfer", "platform"]


def read(*lines: str) -> tuple[int, str]:
    file = SimpleUploadedFile("sao-ke.csv", (HEAD + "".join(lines)).encode())
    answer = Desk().post("clerk", "/desk/takings/statement/", {"file": file})
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("day", FAR)
def test_a_day_outside_the_years_of_statements_is_that_lines_word(scenes: Scenes, day: str) -> None:
    status, shown = read(f"{day};16.000;tra phi;A1\n", "16/03/2020;16.000;tra phi;A2\n")
    assert (status, "Không đọc được ngày giao dịch" in shown) == (200, True)
    assert [one.number for one in Payment.objects.all()] == ["A2"]


@pytest.mark.parametrize("day", ["01/01/2099", "17/03/2020", "2020-03-16T23:59:59-12:00"])
def test_a_day_that_has_not_come_is_told_and_not_recorded(scenes: Scenes, day: str) -> None:
    status, shown = read(f"{day};16.000;tra phi;A1\n")
    assert (status, "chưa đến: chưa ghi nhận" in shown) == (200, True)
    assert not Payment.objects.exists()


def test_as_many_lines_as_it_says_are_read_and_not_one_more(scenes: Scenes) -> None:
    lines = ["16/03/2020;-1;phi;\n"] * forms.MOST
    assert [read(*lines)[0], read(*lines, "\n\n")[0], read(*lines, lines[0])[0]] == [200, 200, 422]
