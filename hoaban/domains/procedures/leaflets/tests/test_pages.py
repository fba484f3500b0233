from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hoaban.core import clock
from hoaban.domains.procedures.catalogue.models import Fee


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2020, 3, 30))


def page(client: Client, address: str, language: str = "vi") -> str:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_stranger_finds_and_reads_a_procedure(client: Client, loaded: Path) -> None:
    found = page(client, "/procedures/?q=giay+khai+sinh")
    read = page(client, "/procedures/1.001193/")

    assert '<a href="/procedures/1.001193/">Thủ tục đăng ký khai sinh</a>' in found
    assert 'href="/apply/1.001193/"' in read
    assert "3 ngày làm việc" in read
    assert "8.000 đồng một trang" in read
    assert "Chưa đọc được." not in read  # the keeper reads it
    assert "01/09/2019" in read


def test_what_is_only_in_the_catalogue_is_information_without_a_button(
    client: Client, loaded: Path
) -> None:
    read = page(client, "/procedures/1.000001/")

    assert "Hòa giải tranh chấp đất đai" in read
    assert "20/07/2026" in read
    assert "40 (nguồn không ghi đơn vị)" in read
    assert "/apply/" not in read


def test_a_procedure_of_level_two_is_filed_at_the_counter(client: Client, province: None) -> None:
    read = page(client, "/procedures/2.000815/")

    assert "/apply/" not in read
    assert "không quá 200.000 đồng" in read
    further = "2 ngày làm việc sau ngày nhận (nhận sau 15 giờ: sau ngày làm việc kế tiếp)"
    assert further in read  # Decree 23/2015, article 21


def test_english_pages_say_which_names_stay_vietnamese(client: Client, loaded: Path) -> None:
    whole = page(client, "/procedures/1.001193/", "en")
    found = page(client, "/procedures/?field=dat-dai", "en")

    assert "<h1>Birth registration</h1>" in whole
    assert '<a href="/procedures/1.000001/" lang="vi">' in found


@pytest.mark.parametrize("code", ["9.999999", "%00", "1.001193%00", "x" * 400, "1.001193'--"])
def test_an_unknown_code_is_not_there(client: Client, loaded: Path, code: str) -> None:
    assert client.get(f"/procedures/{code}/").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["?q=%3Cscript%3E", "?page=abc", "?page=9999", "?level=moon", "?field=none", "?q=" + "a" * 999],
)
def test_odd_addresses_are_answered(client: Client, loaded: Path, query: str) -> None:
    assert "<script>" not in page(client, f"/procedures/{query}").replace("<script src", "")


def test_a_long_list_costs_as_few_queries_as_a_short_one(
    client: Client, province: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    page(client, "/procedures/")
    with django_assert_max_num_queries(6):
        page(client, "/procedures/?level=province")


def test_the_first_view_is_light(client: Client, province: None) -> None:
    assert len(client.get("/procedures/").content) < 40_000


def test_who_decides_is_named_in_the_readers_language(
    client: Client, catalogue_world: None, db: None
) -> None:
    assert "Sở Kế hoạch và Đầu tư tỉnh Điện Biên" in page(client, "/procedures/2.001610/")
    assert "Sở Kế hoạch" not in page(client, "/procedures/2.001610/", "en")


@pytest.mark.django_db
def test_a_fee_is_named_and_when_it_is_asked_for_stands_beside(
    offering_world: None, client: Client
) -> None:
    read = page(client, "/procedures/1.000894/")
    named = "Phí cấp bản sao trích lục hộ tịch <span"
    assert [named in read, "(nếu yêu cầu bản sao)</span>" in read] == [True, True]
    names = {text for fee in Fee.objects.all() for text in fee.name.values()}
    assert {name for name in names if "nếu" in name or " if " in name} == set()
