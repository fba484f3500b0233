"""What was taken in fees: each receipt, the sums without the cancelled ones, the files."""

import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from hoaban.domains.onestop.takings import desk as takings
from tests.world.desks import Desk
from tests.world.scenes import Scenes, department, vn

DAY = "/desk/takings/?begins=16/03/2020&ends=16032020"


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-03-30T09:00:00+07:00"


def test_the_sum_of_a_day_is_less_what_was_cancelled_on_it_and_without_other_days(
    scenes: Scenes,
) -> None:
    scenes.act("pay", scenes.bring("received"))
    gone = scenes.act("pay", scenes.bring("received"))
    scenes.act("cancel_fee", gone, reason="Thu nhầm hồ sơ khác")
    scenes.act("pay", scenes.bring("received"), at=vn("2020-03-17 08:00"))
    shown = Desk().get("clerk", DAY)
    assert ("16.000 đ" in shown, "01/BL" in shown, "02/BL" in shown, "03/BL" in shown) == (
        *(True, True, True, False),
    )
    assert "Thu nhầm hồ sơ khác" in shown
    assert "-16.000" in shown.replace("−", "-")


def test_a_day_that_is_over_keeps_its_sum_and_a_cancellation_counts_on_its_own(
    scenes: Scenes,
) -> None:
    gone = scenes.act("pay", scenes.bring("received"))
    desk = Desk()
    [before] = [desk.by("clerk").get(f"{DAY}&format=csv").content.decode().splitlines()[-1]]
    scenes.act("cancel_fee", gone, reason="Thu nhầm", at=vn("2020-03-18 08:00"))
    assert desk.by("clerk").get(f"{DAY}&format=csv").content.decode().splitlines()[-1] == before
    other = "/desk/takings/?begins=18/03/2020&ends=18/03/2020&format=csv"
    rows = desk.by("clerk").get(other).content.decode("utf-8-sig").splitlines()
    assert rows[1].split(";")[5] == "-16000"
    assert rows[-1] == "Cộng: 0 biên lai, -16.000 đồng, đã hủy 1 biên lai"


def test_the_file_has_each_receipt_and_the_sums(scenes: Scenes) -> None:
    scenes.act("pay", scenes.bring("received"))
    scenes.act("cancel_fee", scenes.act("pay", scenes.bring("received")), reason="Thu nhầm")
    text = Desk().by("clerk").get(f"{DAY}&format=csv").content.decode("utf-8-sig")
    rows = text.splitlines()
    assert [row.split(";")[0] for row in rows[1:4]] == ["02/BL", "01/BL", "02/BL"]
    assert [row.split(";")[5] for row in rows[1:4]] == ["16000", "16000", "-16000"]
    assert rows[-1] == "Cộng: 2 biên lai, 16.000 đồng, đã hủy 1 biên lai"
    book = Desk().by("clerk").get(f"{DAY}&format=xlsx").content
    assert "xl/worksheets/sheet1.xml" in zipfile.ZipFile(io.BytesIO(book)).namelist()


def test_another_agency_reads_its_own_and_a_specialist_none(scenes: Scenes) -> None:
    scenes.act("pay", scenes.bring("received"))
    other = department()
    assert "01/BL" not in Desk().get("clerk-so-tp", DAY), other
    Desk().get("specialist", DAY, status=403)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("begins=31/02/2020&ends=01/03/2020", "Không có ngày 31/02/2020"),
        ("begins=02/03/2020&ends=01/03/2020", "không được trước ngày bắt đầu"),
        ("begins=01/01/2018&ends=01/03/2020", "nhiều nhất một năm"),
    ],
)
def test_days_that_cannot_be_reckoned_say_why(scenes: Scenes, asked: str, said: str) -> None:
    assert said in Desk().get("clerk", f"/desk/takings/?{asked}", status=422), scenes


def test_a_long_day_costs_no_query_more_and_a_file_ends_where_it_says(
    scenes: Scenes, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk()
    scenes.act("pay", scenes.bring("received"))
    with CaptureQueriesContext(
        connection,
    ) as one:
        desk.get("clerk", DAY)
    for _ in range(4):
        scenes.act("pay", scenes.bring("received"))
    with CaptureQueriesContext(connection) as five:
        desk.get("clerk", DAY)
    assert len(five) <= len(one)
    monkeypatch.setattr(takings, "MOST_EXPORTED", 2)
    monkeypatch.setattr(takings, "BATCH", 2)
    text = desk.by("clerk").get(f"{DAY}&format=csv").content.decode("utf-8-sig")
    assert text.splitlines()[-1].startswith("Tệp dừng ở 2 biên lai")


def test_what_is_owed_to_citizens_stands_in_a_list_until_it_is_paid_back(scenes: Scenes) -> None:
    desk, owed, unsaid = Desk(), scenes.bring("owed"), scenes.bring("unsaid")
    shown = desk.get("clerk", "/desk/takings/owed/")
    codes = [str(one.code) in shown for one in (owed, unsaid)]
    words = [word in shown for word in ("Phải hoàn trả", "Chưa quyết định hoàn trả")]
    assert codes == words == [True, True]
    assert "chờ hoàn trả: 2" in desk.get("clerk", DAY)
    department()
    assert str(owed.code) not in Desk().get("clerk-so-tp", "/desk/takings/owed/")
    scenes.act("refund_fee", owed)
    assert str(owed.code) not in desk.get("clerk", "/desk/takings/owed/")
    assert "16.000 đồng" in desk.get("clerk", DAY).partition("Đã hoàn trả")[0][-300:]


def test_what_was_paid_back_stands_on_the_page_and_in_the_file_by_its_kind(scenes: Scenes) -> None:
    owed, desk = scenes.bring("owed"), Desk()
    scenes.act("refund_fee", owed)
    shown = desk.get("clerk", DAY).partition("Khoản hoàn trả trong kỳ")[2]
    kind = owed.fee_lines[0]["name"]["vi"]
    assert ("01/HTP" in shown, kind in shown, "16.000" in shown) == (True, True, True)
    rows = desk.by("clerk").get(f"{DAY}&format=csv").content.decode("utf-8-sig").splitlines()
    [row] = [row.split(";") for row in rows if row.startswith("01/HTP")]
    assert (row[4], row[5], rows[-1]) == (kind, "-16000", "Đã hoàn trả: 16.000 đồng")
