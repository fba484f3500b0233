"""The page of the calendar: all officials read it, its keepers change it."""

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hoaban.core.calendars import queries
from hoaban.core.calendars.models import Holiday, WorkTime
from hoaban.core.people.roles import Role

PAGE = "/desk/calendar/"
NEW = f"{PAGE}days/new/"
HOURS = f"{PAGE}hours/"
WITHDRAW = f"{PAGE}days/2020-04-02/holiday/withdraw/"
SignIn = Callable[[Role], Client]
DAY = {
    "on": "03/04/2020",
    "kind": "holiday",
    "name": "Quốc tang",
    "certainty": "official",
    "basis": "Thông báo 1",
    "key": "k",
}


def text(response: object) -> str:
    return unescape(response.content.decode())  # type: ignore[attr-defined] # Django's response


def test_every_official_reads_a_year_with_basis_certainty_and_hours(
    loaded: None, signed_in: SignIn
) -> None:
    page = text(signed_in(Role.CLERK).get(PAGE, {"year": "2026"}))

    assert "thứ Bảy 22/08/2026" in page
    assert "Nghỉ bù Giỗ Tổ Hùng Vương" in page
    assert "Bộ luật Lao động 45/2019/QH14, Điều 111 khoản 3, chưa đối chiếu văn bản" in page
    assert "Văn bản 12729/VPCP-KGVX (25/12/2025)" in page
    assert "4 ngày là tạm tính" in page
    assert "Thứ Hai – Thứ Sáu" in page
    assert "07:30–11:30, 13:30–17:00" in page
    assert "sau 15:00" in page
    assert "Rút" not in page


def test_the_hours_that_decide_name_their_article_its_days_and_what_was_not_seen(
    loaded: None, signed_in: SignIn
) -> None:
    page = " ".join(text(signed_in(Role.CLERK).get(PAGE)).split())

    assert "Nghị định 61/2018/NĐ-CP, Điều 18, từ 21/06/2018 đến trước 01/07/2025" in page
    assert "Nghị định 118/2025/NĐ-CP, chưa đối chiếu văn bản, từ 01/07/2025" in page
    assert "ND61/2018" not in page


def test_a_year_without_holidays_says_so(loaded: None, signed_in: SignIn) -> None:
    page = text(signed_in(Role.IT_OFFICER).get(PAGE, {"year": "2028"}))

    assert "Chưa tính được thời hạn trong năm này" in page
    assert "Lịch của năm đã đủ" in page


@pytest.mark.parametrize("year", ["", "x", "0000", "99999", "2020'--", "²020"])
def test_a_year_that_is_none_shows_this_year(loaded: None, signed_in: SignIn, year: str) -> None:
    assert signed_in(Role.CLERK).get(PAGE, {"year": year}).status_code == 200


@pytest.mark.parametrize("address", [NEW, HOURS, WITHDRAW, f"{PAGE}years/2028/confirm/"])
def test_others_do_not_come_to_the_forms(loaded: None, signed_in: SignIn, address: str) -> None:
    browser = signed_in(Role.LEADER)

    assert browser.get(address).status_code == 403
    assert browser.post(address, DAY).status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        f"{PAGE}days/2020-04-03/holiday/withdraw/",
        f"{PAGE}days/2020-13-03/holiday/withdraw/",
        f"{PAGE}years/99999/confirm/",
    ],
)
def test_days_that_are_not_there_are_not_found(
    loaded: None, signed_in: SignIn, address: str
) -> None:
    assert signed_in(Role.IT_OFFICER).get(address).status_code == 404


def test_a_keeper_adds_a_day_and_a_second_press_does_nothing(
    loaded: None, signed_in: SignIn
) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    assert 'name="key"' in text(browser.get(NEW))

    first, second = browser.post(NEW, DAY), browser.post(NEW, DAY)

    assert (first.status_code, first["Location"]) == (302, f"{PAGE}?year=2020")
    assert second.status_code == 302
    assert queries.holidays(2020).filter(on=date(2020, 4, 3)).count() == 1
    assert "Quốc tang" in text(browser.get(PAGE, {"year": "2020"}))


def test_a_refused_day_comes_back_with_what_was_typed(loaded: None, signed_in: SignIn) -> None:
    browser = signed_in(Role.IT_OFFICER)

    taken = browser.post(NEW, DAY | {"on": "02/04/2020"})
    broken = browser.post(NEW, DAY | {"on": "31/02/2020"})

    assert taken.status_code == broken.status_code == 422
    assert "Ngày 02/04/2020 đã có trong lịch" in text(taken)
    assert "Quốc tang" in text(taken)
    assert "Không có ngày 31/02/2020." in text(broken)
    assert not Holiday.objects.filter(name__vi="Quốc tang").exists()


def test_a_keeper_withdraws_a_day_with_a_basis(loaded: None, signed_in: SignIn) -> None:
    browser = signed_in(Role.IT_OFFICER)

    asked = browser.get(WITHDRAW)
    without = browser.post(WITHDRAW, {"key": "k"})
    done = browser.post(WITHDRAW, {"key": "k", "basis": "Nhập nhầm"})

    assert "Giỗ Tổ Hùng Vương" in text(asked)
    assert (without.status_code, done.status_code) == (422, 302)
    assert not queries.holidays(2020).filter(on=date(2020, 4, 2)).exists()


def test_the_names_of_days_are_in_the_language_of_the_page(loaded: None, signed_in: SignIn) -> None:
    keeper = signed_in(Role.IT_OFFICER)
    english = {"accept-language": "en"}
    added, withdrawn = (text(keeper.get(page, headers=english)) for page in (NEW, WITHDRAW))
    assert ("New Year's Day" in added, "Tết Dương lịch" in added) == (True, False)
    assert ("Hung Kings" in withdrawn, "Giỗ Tổ" in withdrawn) == (True, False)


def test_a_keeper_sets_the_hours_of_all(loaded: None, signed_in: SignIn) -> None:
    browser = signed_in(Role.IT_OFFICER)
    week = {f"day_{day}": "7:00-11:30; 13h30 - 16h30" for day in range(5)}
    form = {"agency": "", "valid_from": "01/06/2020", "basis": "QĐ 7", "key": "k"} | week

    wrong = browser.post(HOURS, form | {"day_0": "7-11"})
    crossed = browser.post(HOURS, form | {"day_0": "07:00-11:30, 11:00-16:00"})
    done = browser.post(HOURS, form)

    assert "Giờ không đúng" in text(wrong)
    assert "chồng lên nhau" in text(crossed)
    assert (wrong.status_code, crossed.status_code, done.status_code) == (422, 422, 302)
    assert WorkTime.objects.filter(valid_from=date(2020, 6, 1)).count() == 10
    assert "07:00–11:30, 13:30–16:30" in text(browser.get(PAGE))


def test_a_year_that_lacks_days_is_not_confirmed(loaded: None, signed_in: SignIn) -> None:
    browser = signed_in(Role.IT_OFFICER)
    address = f"{PAGE}years/2028/confirm/"

    refused = browser.post(address, {"basis": "x", "key": "k"})

    assert refused.status_code == 422
    assert "còn thiếu" in text(refused)
    assert browser.get(address).status_code == 302
    again = browser.post(f"{PAGE}years/2020/confirm/", {"basis": "x", "key": "k"})
    assert again["Location"] == f"{PAGE}?year=2020"


def test_a_full_year_asks_as_many_queries_as_an_empty_one(loaded: None, signed_in: SignIn) -> None:
    browser = signed_in(Role.CLERK)
    browser.get(PAGE)

    counts = []
    for year in ("2028", "2026"):
        with CaptureQueriesContext(connection) as asked:
            browser.get(PAGE, {"year": year})
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_page_carries_no_style_or_script_of_its_own(loaded: None, signed_in: SignIn) -> None:
    browser = signed_in(Role.IT_OFFICER)

    for address in (PAGE, NEW, HOURS, WITHDRAW):
        page = text(browser.get(address))
        assert " style=" not in page
        assert "<h1>" in page


FAR = ["0001-01-01", "9999-12-31"]


@pytest.mark.parametrize("on", FAR)
def test_a_day_at_the_ends_of_time_is_an_unknown_address(
    loaded: None, signed_in: SignIn, on: str
) -> None:
    client = signed_in(Role.IT_OFFICER)
    pages = [f"{PAGE}days/{on}/promises/", f"{PAGE}days/{on}/holiday/withdraw/"]
    assert [client.get(page).status_code for page in pages] == [404, 404]


@pytest.mark.parametrize("on", FAR)
@pytest.mark.parametrize(
    ("page", "field"), [(NEW, "on"), (NEW, "paired_on"), (HOURS, "valid_from")]
)
def test_a_day_at_the_ends_of_time_is_told_to_be_wrong(
    loaded: None, signed_in: SignIn, page: str, field: str, on: str
) -> None:
    typed = DAY | {field: "/".join(reversed(on.split("-")))}
    answer = signed_in(Role.IT_OFFICER).post(page, typed)
    told = {"0001": "Năm 1 không đúng", "9999": "Ngày không đúng: hãy viết ngày/tháng/năm"}
    assert (answer.status_code, told[on[:4]] in text(answer)) == (422, True)
