"""Each agency settles what came into its own account; what is still missing is asked for alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.transfers import actions, queries
from hoaban.gateways.payments.models import Payment
from hoaban.ui import numerals
from tests.world.acts import LATER
from tests.world.desks import Desk
from tests.world.scenes import Scenes, department, vn

HEAD = "Ngày giao dịch;Số tiền ghi có;Nội dung;Số giao dịch\n"
CAME = "/desk/takings/came/"
OTHER = "clerk-so-tp"


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-03-16T15:00:00+07:00"
    settings.PAYMENTS = ["transfer", "platform"]


@pytest.fixture
def desk(scenes: Scenes) -> Desk:
    """The ward's officials, and a clerk of a department that has an account too."""
    department()
    assert scenes.ward.clerk.agency == "ubnd-03127"
    return Desk()


def read(desk: Desk, *lines: str, by: str = "clerk") -> tuple[int, str]:
    file = SimpleUploadedFile("sao-ke.csv", (HEAD + "".join(lines)).encode())
    answer = desk.post(by, "/desk/takings/statement/", {"file": file})
    return answer.status_code, answer.content.decode()


def test_a_clerk_reads_and_settles_what_came_into_the_own_agencys_account_alone(desk: Desk) -> None:
    read(desk, "16/03/2020;16.000;tra phi;A1\n")
    payment = Payment.objects.get()
    answer = desk.post(OTHER, CAME, {"payment": payment.pk, "note": "Đã trả lại"})
    payment.refresh_from_db()
    shown = ["tra phi" in desk.get(name, CAME) for name in ("clerk", OTHER)]
    assert (answer.status_code, payment.settled_at, shown) == (403, None, [True, False])


def test_what_the_counter_did_is_kept_in_its_words(desk: Desk) -> None:
    read(desk, "16/03/2020;16.000;tra phi;A1\n")
    payment = Payment.objects.get()
    desk.post("clerk", CAME, {"payment": payment.pk, "note": "  Đã trả lại ngày 17/03  "})
    payment.refresh_from_db()
    assert payment.note == "Đã trả lại ngày 17/03"


def test_a_link_to_statements_is_shown_to_whoever_may_read_them_in(desk: Desk) -> None:
    shown = ["Nhập sao kê" in desk.get(name, CAME) for name in ("clerk", "leader", OTHER)]
    assert shown == [True, False, True]


def test_after_a_part_came_every_way_to_pay_asks_for_the_rest(scenes: Scenes, desk: Desk) -> None:
    dossier = scenes.bring("received")
    reference = actions.ask(dossier.pk, by=scenes.ward.citizen, at=LATER).reference
    read(desk, f"16/03/2020;10.000;{reference};A1\n")
    offers = queries.paying(Dossier.objects.get(pk=dossier.pk), at=LATER).offers
    asked = [numerals.money(6000) in dict(one.facts).values() for one in offers]
    assert ([one.provider for one in offers], asked) == (["transfer", "platform"], [True, True])
    assert "54046000" in offers[0].code  # the amount of the square code: four letters, 6000


def test_five_hundred_lines_are_read_at_once_and_five_hundred_and_one_not(desk: Desk) -> None:
    lines = ["16/03/2020;-1;phi;\n"] * 501
    status, said = read(desk, *lines)
    assert ([read(desk, *lines[:500])[0], status], "quá 500 dòng" in said) == ([200, 422], True)


@pytest.mark.parametrize(
    "written",
    [
        "2020-03-16T03:30:00Z",
        "2020-03-16T05:30:00+02:00",
        "2020-03-16T10:30:00",
        "16/03/2020 10:30",
    ],
)
def test_an_hour_with_its_zone_is_that_hour_and_one_without_is_the_provinces(
    desk: Desk, written: str
) -> None:
    read(desk, f"{written};16.000;tra phi;A1\n")
    assert Payment.objects.get().paid_at == vn("2020-03-16 10:30")
