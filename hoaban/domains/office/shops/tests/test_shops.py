"""Where a shop is and when it is open, as the calendar of the day has it."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.core import clock
from hoaban.core.kept import folders
from hoaban.core.people import agencies, periods
from hoaban.domains.office.shops import content, queries
from tests.world.province import Ward

WEEK = (("Thứ Hai – Thứ Sáu", "07:30–11:30, 13:30–17:00"),)


def at(written: str) -> datetime:
    return datetime.fromisoformat(f"{written}+07:00")


@pytest.mark.parametrize(
    ("moment", "today"),
    [
        ("2020-03-16T07:29", "Đang đóng cửa. Mở cửa lại 07:30 thứ Hai 16/03/2020."),
        ("2020-03-16T07:30", "Đang mở cửa, đến 11:30."),
        ("2020-03-16T12:00", "Đang đóng cửa. Mở cửa lại 13:30 thứ Hai 16/03/2020."),
        ("2020-03-16T16:59", "Đang mở cửa, đến 17:00."),
        ("2020-03-16T18:00", "Đang đóng cửa. Mở cửa lại 07:30 thứ Ba 17/03/2020."),
        (
            "2020-03-21T09:00",
            "Hôm nay nghỉ (Thứ Bảy). Mở cửa lại 07:30 thứ Hai 23/03/2020.",
        ),
        (
            "2020-04-02T09:00",
            "Hôm nay nghỉ (Giỗ Tổ Hùng Vương). Mở cửa lại 07:30 thứ Sáu 03/04/2020.",
        ),
    ],
)
def test_a_shop_says_whether_it_is_open_now(ward: Ward, moment: str, today: str) -> None:
    shop = queries.shop(ward.agency, at(moment))
    assert (shop.today, shop.hours) == (today, WEEK)
    assert shop.is_open == today.startswith("Đang mở cửa")


def test_a_moment_beyond_the_calendar_says_nothing(ward: Ward) -> None:
    shop = queries.shop(ward.agency, at("2099-03-16T09:00"))
    assert (shop.today, shop.is_open) == ("", False)


def test_every_agency_that_receives_has_an_address_and_a_number_each_day(ward: Ward) -> None:
    del ward
    day = at("2018-07-02T09:00")
    while day.year < 2026:
        for row in agencies.at(clock.day(day)).taking_part():
            lines = queries._lines.get()[row.code]
            assert sum(periods.lives(one, clock.day(day)) for one in lines) == 1
            shop = queries.shop(row, day)
            assert (bool(shop.phone), bool(shop.address), shop.is_synthetic) == (True, True, True)
        day += timedelta(days=61)


def test_the_directory_finds_a_commune_by_its_name_or_district_without_marks(
    client: Client, ward: Ward, settings: Settings
) -> None:
    del ward
    settings.HOABAN_TODAY = "2020-03-16T08:30:00+07:00"
    page = client.get("/contact/", {"q": "him lam"}).content.decode()
    assert "Bộ phận Một cửa, Ủy ban nhân dân phường Him Lam" in page
    assert "Đang mở cửa, đến 11:30." in page
    assert "1 nơi" in page
    district = client.get("/contact/", {"q": "tua chua"}).content.decode()
    assert "13 nơi" in district
    nothing = client.get("/contact/", {"q": "không có đâu"}).content.decode()
    assert "Không có nơi nào khớp" in nothing


def test_the_directory_comes_in_pages_and_asks_alike_for_each(
    client: Client, ward: Ward, django_assert_max_num_queries: object, settings: Settings
) -> None:
    del ward
    settings.HOABAN_TODAY = "2020-03-16T08:30:00+07:00"
    for number in (1, 5, 99):
        with django_assert_max_num_queries(6):  # type: ignore[operator]  # the fixture is callable
            page = client.get("/contact/", {"page": number}).content.decode()
        assert page.count('scope="row"') <= 30


def test_an_unknown_agency_is_named_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("agencies.csv", "shops.csv"):
        text = (folders.province() / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("so-nv,,Trụ", "so-la,,Trụ"), encoding="utf-8")
    monkeypatch.setattr(folders, "province", lambda: tmp_path)
    assert [(one.line, str(one)) for one in content.check()] == [
        (2, 'shops.csv:2:1: không có cơ quan "so-la"')
    ]
